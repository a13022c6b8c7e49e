import { expect, test } from 'vitest';
import { HEAD, SEGMENT } from '../../sim/columns/journeys.ts';
import { Choice, hashOf } from '../../sim/model/journeys/choice.ts';
import { chainOf, mailAt } from '../support/chain.ts';
import { steps, traced } from '../support/journeys.ts';
import { CLUSTER, migrationOf, operated } from '../support/operating.ts';
import { queue } from '../support/queue.ts';

const only = <T>(list: readonly T[]): T => {
  const [first] = list;
  if (list.length !== 1 || first === undefined) throw new RangeError(`${list.length} where one was expected`);
  return first;
};

test('a message to a dead machine: 100 s with its sender, then 200 ms of CPU', () => {
  const scenario = operated({
    durationS: 200,
    streams: { mail: mailAt([10], { retry: { policy: 'schedule', waitsS: [100], jitter: 0 } }) },
    tiers: { tier: { stages: [{ id: 'work', cpuMs: 200 }] } },
    incidents: [{ kind: 'instanceFailure', atS: 5, tier: 'tier', instance: 0, restartS: 30 }],
  });
  const run = traced(scenario);
  const journey = only(run.journeys);
  expect(journey).toMatchObject({ fate: 'delivered', firstAt: 10, tries: 2, sampled: true });
  expect(steps(journey, run.names)).toEqual([
    ['retry', 'tier-0', 10, 110],
    ['cpu', 'tier-0', 110, expect.closeTo(110.2, 9)],
  ]);
  // The balancer had not noticed yet: three checks, 5 s apart.
  expect(journey.segments[0]?.reason).toBe('machineDown');
  expect(journey.segments[1]?.ownS).toBeCloseTo(0.2, 12);
  expect(run.last.interruptions).toEqual({ from: 0, entries: [{ kind: 'outage', instance: 0, from: 5, to: 35 }] });
});

test('a message in service when its machine moves stands still with it', () => {
  // 1000 MB at 100 MB/s, 500 MB dirtied in 10 s but a working set of 200 MB: 200, 100, 50, then 25 MB in 250 ms, at 13.5 s after 10 s.
  const scenario = operated({
    durationS: 100,
    streams: { mail: mailAt([12]) },
    tiers: { tier: { stages: [{ id: 'work', cpuMs: 20_000 }], background: { coresPerThousandMailboxes: 1 } } },
    pool: {
      ...CLUSTER,
      hosts: 2,
      migration: {
        linkGbps: 0.8,
        linkEfficiency: 1,
        setupS: 0,
        resumeS: 0,
        maxTraffic: 100,
        maxRounds: 1000,
        dirtyMBps: 50,
        workingSetShare: 0.2,
        maxDowntimeMs: 300,
      },
    },
    how: { tier: { vcpus: 2, memoryGB: 1000 / 1024 } },
    incidents: [{ kind: 'migrate', atS: 10, tier: 'tier', instance: 0 }],
  });
  const run = traced(scenario);
  const { downtimeMs } = migrationOf(run.result);
  const journey = only(run.journeys);
  expect(journey.segments.map(({ phase }) => phase)).toEqual(['cpu', 'standstill', 'cpu']);
  const [before, still, after] = journey.segments;
  expect((still?.to ?? 0) - (still?.from ?? 0)).toBeCloseTo(downtimeMs / 1000, 9);
  // 20 s of work on a core of speed 1, and nothing shared: late by the downtime alone.
  const overhead = (before?.ownS ?? 0) + (after?.ownS ?? 0);
  expect(journey.endedAt - journey.firstAt).toBeCloseTo(overhead + downtimeMs / 1000, 9);
  expect(overhead).toBeGreaterThanOrEqual(20);
});

test('two at once on one core: each takes twice its own time; with one slot the second waits for it', () => {
  const sharing = traced(queue({ arrivals: { process: 'trace', atS: [1, 1] }, cpuMs: 1000, durationS: 10 }));
  expect(
    sharing.journeys.map(({ segments }) => segments.map(({ phase, from, to, ownS }) => [phase, from, to, ownS])),
  ).toEqual([[['cpu', 1, 3, 1]], [['cpu', 1, 3, 1]]]);
  const slot = traced(queue({ arrivals: { process: 'trace', atS: [1, 1] }, cpuMs: 1000, slots: 1, durationS: 10 }));
  expect(slot.journeys.map((journey) => steps(journey, slot.names))).toEqual([
    [['cpu', 'queue-0', 1, 2]],
    [
      ['backlog', 'queue-0', 1, 2],
      ['cpu', 'queue-0', 2, 3],
    ],
  ]);
});

test('through two tiers: waits, disks, a session of two, and a spool that waits for the next tier', () => {
  const scenario = chainOf(
    { mail: mailAt([0], { messagesPerSession: 2 }) },
    {
      outer: {
        stages: [
          { id: 'greet', per: 'session', waitMs: 1000 },
          { id: 'scan', cpuMs: 500, diskOps: 0 },
        ],
        spool: { retryFirstS: 10 },
      },
      inner: { stages: [{ id: 'store', cpuMs: 2000 }], how: { slots: 1, backlog: 0 } },
    },
    100,
  );
  const { journeys, names } = traced(scenario);
  expect(journeys.map((journey) => steps(journey, names))).toEqual([
    [
      ['wait', 'outer-0', 0, 1],
      ['cpu', 'outer-0', 1, 1.5],
      ['cpu', 'inner-0', 1.5, 3.5],
    ],
    [
      ['wait', 'outer-0', 0, 1],
      ['turn', 'outer-0', 1, 1.5],
      ['cpu', 'outer-0', 1.5, 2],
      ['spool', 'inner-0', 2, 12],
      ['cpu', 'inner-0', 12, 14],
    ],
  ]);
  expect(journeys[1]?.segments[3]?.reason).toBe('backlogFull');
  expect(names.stages[journeys[0]?.segments[0]?.stage ?? -1]?.id).toBe('greet');
});

test('what is in trouble is traced from then on; memory stays bounded however much it is', () => {
  // 50 a second for 300 s, a minute of CPU each, two at once, nobody waits: nearly all are refused and come again and again.
  const scenario = queue({ arrivals: 50, cpuMs: 60_000, slots: 2, backlog: 0, durationS: 300 });
  const { mail } = scenario.streams;
  if (mail === undefined) throw new RangeError('no stream');
  const run = traced({
    ...scenario,
    run: { ...scenario.run, sampleS: 3 },
    streams: {
      mail: { ...mail, retry: { policy: 'mta', share: 1, firstS: 5, factor: 1, maxS: 5, giveUpS: 1e6, jitter: 0 } },
    },
  });
  const { traces } = run.engine.journeys as unknown as { traces: { extent: number; at: Float64Array } };
  expect(run.last.troubled).toBeGreaterThan(1000);
  expect(traces.extent).toBeLessThan(512 + 100 * 8 + 1);
  expect(traces.at.length).toBeLessThanOrEqual(1 << 18);
  // A sample of about four in each window, and at the end what was slowest of the rest.
  expect(run.journeys.length).toBeLessThan(100 * (8 + 3 + 1));
  expect(run.journeys.filter(({ sampled }) => !sampled).length).toBeGreaterThan(0);
});

test('a filter service upstream, a tarpit, a delivery agent and a remote server', () => {
  const inbound = operated({
    durationS: 100,
    streams: { mail: mailAt([1]) },
    tiers: { tier: { stages: [{ id: 'work', cpuMs: 1000 }] } },
    design: { saas: { latencyS: 3, removes: {} } },
  });
  const filtered = traced(inbound);
  expect(steps(only(filtered.journeys), filtered.names)).toEqual([
    ['filter', '', 1, 4],
    ['cpu', 'tier-0', 4, 5],
  ]);
  const outbound = chainOf(
    { mail: mailAt([0, 0], { direction: 'outbound' }) },
    {
      gateway: {
        stages: [{ id: 'sign', waitMs: 1000 }],
        remote: { latencyS: 2, concurrency: 1, defer: 0, refuse: 0 },
      },
    },
    100,
  );
  const sent = traced(outbound);
  expect(sent.journeys.map((journey) => steps(journey, sent.names))).toEqual([
    [
      ['wait', 'gateway-0', 0, 1],
      ['remote', 'gateway-0', 1, 3],
    ],
    [
      ['wait', 'gateway-0', 0, 1],
      ['agent', 'gateway-0', 1, 3],
      ['remote', 'gateway-0', 3, 5],
    ],
  ]);
});

test('a stage after acceptance holds a message in the spool; a filter service sends again what it has taken', () => {
  const held = traced(
    chainOf(
      { mail: mailAt([0]) },
      {
        gateway: {
          stages: [
            { id: 'scan', cpuMs: 1000 },
            { id: 'sandbox', after: 'acceptance', waitMs: 60_000 },
          ],
        },
        inner: { stages: [{ id: 'store', cpuMs: 2000 }] },
      },
      100,
    ),
  );
  const journey = only(held.journeys);
  expect(steps(journey, held.names)).toEqual([
    ['cpu', 'gateway-0', 0, 1],
    ['hold', 'gateway-0', 1, 61],
    ['cpu', 'inner-0', 61, 63],
  ]);
  expect(held.names.stages[journey.segments[1]?.stage ?? -1]?.id).toBe('sandbox');
  const filtered = traced(
    operated({
      durationS: 200,
      streams: { mail: mailAt([1], { retry: { policy: 'never' } }) },
      tiers: { tier: { stages: [{ id: 'work', cpuMs: 1000 }] } },
      design: { saas: { latencyS: 3, removes: {}, retry: { policy: 'schedule', waitsS: [50], jitter: 0 } } },
      incidents: [{ kind: 'instanceFailure', atS: 2, tier: 'tier', instance: 0, restartS: 20 }],
    }),
  );
  expect(steps(only(filtered.journeys), filtered.names)).toEqual([
    ['filter', '', 1, 4],
    ['resend', 'tier-0', 4, 54],
    ['cpu', 'tier-0', 54, 55],
  ]);
});

test('the sample has about four messages of every window, whatever comes, and none is preferred', () => {
  const choice = new Choice(1, 100);
  let number = 0;
  const chosen: number[] = [];
  for (const offered of [1000, 1000, 1000, 10_000, 10_000, 10]) {
    let n = 0;
    for (let i = 0; i < offered; i++) if (choice.picks(0, number++)) n++;
    chosen.push(n);
    choice.windowEnds();
  }
  expect(chosen.every((n) => n <= 8)).toBe(true);
  expect(chosen.slice(0, 5).every((n) => n >= 1)).toBe(true);
  // Hashes of consecutive numbers fill the range evenly: chi-square over 16 bins, 15 degrees of freedom.
  const bins = new Float64Array(16);
  for (let i = 0; i < 16_000; i++) {
    const bin = Math.floor(hashOf(i) / 2 ** 28);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const chi = bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
  expect(chi).toBeLessThan(37.7); // 99.9 %
  expect(HEAD + SEGMENT).toBe(15);
});
