import type { Journey, JourneyNames, Segment } from '../../../sim/measure/journeys.ts';
import type { Scenario } from '../../../sim/scenario/schema/scenario.ts';
import { tierName } from '../../words/facts.ts';
import { PHASE_NAMES, time } from '../../words/journey.ts';

/** A bar of a journey. */
export interface Bar {
  readonly segment: Segment;
  /** Number of the segment in the journey. */
  readonly number: number;
  /** What it was, in a word or two. */
  readonly label: string;
}

/** What a journey did at one place: a row of bars. */
export interface Lane {
  readonly id: string;
  readonly label: string;
  readonly s: number;
  readonly bars: readonly Bar[];
}

/** The places of a journey in the order in which it came to them, with what it did there. */
export function lanesOf({ segments }: Journey, scenario: Scenario, names: JourneyNames): Lane[] {
  const lanes = new Map<string, { label: string; s: number; bars: Bar[] }>();
  segments.forEach((segment, number) => {
    const { id, label } = placeOf(segment, scenario, names);
    const lane = lanes.get(id) ?? { label, s: 0, bars: [] };
    lane.s += segment.to - segment.from;
    lane.bars.push({ segment, number, label: labelOf(segment, names) });
    lanes.set(id, lane);
  });
  return [...lanes].map(([id, lane]) => ({ id, ...lane }));
}

/** What a message did, in a word or two: a wait has the name of its stage. */
export function labelOf({ phase, stage }: Segment, names: JourneyNames): string {
  const id = names.stages[stage]?.id;
  return phase === 'wait' && id !== undefined ? `Wait of “${id}”` : PHASE_NAMES[phase];
}

function placeOf({ phase, tier }: Segment, scenario: Scenario, names: JourneyNames): { id: string; label: string } {
  switch (phase) {
    case 'earlier':
      return { id: 'earlier', label: 'Before it was traced' };
    case 'filter':
    case 'resend':
      return { id: 'filter', label: 'Filter service' };
    case 'retry':
      return { id: 'sender', label: 'Its sender' };
    case 'hold':
    case 'spool':
    case 'stranded':
      return { id: 'spool', label: 'A spool' };
    case 'agent':
    case 'remote':
      return { id: 'remote', label: 'To the remote server' };
    default:
      return { id: `tier/${tier}`, label: tierName(scenario, names.tiers[tier] ?? '') };
  }
}

const STEPS = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1]
  .flatMap((unit) => [unit, 2 * unit, 5 * unit])
  .concat(1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800);

/** A tick in the unit of the steps between ticks: 50 min, 60 min, 70 min. */
export function tickLabel(s: number, step: number): string {
  const [unit, name] = step % 86400 === 0 ? [86400, 'days'] : step % 3600 === 0 ? [3600, 'h'] : [60, 'min'];
  return step < 60 || s === 0 ? time(s) : `${s / unit} ${name}`;
}

/** Round times from 0 to `most` [s], at most so many of them and one. */
export function timeTicks(most: number, count: number): number[] {
  if (!(most > 0)) return [0];
  const least = most / Math.max(1, count);
  const step = STEPS.find((s) => s >= least) ?? Math.ceil(least / 86400) * 86400;
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
}
