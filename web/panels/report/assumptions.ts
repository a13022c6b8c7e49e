import type { Scenario } from '../../words/scenarioTypes.ts';
import { duration, longDate, startOf, timeOfDay } from '../../words/clock.ts';
import { count, countOf, money, plain } from '../../words/numbers.ts';

/** What a result stands on, as pairs of name and value. `preset`: null for none, undefined where it is not known. Prices that the scenario does not state are said to be none. */
export function assumptionsOf(scenario: Scenario, seed: string, preset: string | null | undefined): [string, string][] {
  const { run, facility } = scenario;
  const { pue, pricePerKWh, carbonGPerKWh, rentPerRackUnitMonth, currency } = facility;
  const start = startOf(run.startsAt);
  return [
    ...(preset === undefined
      ? []
      : [['Preset', preset ?? 'none: the scenario stands alone'] satisfies [string, string]]),
    [
      'Run',
      `${duration(run.durationS)} from ${longDate(start)}, ${timeOfDay(start)}, sampled every ${duration(run.sampleS)}`,
    ],
    [
      'Warm-up',
      run.warmupS === 0 ? 'none: everything is measured' : `${duration(run.warmupS)}, simulated but not measured`,
    ],
    ['Seed and replications', `“${seed}”, ${countOf(run.replications, 'run')} of each design`],
    ['PUE', pue === 1 ? '1: no cooling or distribution' : plain(pue)],
    ['Price of energy', pricePerKWh === 0 ? 'none stated' : `${money(pricePerKWh, currency)} per kWh`],
    [
      'Rent',
      rentPerRackUnitMonth === 0 ? 'none stated' : `${money(rentPerRackUnitMonth, currency)} per rack unit and month`,
    ],
    ['Carbon', carbonWords(carbonGPerKWh)],
  ];
}

function carbonWords(intensity: number | readonly number[]): string {
  if (typeof intensity === 'number') return intensity === 0 ? 'none stated' : `${count(intensity)} g CO₂ per kWh`;
  return `${count(Math.min(...intensity))} to ${count(Math.max(...intensity))} g CO₂ per kWh, by hour of the day`;
}
