import type { JourneyNames, Segment } from '../../sim/measure/journeys.ts';
import { endOfIncident } from '../../sim/scenario/incidentTimes.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { shortList } from './numbers.ts';
import type { Incident } from './scenarioTypes.ts';

interface Context {
  readonly scenario: Scenario;
  readonly design: string;
  readonly names: JourneyNames;
}

/** “ during “Slow DNS””: the incidents that made some of these segments longer, as far as that is known; empty where there are none. */
export function duringWords(segments: readonly Segment[], context: Context): string {
  const names = context.scenario.incidents
    .filter((incident) => segments.some((segment) => slows(incident, segment, context)))
    .map(({ name, id }) => `“${name ?? id}”`);
  return names.length === 0 ? '' : `, during ${shortList(names)}`;
}

/** Whether an incident acted on what a segment was for, at its time. Kinds that act on machines or on how much mail comes are told otherwise. */
function slows(
  incident: Incident,
  { phase, from, to, stage, tier }: Segment,
  { scenario, design, names }: Context,
): boolean {
  if ('design' in incident && incident.design !== undefined && incident.design !== design) return false;
  const end = endOfIncident(incident);
  const meets = from < end && to > incident.atS;
  switch (incident.kind) {
    case 'dnsSlow':
    case 'signatureUpdate': {
      // How long it will be is fixed when it begins.
      const begins =
        from >= incident.atS &&
        from < end &&
        (incident.kind === 'signatureUpdate' ? phase === 'cpu' : phase === 'wait' || phase === 'hold');
      return begins && incident.stages.includes(names.stages[stage]?.id ?? '');
    }
    case 'storageSlow': {
      const pool = scenario.designs[design]?.tiers[names.tiers[tier] ?? '']?.pool;
      return phase === 'disk' && meets && (incident.pool === '*' || incident.pool === pool);
    }
    case 'saasOutage':
      return phase === 'filter' && meets;
    default:
      return false;
  }
}
