import { useState } from 'preact/hooks';
import { designInk } from '../charts/palette.ts';
import { Swatch } from '../charts/swatch.tsx';
import { facts } from '../state/facts.ts';
import { phase } from '../state/runner.ts';
import type { Facts } from '../words/facts.ts';
import { Fates, Tries } from './tables/fates.tsx';
import { Findings } from './tables/findings.tsx';
import { Costs, Hosts } from './tables/hosts.tsx';
import { Objectives } from './tables/objectives.tsx';
import { CpuByStage, Tiers } from './tables/tiers.tsx';
import { Times } from './tables/times.tsx';

/** The numbers in full, once the run is done: objectives of all designs, then one design at a time. */
export function Details() {
  const now = facts.value;
  if (phase.value !== 'done' || now === undefined) return null;
  return <OpenDetails facts={now} />;
}

function OpenDetails({ facts: { scenario, designs } }: { facts: Facts }) {
  const [chosen, setChosen] = useState(0);
  const design = designs[chosen] ?? designs[0];
  if (design === undefined) return null;
  return (
    <section class="details" aria-labelledby="details-title">
      <h2 id="details-title">In numbers</h2>
      {scenario.objectives.length > 0 && <Objectives scenario={scenario} designs={designs} />}
      {designs.length > 1 && (
        <fieldset class="segments design-choice">
          <legend>Tables of</legend>
          {designs.map(({ id, name }, i) => (
            <label key={id}>
              <input type="radio" name="details" checked={i === chosen} onChange={() => setChosen(i)} />
              <span>
                <Swatch ink={designInk(i)} /> {name}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="tables">
        <Fates scenario={scenario} design={design} />
        <Tries scenario={scenario} design={design} />
        <Times scenario={scenario} design={design} />
        <Tiers scenario={scenario} design={design} />
        <Hosts design={design} />
        <CpuByStage scenario={scenario} design={design} />
        <Costs scenario={scenario} design={design} />
        <Findings design={design} />
      </div>
    </section>
  );
}
