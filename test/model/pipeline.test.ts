import { expect, test } from 'vitest';
import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import type { DesignResult } from '../../sim/measure/result.ts';
import { Simulation } from '../../sim/simulation.ts';
import { queue } from '../support/queue.ts';
import { engineOf, parse, simulate, streamOf, tierOf } from '../support/simulate.ts';

type StreamInput = ScenarioInput['streams'][string];
type TierInput = ScenarioInput['tiers'][string];
type HowInput = ScenarioInput['designs'][string]['tiers'][string];

const ONCE: StreamInput['arrivals'] = { process: 'renewal', interarrival: 1 };
/** One session, at 1 s: `chain` silences the stream after it. */
const once: StreamInput = { direction: 'inbound', class: 'ham', arrivals: ONCE };
const every = (s: number): StreamInput['arrivals'] => ({ process: 'renewal', interarrival: s });

/** A chain of tiers, each with one machine of a reference core unless it says otherwise. */
function chain(
  streams: Record<string, StreamInput>,
  tiers: Record<string, TierInput & { how?: Partial<HowInput> }>,
  durationS: number,
): Scenario {
  const ids = Object.keys(tiers);
  return parse({
    run: { durationS, sampleS: durationS },
    streams,
    routes: { inbound: ids, outbound: ids.toReversed(), internal: [...ids, ids[0] ?? ''] },
    tiers: Object.fromEntries(Object.entries(tiers).map(([id, { how: _how, ...tier }]) => [id, tier])),
    designs: {
      one: {
        pools: { p: { hypervisor: {} } },
        tiers: Object.fromEntries(Object.entries(tiers).map(([id, { how }]) => [id, { pool: 'p', vcpus: 1, ...how }])),
      },
    },
    incidents: Object.entries(streams)
      .filter(([, { arrivals }]) => arrivals === ONCE)
      .map(([stream]) => ({ id: stream, kind: 'spike', atS: 1.5, stream, factor: 0, holdS: 1e9 })),
  });
}

/** When jobs come to a tier, in order [s]. */
function arrivalsAt(scenario: Scenario, tierId: string): number[] {
  const simulation = new Simulation(scenario, 'one');
  const { tiers, pending } = engineOf(simulation).world;
  const tier = tiers.ids.indexOf(tierId);
  const times: number[] = [];
  let seen = 0;
  while (!simulation.advance(1)) {
    for (; seen < (tiers.seenArrivals[tier] ?? 0); seen++) times.push(pending.now);
  }
  return times;
}

const ledger = (result: DesignResult, id = 'mail') => {
  const { sessionS: _s, bannerS: _b, deliveryS: _d, turnedAwayShare: _t, ...counts } = streamOf({ result }, id);
  return Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0));
};

test('a message goes through CPU, wait and disk, stage by stage, and its time is their sum', () => {
  const stages = [
    { id: 'greet', per: 'session', cpuMs: 100, waitMs: 200 },
    { id: 'scan', cpuMs: 50, cpuMsPerKB: 2, cpuMsPerRecipient: 10 },
    { id: 'ask', waitMs: 300, diskOps: 4 },
    { id: 'off', enabled: false, cpuMs: 1e6 },
    { id: 'store', cpuMs: 40, diskOps: 2 },
  ] as const;
  const mail = { ...once, sizeKB: 20, recipients: 3 };
  const run = simulate(chain({ mail }, { gateway: { stages: [...stages] } }, 10));
  // 0.1 + 0.2, then 0.05 + 0.04 + 0.03, 0.3 + 4 × 0.5 ms, 0.04 + 2 × 0.5 ms.
  expect(streamOf(run).deliveryS.max).toBeCloseTo(0.3 + 0.12 + 0.302 + 0.041, 12);
  expect(tierOf(run).cpuSByStage).toEqual({ greet: 0.1, scan: 0.12, ask: 0, off: 0, store: 0.04 });
});

test('only the first so many KB of a message cost CPU', () => {
  const mail = { ...once, sizeKB: 500 };
  const run = simulate(chain({ mail }, { t: { stages: [{ id: 's', cpuMsPerKB: 1, cpuMaxKB: 64 }] } }, 10));
  expect(streamOf(run).deliveryS.max).toBeCloseTo(0.064, 12);
});

test('stages serve their directions, classes and places in the route only', () => {
  const stage = (id: string, ms: number, more: object) => ({ id, cpuMs: ms, ...more });
  const stages = [
    stage('in', 1, { directions: ['inbound'] }),
    stage('spam', 2, { classes: ['spam'] }),
    stage('first', 4, { hops: ['first'] }),
    stage('middle', 8, { hops: ['middle'] }),
    stage('last', 16, { hops: ['last'] }),
  ];
  const streams = {
    ham: { ...once },
    spam: { ...once, class: 'spam' as const },
    out: { ...once, direction: 'outbound' as const },
    inside: { ...once, direction: 'internal' as const },
  };
  const run = simulate(chain(streams, { a: { stages }, b: { stages: [] } }, 10));
  const ms = (id: string): number => Math.round(1000 * (streamOf(run, id).deliveryS.max ?? NaN));
  // Each tier has one core that the four share; what is left is who was served at all.
  expect(tierOf(run, 'a').cpuSByStage['in']).toBeCloseTo(0.002, 12);
  expect(tierOf(run, 'a').cpuSByStage['spam']).toBeCloseTo(0.002, 12);
  expect(tierOf(run, 'a').cpuSByStage['first']).toBeCloseTo(0.012, 12);
  expect(tierOf(run, 'a').cpuSByStage['middle']).toBe(0);
  expect(tierOf(run, 'a').cpuSByStage['last']).toBeCloseTo(0.032, 12);
  expect(ms('spam')).toBeGreaterThan(ms('ham'));
});

test('a verdict ends a message before later stages cost anything, and a session once all of its messages ended', () => {
  const mail: StreamInput = { ...once, messagesPerSession: 5 };
  const verdicts = { ham: { reject: 1 } };
  const before = { id: 'before', cpuMs: 10 };
  const after = { id: 'after', cpuMs: 1000 };
  const perMessage = simulate(
    chain({ mail }, { t: { stages: [before, { id: 'judge', cpuMs: 10, verdicts }, after] } }, 20),
  );
  expect(ledger(perMessage.result)).toEqual({ offered: 5, attempts: 5, rejected: 5 });
  expect(streamOf(perMessage).sessionS.max).toBeCloseTo(0.1, 12);
  const session = { id: 'judge', per: 'session' as const, cpuMs: 10, verdicts };
  const perSession = simulate(chain({ mail }, { t: { stages: [session, before, after] } }, 20));
  expect(ledger(perSession.result)).toEqual({ offered: 5, attempts: 5, rejected: 5 });
  expect(streamOf(perSession).sessionS.max).toBeCloseTo(0.01, 12);
  expect(tierOf(perSession).cpuSByStage).toEqual({ judge: 0.01, before: 0, after: 0 });
});

test('verdicts share the unit interval: each comes as often as it is said to', () => {
  const verdicts = { ham: { reject: 0.1, defer: 0.2, quarantine: 0.3, drop: 0.15 } };
  const mail: StreamInput = { ...once, arrivals: every(0.01) };
  const { offered, rejected, gaveUp, quarantined, dropped, delivered } = streamOf(
    simulate(chain({ mail }, { t: { stages: [{ id: 's', verdicts }] } }, 400.005)),
  );
  expect(offered).toBe(40_000);
  for (const [n, p] of [
    [rejected, 0.1],
    [gaveUp, 0.2],
    [quarantined, 0.3],
    [dropped, 0.15],
    [delivered, 0.25],
  ] as const) {
    expect(Math.abs(n - offered * p)).toBeLessThan(4 * Math.sqrt(offered * p * (1 - p)));
  }
});

test('a stage that applies to a share of the mail judges and costs that share only', () => {
  const stage = { id: 's', share: 0.3, cpuMs: 1, verdicts: { ham: { drop: 0.5 } } };
  const mail: StreamInput = { ...once, arrivals: every(0.01) };
  const run = simulate(chain({ mail }, { t: { stages: [stage] } }, 400.005));
  const served = (tierOf(run).cpuSByStage['s'] ?? NaN) * 1000;
  expect(Math.abs(served - 12_000)).toBeLessThan(4 * Math.sqrt(40_000 * 0.21));
  expect(Math.abs(streamOf(run).dropped - 6000)).toBeLessThan(4 * Math.sqrt(40_000 * 0.15 * 0.85));
});

test('a deferred sender comes again after growing waits until it is too old', () => {
  const mail: StreamInput = {
    ...once,
    retry: { policy: 'mta', firstS: 300, factor: 2, maxS: 1000, giveUpS: 5000, jitter: 0 },
  };
  const stages = [{ id: 'no', verdicts: { ham: { defer: 1 } } }];
  const scenario = chain({ mail }, { t: { stages } }, 10_000);
  expect(arrivalsAt(scenario, 't')).toEqual([1, 301, 901, 1901, 2901, 3901, 4901]);
  expect(ledger(simulate(scenario).result)).toEqual({ offered: 1, attempts: 7, deferred: 7, gaveUp: 1 });
});

test('waits between tries vary by their jitter, either way and evenly', () => {
  const retry = { policy: 'mta', firstS: 100, factor: 1, maxS: 100, giveUpS: 1e6, jitter: 0.2 } as const;
  const stages = [{ id: 'no', verdicts: { ham: { defer: 1 } } }];
  const times = arrivalsAt(chain({ mail: { ...once, retry } }, { t: { stages } }, 200_000), 't');
  const waits = times.slice(1).map((t, i) => t - (times[i] ?? NaN));
  expect(waits.length).toBeGreaterThan(1800);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(80);
  expect(Math.max(...waits)).toBeLessThanOrEqual(120);
  const mean = waits.reduce((sum, s) => sum + s, 0) / waits.length;
  expect(Math.abs(mean - 100)).toBeLessThan((4 * 40) / Math.sqrt(12 * waits.length));
  // A tenth of them in each tenth of the range.
  const low = waits.filter((s) => s < 84).length;
  expect(Math.abs(low - waits.length / 10)).toBeLessThan(4 * Math.sqrt(waits.length * 0.09));
});

test('some senders never come again', () => {
  const retry = { policy: 'mta', share: 0.25, firstS: 1, jitter: 0 } as const;
  const stages = [{ id: 'no', verdicts: { ham: { defer: 1 } } }];
  const mail: StreamInput = { ...once, arrivals: every(0.1), retry };
  const { offered, gaveUp } = streamOf(simulate(chain({ mail }, { t: { stages } }, 400.05)));
  expect(Math.abs(gaveUp - 0.75 * offered)).toBeLessThan(4 * Math.sqrt(offered * 0.1875));
});

test('who finds slots and backlog full is refused, and who waits too long leaves', () => {
  // Served for 10 s, one slot, one place to wait, 4.5 s of patience; one comes every second from 1 s on.
  const run = simulate(
    queue({
      arrivals: { process: 'renewal', interarrival: 1 },
      cpuMs: 10_000,
      slots: 1,
      backlog: 1,
      patienceS: 4.5,
      durationS: 12.9,
    }),
  );
  // 1 is served until 11; 2 waits until 6.5; 3 to 6 are refused; 7 waits from 7 to 11, is served; 8 to 10 are refused; 11: see below.
  // At 11 the first one leaves its slot to the one from 7 s, and the one that comes at 11 s waits; 12 is refused.
  expect(ledger(run.result)).toEqual({
    offered: 12,
    attempts: 12,
    delivered: 1,
    abandoned: 1,
    refused: 8,
    gaveUp: 9,
    inFlight: 2,
  });
  expect(streamOf(run).bannerS.max).toBeCloseTo(4, 12);
  expect(tierOf(run).inBacklog).toBeCloseTo((4.5 + 4 + 1.9) / 12.9, 12);
});

test('the patience of the next in line counts from its own arrival', () => {
  const scenario = queue({
    arrivals: { process: 'renewal', interarrival: 1 },
    cpuMs: 100_000,
    slots: 1,
    patienceS: 2.5,
    durationS: 10.25,
  });
  const run = simulate(scenario);
  // From 2 s on each leaves 2.5 s after it came: those of 2 to 7 s by 9.5 s; 8, 9 and 10 s wait.
  expect(tierOf(run).abandoned).toBe(6);
  expect(tierOf(run).inBacklog).toBeCloseTo((6 * 2.5 + 2.25 + 1.25 + 0.25) / 10.25, 12);
});

test('the sender is answered when the tier accepts; the message goes on from the spool', () => {
  const mail = { ...once };
  const run = simulate(
    chain(
      { mail },
      { gateway: { stages: [{ id: 'a', cpuMs: 100 }] }, groupware: { stages: [{ id: 'b', cpuMs: 2000 }] } },
      10,
    ),
  );
  expect(streamOf(run).sessionS.max).toBeCloseTo(0.1, 12);
  expect(streamOf(run).deliveryS.max).toBeCloseTo(2.1, 12);
  expect(tierOf(run, 'gateway').inSpool).toBeCloseTo(2 / 10, 12);
  expect(tierOf(run, 'groupware').inSpool).toBe(0);
});

test('every message of a session is relayed as soon as it is accepted, alone, and pays the inner session stages once', () => {
  const mail: StreamInput = { ...once, messagesPerSession: 3 };
  const inner = [
    { id: 'hello', per: 'session', waitMs: 50 },
    { id: 'take', waitMs: 100 },
  ] as const;
  const scenario = chain(
    { mail },
    { gateway: { stages: [{ id: 'scan', waitMs: 1000 }] }, groupware: { stages: [...inner] } },
    20,
  );
  expect(arrivalsAt(scenario, 'groupware')).toEqual([2, 3, 4]);
  const { deliveryS, sessionS } = streamOf(simulate(scenario));
  expect(sessionS.max).toBeCloseTo(3, 12);
  expect(deliveryS.max).toBeCloseTo(3.15, 12);
  expect(deliveryS.mean).toBeCloseTo(2.15, 12);
});

test('a spool tries again after growing waits of its own, at each tier from the first, and gives up at its age', () => {
  const spool = { retryFirstS: 10, retryFactor: 3, retryMaxS: 60, giveUpS: 300 };
  const defer = (classes: ('ham' | 'spam')[], p: number) => ({ id: 'no', classes, verdicts: { ham: { defer: p } } });
  const never = chain({ mail: once }, { a: { spool, stages: [] }, b: { stages: [defer(['ham'], 1)] } }, 1000);
  expect(arrivalsAt(never, 'b')).toEqual([1, 11, 41, 101, 161, 221, 281]);
  expect(ledger(simulate(never).result)).toEqual({ offered: 1, attempts: 1, gaveUp: 1 });
  // Twice through: the first tries of a tier do not make the waits before the next one longer.
  const half = chain(
    { mail: once },
    { a: { spool, stages: [] }, b: { spool, stages: [defer(['ham'], 0.7)] }, c: { stages: [defer(['ham'], 1)] } },
    1000,
  );
  for (const seed of ['1', '2', '3', '4', '5']) {
    const scenario = { ...half, seed };
    const [first = NaN, second = NaN] = arrivalsAt(scenario, 'c');
    const tries = arrivalsAt(scenario, 'b');
    expect(first).toBe(tries.at(-1));
    expect(second - first).toBe(10);
  }
});

test('a relay that the next tier refuses or keeps waiting too long stays in the spool: its sender has been answered', () => {
  const streams = { hog: { ...once, class: 'bulk' as const }, mail: { ...once, arrivals: every(3) } };
  const hang = { id: 'hang', classes: ['bulk' as const], waitMs: 1e8 };
  for (const [how, patienceS] of [
    [{ slots: 1, backlog: 0 }, null],
    [{ slots: 1 }, 1],
  ] as const) {
    const spool = { retryFirstS: 5, retryFactor: 1 };
    const run = simulate(chain(streams, { a: { spool, stages: [] }, b: { patienceS, stages: [hang], how } }, 100));
    expect(ledger(run.result)).toEqual({ offered: 33, attempts: 33, inFlight: 33 });
    // One comes every three seconds and tries every five from then on.
    const tries = Array.from({ length: 33 }, (_, i) => Math.floor((97 - 3 * i) / 5) + 1);
    expect(tierOf(run, 'b').refused).toBe(patienceS === null ? tries.reduce((sum, n) => sum + n, 0) : 0);
    expect(tierOf(run, 'b').abandoned > 100).toBe(patienceS !== null);
    expect(run.engine.world.tiers.spool.value[0]).toBe(34);
  }
});

test('a full spool defers, and what cannot go on stays in the spool before it', () => {
  const stuck = { id: 'no', verdicts: { ham: { defer: 1 } } };
  const spool = (capacityMessages: number) => ({ capacityMessages, retryFirstS: 1000, giveUpS: 1e6 });
  const mail: StreamInput = {
    ...once,
    arrivals: every(1),
    retry: { policy: 'mta', firstS: 1e5, maxS: 1e6, giveUpS: 1e7 },
  };
  const run = simulate(
    chain(
      { mail },
      { a: { spool: spool(5), stages: [] }, b: { spool: spool(3), stages: [] }, c: { stages: [stuck] } },
      20.5,
    ),
  );
  // Three are stuck after b, five before it; the other twelve are still their senders'.
  expect([...run.engine.world.tiers.spool.value]).toEqual([5, 3, 0]);
  expect(ledger(run.result)).toEqual({ offered: 20, attempts: 20, deferred: 12, inFlight: 20 });
});

test('how often a sender had to come changes nothing of its luck further on', () => {
  // The narrow gateway sends nearly everyone away at first; what the inner tiers decide must not depend on that.
  const chance = { id: 'chance', verdicts: { ham: { drop: 0.3, reject: 0.2, quarantine: 0.2 } } };
  const mail: StreamInput = {
    ...once,
    arrivals: { process: 'poisson', perS: 3 },
    retry: { policy: 'mta', firstS: 1, factor: 1, maxS: 1, giveUpS: 1e6, jitter: 0.5 },
  };
  const fates = (slots: number | null): Map<number, number> => {
    const tiers = {
      gateway: { stages: [{ id: 'wait', waitMs: 240 }], how: { slots, backlog: slots === null ? null : 0 } },
      groupware: { stages: [chance] },
    };
    const simulation = new Simulation(chain({ mail }, tiers, 400), 'one');
    const { world } = engineOf(simulation);
    const found = new Map<number, number>();
    let last = -1;
    const count = world.streams.count.bind(world.streams);
    world.streams.count = (stream, counter, counted) => count(stream, (last = counter), counted);
    const release = world.mail.release.bind(world.mail);
    world.mail.release = (row) => {
      found.set(world.mail.number[row] ?? NaN, last);
      release(row);
    };
    while (!simulation.advance(1e6));
    expect(slots === null || streamOf({ result: simulation.result() }).refused > 500).toBe(true);
    return found;
  };
  const [wide, narrow] = [fates(null), fates(1)];
  const both = [...narrow].filter(([number]) => wide.has(number));
  expect(both.length).toBeGreaterThan(1000);
  expect(both.filter(([number, fate]) => wide.get(number) !== fate)).toEqual([]);
});
