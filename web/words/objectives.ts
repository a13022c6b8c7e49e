import type { ObjectiveResult } from '../../sim/measure/result.ts';
import { closedUp, money, NONE, percent, plain, say, seconds, watts } from './numbers.ts';
import type { DesignFacts, Facts } from './facts.ts';

/** What one design made of an objective. */
export interface ObjectiveVerdict {
  readonly design: DesignFacts;
  /** Its index among the designs. */
  readonly index: number;
  readonly result: ObjectiveResult;
  /** The value, written with its unit; a dash where nothing was measured. */
  readonly value: string;
}

/** An objective with its limit in words, and what every design made of it. */
export interface ObjectiveLine {
  readonly id: string;
  readonly name: string;
  /** `at most 60 s`. */
  readonly limit: string;
  readonly verdicts: readonly ObjectiveVerdict[];
}

/** The objectives of a scenario in its order; designs without a verdict yet are left out. */
export function objectiveLines({ scenario, designs }: Facts): ObjectiveLine[] {
  return scenario.objectives.map(({ id, name, metric, atMost, atLeast }) => {
    const show = formatterFor(metric, scenario.facility.currency);
    return {
      id,
      name: closedUp(name ?? id),
      limit: atMost === undefined ? `at least ${show(atLeast ?? NaN)}` : `at most ${show(atMost)}`,
      verdicts: designs.flatMap((design, index) => {
        const result = design.result.objectives.find((one) => one.id === id);
        if (result === undefined) return [];
        return [{ design, index, result, value: result.value === null ? NONE : show(result.value) }];
      }),
    };
  });
}

/** How the value behind a pointer is written: its unit is in the name of the member. */
export function formatterFor(pointer: string, currency: string): (value: number) => string {
  const words = pointer.split('/');
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (last.endsWith('W')) return (value) => say(watts(value));
  if (last.endsWith('KWh')) return (value) => `${plain(value)} kWh`;
  if (last === 'whPerThousandHam') return (value) => `${plain(value)} Wh`;
  if (last === 'carbonKg') return (value) => `${plain(value)} kg`;
  if (last === 'cost' || before === 'costBy') return (value) => money(value, currency);
  if (last.endsWith('Share')) return percent;
  if (last === 'utilization' || last === 'availability' || before === 'availability') return percent;
  if (last === 'rackUnits') return (value) => `${plain(value)} U`;
  if (last.endsWith('PerS')) return (value) => `${plain(value)}/s`;
  if ((before.endsWith('S') && last !== 'count') || /[a-z]S$/.test(last)) return (value) => say(seconds(value));
  return plain;
}
