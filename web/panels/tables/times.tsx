import type { Latency } from '../../../sim/measure/result.ts';
import type { DesignFacts } from '../../words/facts.ts';
import { streamName } from '../../words/facts.ts';
import { NONE, count, say, seconds } from '../../words/numbers.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { DataTable } from './dataTable.tsx';

/** Delivery times and time to the banner, by stream. */
export function Times({ scenario, design }: { scenario: Scenario; design: DesignFacts }) {
  const streams = Object.entries(design.result.streams);
  return (
    <>
      <DataTable
        title="Delivery times"
        what="From the sender’s first attempt to the mailbox (inbound and internal mail) or to the remote server’s acceptance (outbound). p95: 95 of 100 messages were faster. Within 1% of the exact value."
        columns={columns('Stream', 'Delivered')}
        rows={streams.map(([id, { deliveryS }]) => latencyRow(streamName(scenario, id), deliveryS))}
        empty="The scenario has no streams."
      />
      <DataTable
        title="Time to the banner"
        what="From the connection to the server’s greeting: what a sender waits for a free session slot. Retries are not counted in."
        columns={columns('Stream', 'Sessions')}
        rows={streams.map(([id, { bannerS }]) => latencyRow(streamName(scenario, id), bannerS))}
        empty="The scenario has no streams."
      />
    </>
  );
}

/** The columns of a table of times. */
export function columns(first: string, counted: string) {
  return [
    { id: 'name', head: first, text: true },
    { id: 'count', head: counted },
    { id: 'mean', head: 'Mean' },
    { id: 'p50', head: 'p50' },
    { id: 'p90', head: 'p90' },
    { id: 'p95', head: 'p95' },
    { id: 'p99', head: 'p99' },
    { id: 'p999', head: 'p99.9' },
    { id: 'max', head: 'Longest' },
  ] as const;
}

/** A row of a table of times. */
export function latencyRow(name: string, latency: Latency): string[] {
  const { mean, p50, p90, p95, p99, p999, max } = latency;
  return [
    name,
    count(latency.count),
    ...[mean, p50, p90, p95, p99, p999, max].map((s) => (s === null ? NONE : say(seconds(s)))),
  ];
}
