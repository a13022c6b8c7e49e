import type { DesignResult, IncidentResult } from '../../sim/measure/result.ts';
import { isNoticed, isSame } from './compare.ts';
import { failed, hamStreams, headlineStream, streamName, total } from './facts.ts';
import type { DesignFacts, Facts } from './facts.ts';
import { carbon, count, energy, money, percent, plain, say, seconds, watts } from './numbers.ts';
import type { Scenario } from './scenarioTypes.ts';

/** A number on which designs are compared. */
export interface Figure {
  readonly id: string;
  readonly label: string;
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
    read: (result) => result.streams[stream]?.deliveryS[p] ?? null,
    show: time,
    better: 'less',
    pointer: `/streams/${stream}/deliveryS/${p}`,
  });
  const all: Figure[] = [
    {
      id: 'energy',
      label: 'Energy at the meter',
      read: ({ energy: { facilityKWh } }) => facilityKWh,
      show: (kWh) => say(energy(kWh)),
      better: 'less',
      pointer: '/energy/facilityKWh',
    },
    {
      id: 'meanW',
      label: 'Power, mean',
      read: ({ energy: { meanW } }) => meanW,
      show: (w) => say(watts(w)),
      better: 'less',
      pointer: '/energy/meanW',
    },
    {
      id: 'peakW',
      label: 'Power, highest second',
      read: ({ energy: { peakW } }) => peakW,
      show: (w) => say(watts(w)),
      better: 'less',
      pointer: '/energy/peakW',
    },
    {
      id: 'whPerThousandHam',
      label: 'Energy per 1,000 wanted messages',
      read: ({ energy: { whPerThousandHam } }) => whPerThousandHam,
      show: (wh) => `${plain(wh)} Wh`,
      better: 'less',
      pointer: '/energy/whPerThousandHam',
    },
    {
      id: 'carbon',
      label: 'Carbon',
      read: ({ energy: { carbonKg } }) => carbonKg,
      show: (kg) => say(carbon(kg)),
      better: 'less',
      pointer: '/energy/carbonKg',
    },
    {
      id: 'cost',
      label: 'Cost',
      read: ({ energy: { cost } }) => cost,
      show: (x) => money(x, currency),
      better: 'less',
      pointer: '/energy/cost',
    },
    {
      id: 'units',
      label: 'Rack space',
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
      read: (result) => total(result, ham, failed),
      show: count,
      better: 'less',
    },
    ...Object.keys(designs[0]?.result.availability ?? {}).map((direction): Figure => ({
      id: `availability-${direction}`,
      label: `Availability, ${direction}`,
      read: ({ availability }) => availability[direction] ?? null,
      show: percent,
      better: 'more',
    })),
    {
      id: 'met',
      label: 'Objectives met',
      read: ({ objectives }) => (objectives.length === 0 ? null : objectives.filter(({ met }) => met).length),
      show: count,
      better: 'more',
    },
    {
      id: 'findings',
      label: 'Findings of high severity',
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

/** How far a value is from the baseline's: sign, amount and share; and whether that is better. */
export function deltaOf(figure: Figure, value: number | null, base: number | null): Delta {
  if (value === null || base === null || !Number.isFinite(value - base)) return { text: '', verdict: '' };
  const difference = value - base;
  if (difference === 0) return { text: '±0', verdict: 'the same' };
  const sign = difference > 0 ? '+' : '−';
  const share = base === 0 ? '' : ` (${sign}${percent(Math.abs(difference / base))})`;
  const text = `${sign}${figure.show(Math.abs(difference))}${share}`;
  // A message lost counts, however few percent it is; of amounts no planner acts on two percent.
  const exact = figure.show === count || figure.id.startsWith('availability');
  if (!exact && isSame(value, base)) return { text, verdict: 'the same' };
  return { text, verdict: difference < 0 === (figure.better === 'less') ? 'better' : 'worse' };
}

/** A design beside the baseline, in sentences computed from their numbers. */
export function comparedWords({ scenario, designs }: Facts, mine: DesignFacts, base: DesignFacts): string[] {
  return [
    energyWords(mine, base),
    deliveryWords(scenario, designs, mine, base),
    ...mine.result.incidents.flatMap((incident) => incidentWords(scenario, incident, mine, base)),
    lossWords(scenario, mine, base),
  ].filter((sentence) => sentence !== '');
}

function energyWords(mine: DesignFacts, base: DesignFacts): string {
  const [a, b] = [mine.result.energy.facilityKWh, base.result.energy.facilityKWh];
  if (!(b > 0)) return '';
  if (isSame(a, b)) return `${mine.name} used about as much energy as ${base.name}.`;
  return `${mine.name} used ${percent(Math.abs(1 - a / b))} ${a < b ? 'less' : 'more'} energy than ${base.name} (${say(energy(a))} against ${say(energy(b))}).`;
}

function deliveryWords(
  scenario: Scenario,
  designs: readonly DesignFacts[],
  mine: DesignFacts,
  base: DesignFacts,
): string {
  const stream = headlineStream(scenario, designs);
  if (stream === undefined) return '';
  const [a, b] = [mine, base].map(({ result }) => result.streams[stream]?.deliveryS.p95 ?? null);
  if (a === null || b === null || a === undefined || b === undefined) return '';
  const what = `“${streamName(scenario, stream)}”`;
  if (a === b) return `It delivered ${what} as fast at p95.`;
  const unnoticed = isNoticed(a, b) ? '' : ', which nobody would notice';
  return `It delivered ${what} ${say(seconds(Math.abs(a - b)))} ${a > b ? 'later' : 'earlier'} at p95${unnoticed}.`;
}

function incidentWords(
  scenario: Scenario,
  { id, restoredS }: IncidentResult,
  mine: DesignFacts,
  base: DesignFacts,
): string[] {
  const other = base.result.incidents.find((incident) => incident.id === id);
  if (other === undefined || other.restoredS === restoredS) return [];
  const name = scenario.incidents.find((incident) => incident.id === id)?.name ?? id;
  const back = (s: number | null): string => (s === null ? 'not back before the end' : `back after ${say(seconds(s))}`);
  return [`After “${name}” ${mine.name} was ${back(restoredS)}, ${base.name} ${back(other.restoredS)}.`];
}

function lossWords(scenario: Scenario, mine: DesignFacts, base: DesignFacts): string {
  const ham = hamStreams(scenario);
  const [a = 0, b = 0] = [mine, base].map(({ result }) => total(result, ham, failed));
  if (a === b) return '';
  return `${mine.name} lost ${count(a)} wanted messages, ${base.name} ${count(b)}.`;
}
