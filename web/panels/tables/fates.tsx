import type { StreamResult } from '../../../sim/measure/result.ts';
import type { DesignFacts } from '../../words/facts.ts';
import { streamName } from '../../words/facts.ts';
import { count, percent } from '../../words/numbers.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { DataTable } from './dataTable.tsx';

const FATES = ['delivered', 'rejected', 'quarantined', 'dropped', 'gaveUp', 'lost', 'inFlight'] as const;
const TRIES = ['attempts', 'refused', 'abandoned', 'deferred', 'broken'] as const;

const COLUMNS = [
  { id: 'stream', head: 'Stream', text: true },
  { id: 'offered', head: 'Offered' },
  { id: 'delivered', head: 'Delivered' },
  { id: 'rejected', head: 'Rejected' },
  { id: 'quarantined', head: 'Quarantined' },
  { id: 'dropped', head: 'Dropped' },
  { id: 'gaveUp', head: 'Given up' },
  { id: 'lost', head: 'Lost' },
  { id: 'inFlight', head: 'On the way' },
  { id: 'sum', head: 'Adds up', text: true },
] as const;

/** What became of every message. */
export function Fates({ scenario, design }: { scenario: Scenario; design: DesignFacts }) {
  const streams = Object.entries(design.result.streams);
  const row = (name: string, stream: Readonly<Record<(typeof FATES)[number] | 'offered', number>>) => {
    const sum = FATES.reduce((total, fate) => total + stream[fate], 0);
    const difference = stream.offered - sum;
    return [
      name,
      count(stream.offered),
      ...FATES.map((fate) => count(stream[fate])),
      difference === 0 ? 'yes' : `off by ${count(difference)}`,
    ];
  };
  const rows = streams.map(([id, stream]) => row(streamName(scenario, id), stream));
  if (streams.length > 1) rows.push(row('All mail', summed(streams.map(([, stream]) => stream))));
  return (
    <DataTable
      title="Mail by fate"
      what="Every message first offered after the warm-up, by what became of it; each row adds up to what was offered. Rejected: refused for good by a filter. Dropped: removed silently. Given up: its sender stopped trying. Lost: died with a machine. On the way: not finished when the run ended."
      columns={COLUMNS}
      rows={rows}
      empty="The scenario has no streams."
    />
  );
}

/** How often senders had to try. */
export function Tries({ scenario, design }: { scenario: Scenario; design: DesignFacts }) {
  return (
    <DataTable
      title="Tries"
      what="Senders try again after a refusal. Tries: every attempt to hand a message over, at any tier. Refused: no connection, because slots and backlog were full. Abandoned: the sender waited longer than its patience. Deferred: answered “try again later”. Broken: the machine died during the session. Turned away: the last four together, of all tries."
      columns={[
        { id: 'stream', head: 'Stream', text: true },
        { id: 'attempts', head: 'Tries' },
        { id: 'refused', head: 'Refused' },
        { id: 'abandoned', head: 'Abandoned' },
        { id: 'deferred', head: 'Deferred' },
        { id: 'broken', head: 'Broken' },
        { id: 'turnedAwayShare', head: 'Turned away' },
      ]}
      rows={Object.entries(design.result.streams).map(([id, stream]) => [
        streamName(scenario, id),
        ...TRIES.map((kind) => count(stream[kind])),
        percent(stream.turnedAwayShare),
      ])}
      empty="The scenario has no streams."
    />
  );
}

function summed(streams: readonly StreamResult[]): Record<(typeof FATES)[number] | 'offered', number> {
  const keys = ['offered', ...FATES] as const;
  const sums = keys.map((key) => [key, streams.reduce((sum, stream) => sum + stream[key], 0)] as const);
  return Object.fromEntries(sums) as Record<(typeof keys)[number], number>;
}
