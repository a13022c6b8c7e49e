import type { Mark } from '../../sim/scenario/schema/origin.ts';
import type { Scenario } from './scenarioTypes.ts';
import { designName, streamName, tierName } from './facts.ts';

/** What the figures of a scenario belong to, in words. */

/** The parts of a scenario, as a reader picks among them. */
export const PARTS = [
  { id: 'streams', name: 'Mail' },
  { id: 'tiers', name: 'Work on it' },
  { id: 'designs', name: 'Designs' },
  { id: 'incidents', name: 'Incidents' },
  { id: 'facility', name: 'Energy and money' },
  { id: 'run', name: 'Run and objectives' },
] as const;

/** The part that a figure belongs to, by its pointer. */
export function partOf(pointer: string): (typeof PARTS)[number]['id'] {
  const [, first = ''] = pointer.split('/');
  return PARTS.find(({ id }) => id === first)?.id ?? 'run';
}

/** What a figure belongs to: a stream, a stage, a pool of a design. */
export function placeOf(scenario: Scenario, pointer: string): string {
  const [first = '', id = '', kind = '', name = ''] = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  switch (first) {
    case 'streams':
      return streamName(scenario, id);
    case 'tiers': {
      const stage = kind === 'stages' ? scenario.tiers[id]?.stages[Number(name)] : undefined;
      return stage === undefined ? tierName(scenario, id) : `${tierName(scenario, id)}, ${stage.name ?? stage.id}`;
    }
    case 'designs': {
      const design = scenario.designs[id];
      const within =
        kind === 'pools'
          ? (design?.pools[name]?.name ?? name)
          : kind === 'tiers'
            ? tierName(scenario, name)
            : kind === 'equipment'
              ? (design?.equipment[Number(name)]?.name ?? kind)
              : kind;
      return `${designName(scenario, id)}, ${within}`;
    }
    case 'incidents': {
      const incident = scenario.incidents[Number(id)];
      return incident?.name ?? incident?.id ?? 'Incidents';
    }
    case 'objectives': {
      const objective = scenario.objectives[Number(id)];
      return objective?.name ?? objective?.id ?? 'Objectives';
    }
    case 'facility':
      return 'Facility';
    case 'run':
      return 'Run';
    default:
      return 'Scenario';
  }
}

const exact = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** The value of a figure as it is stated, with its unit; of a list how many, and from where to where. */
export function figureValue(value: number | readonly number[], unit: string): string {
  // 9.2308/day, not 9.2308 1/day.
  const after = unit === '' ? '' : unit.startsWith('1/') ? unit.slice(1) : ` ${unit}`;
  if (typeof value === 'number') return exact.format(value) + after;
  const [least, most] = [Math.min(...value), Math.max(...value)].map((x) => exact.format(x) + after);
  return least === most ? `${value.length} × ${least}` : `${value.length} values, ${least} to ${most}`;
}

/** What the marks mean, for a reader. */
export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  measured: 'read in a published measurement',
  vendor: 'said by a vendor, a standard or a program’s defaults',
  derived: 'reckoned from such figures',
  estimate: 'an estimate, for want of a published figure',
  chosen: 'no claim about the world: a setting of this study, or neutral',
};
