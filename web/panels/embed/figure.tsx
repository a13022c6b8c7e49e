import { CHARTS } from '../../charts/definitions.ts';
import { link } from '../../state/link.ts';
import { viewed, runsAtOnce } from '../../state/manner.ts';
import { clear } from '../../state/runner.ts';
import { opened, rerun, trouble } from '../../state/scenario.ts';
import { lookAt, resetView } from '../../state/view.ts';
import { Charts } from '../charts.tsx';
import { RunBar } from '../runBar.tsx';
import { Topology } from '../topology.tsx';
import { TroubleReport } from '../trouble.tsx';
import { Verdicts } from '../verdicts.tsx';
import { fullAddress } from './addresses.ts';
import './embed.css';

/** What a figure shows when its address names nothing, or nothing that exists. */
const USUAL = ['headline', 'power'];

/** The page as a figure in another page: the parts that its address names, a run, and the way to the whole page. */
export function EmbedFigure() {
  const now = opened.value;
  if (now === null) {
    return (
      <main class="embed">
        <TroubleReport />
        {trouble.value === null && <output>Opening the scenario…</output>}
      </main>
    );
  }
  const known = new Set(['headline', 'cards', 'machines', ...CHARTS.map(({ id }) => id)]);
  const asked = viewed.filter((part) => known.has(part));
  const parts = new Set(asked.length === 0 ? USUAL : asked);
  const charts = CHARTS.flatMap(({ id }) => (parts.has(id) ? [id] : []));
  return (
    <main class="embed">
      <header class="embed-head">
        <h1>{now.scenario.name}</h1>
        <p>
          <button type="button" onClick={reset}>
            Reset
          </button>
          <OpenWhole chart={charts[0]} />
        </p>
      </header>
      <TroubleReport />
      <RunBar />
      {parts.has('headline') && <Verdicts only="headline" />}
      {parts.has('cards') && <Verdicts only="cards" />}
      {parts.has('machines') && <Topology />}
      {charts.length > 0 && <Charts only={charts} />}
    </main>
  );
}

/** A link, not a button, so that it opens in a tab of its own from inside any page. */
function OpenWhole({ chart }: { chart: string | undefined }) {
  const now = link.value;
  const hash = now !== null && 'text' in now ? new URL(now.text).hash : location.hash;
  return (
    <a class="embed-open" href={fullAddress(hash, chart)} target="_blank" rel="noopener">
      Open in Mailwatt
      <span class="visually-hidden"> (in a new tab)</span>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d="M2 2h8v8M10 2 2 10" fill="none" stroke="currentColor" stroke-width="1.6" />
      </svg>
    </a>
  );
}

/** As it was when it was opened. */
function reset(): void {
  resetView();
  const now = opened.value;
  if (now?.view !== undefined) lookAt(now.view, now.scenario);
  if (runsAtOnce) rerun();
  else clear();
}
