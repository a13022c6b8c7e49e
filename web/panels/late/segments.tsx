import type { Journey, Segment } from '../../../sim/measure/journeys.ts';
import { NONE } from '../../words/numbers.ts';
import { PHASE_NAMES, putOffWords, time } from '../../words/journey.ts';
import type { JourneyContext } from '../../words/journey.ts';
import { tierName } from '../../words/facts.ts';
import { DataTable } from '../tables/dataTable.tsx';
import type { DataColumn } from '../tables/dataTable.tsx';

const COLUMNS: readonly DataColumn[] = [
  { id: 'what', head: 'What it did', text: true },
  { id: 'where', head: 'Where', text: true },
  { id: 'stages', head: 'Stages', text: true },
  { id: 'from', head: 'After' },
  { id: 'took', head: 'Took' },
  { id: 'own', head: 'Alone' },
  { id: 'why', head: 'Because of', text: true },
];

/** Every step of a journey in a table; the times add up to what the message took. */
export function Segments({ journey, context, name }: { journey: Journey; context: JourneyContext; name: string }) {
  return (
    <DataTable
      title={`Step by step in ${name}`}
      what="Each step of the message from its first attempt to its end: after what time it began, and how long it took; the steps add up to the whole. Alone is what a step on a CPU or at a disk would have taken with nobody else there: the rest it shared with other work, or waited."
      columns={COLUMNS}
      rows={journey.segments.map((segment, i) => [
        PHASE_NAMES[segment.phase],
        whereOf(segment, context),
        stagesOf(journey.segments, i, context),
        time(segment.from - journey.firstAt),
        time(segment.to - segment.from),
        segment.phase === 'cpu' || segment.phase === 'disk' ? time(segment.ownS) : NONE,
        segment.reason !== 'none' ? putOffWords([segment], context) : '',
      ])}
      empty="It took no time at all."
    />
  );
}

function whereOf({ instance, tier }: Segment, { names, scenario }: JourneyContext): string {
  const id = names.tiers[tier];
  return names.instances[instance]?.id ?? (id === undefined ? NONE : tierName(scenario, id));
}

/** The stages of a step: neighboring CPU work is served as one, up to the stage that waits or ends. */
function stagesOf(segments: readonly Segment[], i: number, { names }: JourneyContext): string {
  const segment = segments[i];
  const last = names.stages[segment?.stage ?? -1];
  if (segment === undefined || last === undefined) return '';
  if (segment.phase !== 'cpu' || segment.stage < 0) return last.id;
  const before = segments.slice(0, i).findLast(({ stage }) => stage >= last.first && stage < segment.stage);
  const from = names.stages[before === undefined ? last.first : before.stage + 1];
  return from === undefined || from.id === last.id ? last.id : `${from.id} to ${last.id}`;
}
