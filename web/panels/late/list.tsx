import type { JourneyHead, JourneyStore } from '../../engine/journeys.ts';
import { took } from '../../engine/journeys.ts';
import { message } from '../../state/late.ts';
import { moment } from '../../words/clock.ts';
import { outcomeWords, PHASE_NAMES, sharesOf } from '../../words/journey.ts';
import type { JourneyContext } from '../../words/journey.ts';
import { count, NONE } from '../../words/numbers.ts';
import { DataTable } from '../tables/dataTable.tsx';
import type { DataColumn } from '../tables/dataTable.tsx';

/** Another design, whose journeys of the same messages are set beside. */
export interface Other {
  readonly id: string;
  readonly name: string;
  readonly index: number;
  readonly store: JourneyStore | undefined;
}

/** Traced messages, the slowest first; one of them is chosen. */
export function MessageList({
  heads,
  chosen,
  store,
  context,
  others,
  stream,
  clock,
}: {
  heads: readonly JourneyHead[];
  chosen: JourneyHead;
  store: JourneyStore;
  context: JourneyContext;
  others: readonly Other[];
  stream: string;
  clock: { readonly start: number; readonly durationS: number };
}) {
  const columns: DataColumn[] = [
    { id: 'message', head: 'Message', text: true },
    { id: 'took', head: 'Took' },
    { id: 'most', head: 'Most of it', text: true },
    ...others.map(({ id, name }) => ({ id, head: `Same in ${name}` })),
    { id: 'first', head: 'First try' },
    { id: 'ended', head: 'Arrived' },
    { id: 'traced', head: 'Traced', text: true },
  ];
  const at = (s: number): string => moment(clock.start + s, clock.durationS);
  return (
    <DataTable
      title="Traced messages, the slowest first"
      what="Some messages are followed step by step. Some are chosen by their numbers, whatever happens to them, and so are the same in every design: a fair sample. Others are followed since they first were put off, and of these the slowest of each sample of the charts are kept. The same message can be compared in every design: it has the same size, sender and luck in all of them."
      columns={columns}
      rows={heads.map((head) => [
        <button
          type="button"
          class="pick-message"
          aria-pressed={head === chosen}
          onClick={() => {
            message.value = { stream, number: head.number };
          }}
        >
          {`No. ${count(head.number + 1)}`}
        </button>,
        outcomeWords({ fate: head.fate, tookS: took(head) }),
        mostOf(head, store, context),
        ...others.map(({ store: other }) => {
          const outcome = other?.outcomeOf(head.stream, head.number);
          return outcome === undefined ? NONE : outcomeWords(outcome);
        }),
        at(head.firstAt),
        head.fate === 'delivered' ? at(head.endedAt) : NONE,
        head.sampled ? 'by chance' : 'since put off',
      ])}
      empty=""
    />
  );
}

/** What took most of a message's time, in a word or two. */
function mostOf(head: JourneyHead, store: JourneyStore, context: JourneyContext): string {
  const journey = store.find(head.stream, head.number);
  const most = journey === undefined ? undefined : sharesOf(journey, context)[0];
  if (most === undefined) return NONE;
  return most.id.endsWith('/shared') ? `${PHASE_NAMES[most.phase]}, shared` : PHASE_NAMES[most.phase];
}
