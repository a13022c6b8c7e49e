import type { StreamResult } from '../../sim/measure/result.ts';
import { part, row } from './card.ts';
import type { Card } from './card.ts';
import { isNoticed, largest, smallest } from './compare.ts';
import { headlineStream, streamName, stuckShare } from './facts.ts';
import type { Facts } from './facts.ts';
import { NONE, list, percent, roughly, say, seconds } from './numbers.ts';

/** How long the mail that counts takes. */
export function deliveryCard(facts: Facts): Card | undefined {
  const { scenario, designs } = facts;
  const stream = headlineStream(scenario, designs);
  if (stream === undefined) return undefined;
  const name = streamName(scenario, stream);
  const latencies = designs.map(({ result }) => result.streams[stream]?.deliveryS);
  const p95 = latencies.map((latency) => latency?.p95 ?? null);
  const most = Math.max(...p95.map((value) => value ?? 0));
  return {
    id: 'delivery',
    title: 'Delivery time',
    what: `How long “${name}” takes from the sender's first attempt to the mailbox (or, outbound, to the server that takes it over). p95 is the time within which 95% of the delivered messages arrive; retries after a refusal count. Within 1% of the exact value.`,
    verdict: sentence(facts, name, p95) + stuckWords(facts, stream),
    groups: [
      {
        name: `${name}, p95`,
        rows: designs.map(({ result }, design) => {
          const latency = latencies[design];
          return row({
            design,
            value: seconds(latency?.p95 ?? NaN),
            note: noteOn(result.streams[stream]),
            bar: part(latency?.p95, most),
            bad: stuckShare(result.streams[stream] ?? NOTHING) > 0,
          });
        }),
      },
    ],
  };
}

function sentence({ designs }: Facts, stream: string, p95: readonly (number | null)[]): string {
  const fast = smallest(p95);
  const slow = largest(p95);
  const best = p95[fast] ?? null;
  const worst = p95[slow] ?? null;
  if (best === null || worst === null) return `No “${stream}” was delivered in the measured time.`;
  const within = (s: number): string => `within ${say(seconds(s))}`;
  if (p95.includes(null)) {
    const none = designs.flatMap(({ name }, i) => (p95[i] === null ? [name] : []));
    return `${designs[fast]?.name ?? ''} delivers 95% of “${stream}” ${within(best)}; ${none.join(' and ')} delivered none.`;
  }
  if (designs.length === 1) return `95% of “${stream}” arrives ${within(best)}.`;
  if (!isNoticed(best, worst)) {
    const where = designs.length === 2 ? 'both designs' : 'every design';
    return `No difference that anyone would notice: 95% of “${stream}” arrives ${within(worst)} in ${where}.`;
  }
  const [fastName, slowName] = [designs[fast]?.name ?? '', designs[slow]?.name ?? ''];
  const ratio = worst / best;
  const factor = ratio >= 2 ? `${roughly(ratio)} times as long` : `${say(seconds(worst - best))} longer`;
  return designs.length === 2
    ? `${slowName} takes ${factor}: 95% of “${stream}” ${within(worst)}, against ${say(seconds(best))} with ${fastName}.`
    : `Fastest is ${fastName}: 95% of “${stream}” ${within(best)}. Slowest is ${slowName}, at ${say(seconds(worst))}.`;
}

function noteOn(stream: StreamResult | undefined): string {
  if (stream === undefined || Number.isNaN(stream.offered)) return '';
  const { count, p50, p99 } = stream.deliveryS;
  const stuck = stuckShare(stream);
  const late = stuck > 0 ? `, ${percent(stuck)} not delivered at the end` : '';
  return (count === 0 ? 'none delivered' : `half within ${time(p50)}, 99% within ${time(p99)}`) + late;
}

const NOTHING = { offered: 0, inFlight: 0 };

/** Names the designs in which much has not arrived: their percentiles tell of the lucky rest only. */
function stuckWords({ designs }: Facts, stream: string): string {
  const stuck = designs.flatMap(({ name, result }) => {
    const share = stuckShare(result.streams[stream] ?? NOTHING);
    return share > 0 ? [`${name} has not delivered ${percent(share)} of it when the run ends`] : [];
  });
  return stuck.length === 0 ? '' : ` But ${list(stuck)}.`;
}

function time(s: number | null): string {
  return s === null ? NONE : say(seconds(s));
}
