import type { DesignResult } from '../../sim/measure/result.ts';
import { isSame } from './compare.ts';
import { failed, hamStreams, headlineStream, streamName, total } from './facts.ts';
import type { Facts } from './facts.ts';
import { carbon, count, energy, money, percent, plain, roughly, say, seconds, watts } from './numbers.ts';

/** A number on which designs are compared. */
export interface Figure {
  readonly id: string;
  readonly label: string;
  /** Its name in a sentence that lists several: `mean power`. */
  readonly short: string;
  readonly read: (result: DesignResult) => number | null;
  readonly show: (value: number) => string;
  /** Which way is better. */
  readonly better: 'less' | 'more';
  /** Its pointer in the result, where replications give it an interval. */
  readonly pointer?: string;
}

/** How a design stands to the baseline on a figure. */
export interface Delta {
  readonly text: string;
  readonly verdict: 'better' | 'worse' | 'the same' | '';
}

/** The figures of a scenario, in the order in which they are read. */
export function figuresOf({ scenario, designs }: Facts): Figure[] {
  const stream = headlineStream(scenario, designs) ?? '';
  const name = streamName(scenario, stream);
  const time = (s: number): string => say(seconds(s));
  const ham = hamStreams(scenario);
  const { currency } = scenario.facility;
  const latency = (p: 'p50' | 'p95' | 'p99'): Figure => ({
    id: p,
    label: `Delivery time of “${name}”, ${p === 'p50' ? 'median' : p}`,
    short: p === 'p50' ? 'median delivery' : `delivery at ${p}`,
    read: (result) => result.streams[stream]?.deliveryS[p] ?? null,
    show: time,
    better: 'less',
    pointer: `/streams/${stream}/deliveryS/${p}`,
  });
  const all: Figure[] = [
    {
      id: 'energy',
      label: 'Energy at the meter',
      short: 'energy',
      read: ({ energy: { facilityKWh } }) => facilityKWh,
      show: (kWh) => say(energy(kWh)),
      better: 'less',
      pointer: '/energy/facilityKWh',
    },
    {
      id: 'meanW',
      label: 'Power, mean',
      short: 'mean power',
      read: ({ energy: { meanW } }) => meanW,
      show: (w) => say(watts(w)),
      better: 'less',
      pointer: '/energy/meanW',
    },
    {
      id: 'peakW',
      label: 'Power, highest second',
      short: 'peak power',
      read: ({ energy: { peakW } }) => peakW,
      show: (w) => say(watts(w)),
      better: 'less',
      pointer: '/energy/peakW',
    },
    {
      id: 'whPerThousandHam',
      label: 'Energy per 1,000 wanted messages',
      short: 'energy per message',
      read: ({ energy: { whPerThousandHam } }) => whPerThousandHam,
      show: (wh) => `${plain(wh)} Wh`,
      better: 'less',
      pointer: '/energy/whPerThousandHam',
    },
    {
      id: 'carbon',
      label: 'Carbon',
      short: 'carbon',
      read: ({ energy: { carbonKg } }) => carbonKg,
      show: (kg) => say(carbon(kg)),
      better: 'less',
      pointer: '/energy/carbonKg',
    },
    {
      id: 'cost',
      label: 'Cost',
      short: 'cost',
      read: ({ energy: { cost } }) => cost,
      show: (x) => money(x, currency),
      better: 'less',
      pointer: '/energy/cost',
    },
    {
      id: 'units',
      label: 'Rack space',
      short: 'rack space',
      read: ({ footprint: { rackUnits } }) => rackUnits,
      show: (u) => `${plain(u)} U`,
      better: 'less',
    },
    latency('p50'),
    latency('p95'),
    latency('p99'),
    {
      id: 'lost',
      label: 'Wanted mail lost or given up',
      short: 'mail lost or given up',
      read: (result) => total(result, ham, failed),
      show: count,
      better: 'less',
    },
    ...Object.keys(designs[0]?.result.availability ?? {}).map((direction): Figure => ({
      id: `availability-${direction}`,
      label: `Availability, ${direction}`,
      short: `${direction} availability`,
      read: ({ availability }) => availability[direction] ?? null,
      show: percent,
      better: 'more',
    })),
    {
      id: 'met',
      label: 'Objectives met',
      short: 'objectives met',
      read: ({ objectives }) => (objectives.length === 0 ? null : objectives.filter(({ met }) => met).length),
      show: count,
      better: 'more',
    },
    {
      id: 'findings',
      label: 'Findings of high severity',
      short: 'grave findings',
      read: ({ findings }) => findings.filter(({ severity }) => severity === 'high').length,
      show: count,
      better: 'less',
    },
  ];
  // Prices and carbon that the scenario does not state would be rows of zeros.
  const isStated = ({ id, read }: Figure): boolean =>
    (id !== 'cost' && id !== 'carbon') || designs.some(({ result }) => read(result) !== 0);
  return all.filter(isStated);
}

/** A difference as a part of the baseline's value; beyond ten times that, thousands of percent say less than how many times it is. */
function shareWords(value: number, base: number, sign: string): string {
  const ratio = value / base;
  return ratio >= 11 ? `${roughly(ratio)} times` : `${sign}${percent(Math.abs(ratio - 1))}`;
}

/** How far a value is from the baseline's: sign, amount and share; and whether that is better. */
export function deltaOf(figure: Figure, value: number | null, base: number | null): Delta {
  if (value === null || base === null || !Number.isFinite(value - base)) return { text: '', verdict: '' };
  const difference = value - base;
  // Sums of many small amounts differ in their last digits: that is no difference.
  if (Math.abs(difference) <= 1e-9 * Math.max(Math.abs(value), Math.abs(base)))
    return { text: '±0', verdict: 'the same' };
  const sign = difference > 0 ? '+' : '−';
  const share = base === 0 ? '' : ` (${shareWords(value, base, sign)})`;
  const text = `${sign}${figure.show(Math.abs(difference))}${share}`;
  // A message lost counts, however few percent it is; of amounts no planner acts on two percent.
  const exact = figure.show === count || figure.id.startsWith('availability');
  if (!exact && isSame(value, base)) return { text, verdict: 'the same' };
  return { text, verdict: difference < 0 === (figure.better === 'less') ? 'better' : 'worse' };
}
