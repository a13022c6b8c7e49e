import type { Latency } from '../../sim/measure/result.ts';
import { part, row } from './card.ts';
import type { Card } from './card.ts';
import { isNoticed, largest, smallest } from './compare.ts';
import { headlineStream, streamName } from './facts.ts';
import type { Facts } from './facts.ts';
import { NONE, plain, say, seconds } from './numbers.ts';

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
    verdict: sentence(facts, name, p95),
    groups: [
      {
        name: `${name}, p95`,
        rows: designs.map(({ result }, design) => {
          const latency = latencies[design];
          return row({
            design,
            value: seconds(latency?.p95 ?? NaN),
            note: noteOn(latency, result.streams[stream]?.offered ?? NaN),
            bar: part(latency?.p95, most),
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
  const factor = ratio >= 2 ? `${plain(ratio)} times as long` : `${say(seconds(worst - best))} longer`;
  return designs.length === 2
    ? `${slowName} takes ${factor}: 95% of “${stream}” ${within(worst)}, against ${say(seconds(best))} with ${fastName}.`
    : `Fastest is ${fastName}: 95% of “${stream}” ${within(best)}. Slowest is ${slowName}, at ${say(seconds(worst))}.`;
}

function noteOn(latency: Latency | undefined, offered: number): string {
  if (latency === undefined || Number.isNaN(offered)) return '';
  return latency.count === 0 ? 'none delivered' : `half within ${time(latency.p50)}, 99% within ${time(latency.p99)}`;
}

function time(s: number | null): string {
  return s === null ? NONE : say(seconds(s));
}
