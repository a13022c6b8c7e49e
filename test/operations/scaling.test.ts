import { describe, expect, test } from 'vitest';
import { CLUSTER, happened, operated } from '../support/operating.ts';
import type { HowInput, Operated } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { streamOf, tierOf } from '../support/simulate.ts';

type Scaling = NonNullable<HowInput['scaling']>;

const QUICK = { everyS: 60, cooldownS: 0, cooldownDownS: 0, provisionS: 30 };

/** Machines of 4 processors under a constant load of so many cores; each boots in 20 s. */
const loaded = (cores: number, scaling: Partial<Scaling>, instances: number, rest: Partial<Operated> = {}) =>
  watched(
    operated({
      durationS: 1000,
      everyS: 0,
      tiers: { tier: { background: { coresPerThousandMailboxes: cores } } },
      pool: { ...CLUSTER, hosts: 1 },
      how: {
        tier: { vcpus: 4, memoryGB: 1, bootS: 20, instances, scaling: { min: 1, max: 20, ...QUICK, ...scaling } },
      },
      ...rest,
    }),
  );

/** The sizes of the tier over time: how many serve, each time that changes. */
function sizes({ result }: ReturnType<typeof loaded>, instances: number): [atS: number, serving: number][] {
  let n = instances;
  const steps = result.journal.flatMap(({ what, atS }): [number, number][] => {
    if (what === 'instance serves') return [[atS, ++n]];
    return what === 'instance drains' ? [[atS, --n]] : [];
  });
  return steps.filter(([atS], i) => steps[i + 1]?.[0] !== atS);
}

describe('target tracking', () => {
  test('has as many machines as bring utilization to the target, each ready after it is made and has booted', () => {
    // 10 cores at half use are 20, or five machines. Two that are full do the work of 8: four are wanted at first. The new ones do some of
    // the other 2 from 110 on: the look of 120 sees work of 8.3, which is within the tolerance, that of 180 all of it.
    const run = loaded(10, { targetUtilization: 0.5 }, 2);
    expect(happened(run.result, 'scaled out')).toEqual([
      [60, 'tier'],
      [180, 'tier'],
    ]);
    expect(sizes(run, 2)).toEqual([
      [60 + 30 + 20, 4],
      [180 + 30 + 20, 5],
    ]);
  });

  test('takes away what is too much', () => {
    expect(sizes(loaded(10, { targetUtilization: 0.5 }, 9), 9)).toEqual([[60, 5]]);
  });

  test('does nothing within its tolerance', () => {
    // Five machines: 10.9 and 9.1 cores are within 10 % of 10, 11.1 and 8.9 are not.
    const ends = [9.1, 10.9, 11.1, 8.9, 7.9].map((cores) => sizes(loaded(cores, { targetUtilization: 0.5 }, 5), 5));
    expect(ends).toEqual([[], [], [[110, 6]], [], [[60, 4]]]);
    // 8.9 cores still want ⌈4.45⌉ machines.
    expect(sizes(loaded(8.9, { targetUtilization: 0.5, tolerance: 0.5 }, 5), 5)).toEqual([]);
  });

  test('keeps between its fewest and its most', () => {
    expect(sizes(loaded(60, { targetUtilization: 0.5, max: 7 }, 5), 5)).toEqual([[110, 7]]);
    expect(sizes(loaded(0.1, { targetUtilization: 0.5, min: 3 }, 5), 5)).toEqual([[60, 3]]);
  });

  test('waits for its cool-down after a change, a longer one before taking away', () => {
    const slow = loaded(10, { targetUtilization: 0.5, cooldownS: 400 }, 2);
    expect(happened(slow.result, 'scaled out').map(([atS]) => atS)).toEqual([60, 480]);
    // The load falls at 500; machines were added at 60 and 180.
    const fall = loaded(10, { targetUtilization: 0.5, cooldownDownS: 600 }, 2, {
      durationS: 1500,
      incidents: [
        { kind: 'parameter', atS: 500, pointer: '/tiers/tier/background/coresPerThousandMailboxes', value: 2 },
      ],
    });
    expect(happened(fall.result, 'scaled in').map(([atS]) => atS)).toEqual([780]);
    expect(sizes(fall, 2).at(-1)).toEqual([780, 1]);
  });
});

describe('thresholds', () => {
  const policy = { policy: 'thresholds', up: 0.7, down: 0.35, cooldownS: 100 } as const;

  test('add one above the upper, take one below the lower, and leave it in between', () => {
    // 10 cores on 3 machines are 83 %, on 4 62 %.
    expect(sizes(loaded(10, policy, 3), 3)).toEqual([[110, 4]]);
    // On 8 they are 31 %, on 7 36 %.
    expect(sizes(loaded(10, policy, 8), 8)).toEqual([[60, 7]]);
    expect(sizes(loaded(10, policy, 6), 6)).toEqual([]);
  });

  test('count machines that are on their way', () => {
    // One more at every other look, whether the last one is ready or not, up to four.
    const run = loaded(10, { ...policy, max: 4, provisionS: 180 }, 2, { durationS: 500 });
    expect(happened(run.result, 'scaled out').map(([atS]) => atS)).toEqual([60, 180]);
    expect(sizes(run, 2)).toEqual([
      [260, 3],
      [380, 4],
    ]);
  });
});

test('new machines take their turn as soon as they are ready', () => {
  const run = watched(
    operated({
      durationS: 400.5,
      everyS: 1,
      tiers: { tier: { stages: [{ id: 'work', cpuMs: 900 }] } },
      pool: { ...CLUSTER, hosts: 1 },
      how: {
        tier: { vcpus: 1, bootS: 20, scaling: { min: 1, max: 2, targetUtilization: 0.6, ...QUICK } },
      },
    }),
  );
  expect(happened(run.result, 'instance serves')).toEqual([[110, 'tier-1']]);
  // From 110 on the two take turns.
  const [first, second] = tierOf(run).instances;
  expect(Math.abs((first?.arrivals ?? 0) - (110 + 145))).toBeLessThanOrEqual(1);
  expect(Math.abs((second?.arrivals ?? 0) - 145)).toBeLessThanOrEqual(1);
  expect(tierOf(run).instances[1]?.workedS).toBeCloseTo(400.5 - 110, 9);
});

describe('scaling in', () => {
  /** Sessions of 80 s; the load that made three machines falls at 300. */
  const shrinking = (o: Partial<Operated> = {}) =>
    watched(
      operated({
        durationS: 1200,
        everyS: 7,
        tiers: {
          tier: { spool: { storage: 'memory' }, stages: [{ id: 'hold', waitMs: 80_000 }] },
          last: { stages: [] },
        },
        pool: { ...CLUSTER, hosts: 1 },
        how: {
          tier: {
            vcpus: 4,
            memoryGB: 1,
            bootS: 20,
            instances: 3,
            scaling: { min: 1, max: 3, targetUtilization: 0.5, ...QUICK },
          },
          last: { vcpus: 1 },
        },
        ...o,
      }),
    );

  test('lets sessions finish first: none breaks, none is refused, nothing is lost', () => {
    const run = shrinking();
    expect(happened(run.result, 'instance drains')).toEqual([
      [60, 'tier-1'],
      [60, 'tier-2'],
    ]);
    // Their last sessions came at 56 and 42 (taking turns) and took 80 s; they are looked at every 5 s.
    expect(happened(run.result, 'instance off')).toEqual([
      [125, 'tier-2'],
      [140, 'tier-1'],
    ]);
    expect(streamOf(run)).toMatchObject({ broken: 0, refused: 0, lost: 0 });
    expect(streamOf(run).deliveryS.max).toBeCloseTo(80, 9);
  });

  test('hands what is in the spool to a machine that works', () => {
    // The next tier is out until 700: mail of the machines that go waits in memory.
    const run = shrinking({
      tiers: {
        tier: { spool: { storage: 'memory', retryFirstS: 20, retryFactor: 1, retryMaxS: 20 } },
        last: { stages: [] },
      },
      incidents: [{ kind: 'instanceFailure', atS: 0, tier: 'last', restartS: 640 }],
    });
    expect(happened(run.result, 'instance off')).toHaveLength(2);
    expect(streamOf(run)).toMatchObject({ lost: 0, gaveUp: 0 });
    expect(streamOf(run).deliveryS.max).toBeGreaterThan(600);
    expect(streamOf(run).inFlight).toBeLessThan(2);
  });

  test('calls a draining machine back before it makes a new one', () => {
    const run = shrinking({
      tiers: {
        tier: {
          stages: [{ id: 'hold', waitMs: 300_000 }],
          background: { coresPerThousandMailboxes: 2 },
        },
        last: { stages: [] },
      },
      incidents: [
        { kind: 'parameter', atS: 100, pointer: '/tiers/tier/background/coresPerThousandMailboxes', value: 6 },
      ],
    });
    expect(happened(run.result, 'instance drains').map(([atS]) => atS)).toEqual([60, 60]);
    // The look of 120 sees a third of the load, that of 180 all of it; the machines are there at once, without being made or booted.
    expect(happened(run.result, 'instance serves')).toEqual([
      [120, 'tier-1'],
      [180, 'tier-2'],
    ]);
    expect(happened(run.result, 'instance boots')).toEqual([]);
  });
});

test('a machine that finds no room wakes a host that sleeps', () => {
  const run = watched(
    operated({
      durationS: 3000,
      everyS: 0,
      tiers: { tier: { background: { coresPerThousandMailboxes: 10 } } },
      pool: {
        ...CLUSTER,
        hosts: 2,
        placement: 'firstFit',
        migration: {},
        power: { policy: 'consolidate', downAfterS: 300 },
      },
      how: {
        tier: {
          vcpus: 32,
          memoryGB: 500,
          bootS: 20,
          instances: 2,
          antiAffinity: 'off',
          scaling: { min: 2, max: 3, targetUtilization: 0.5, ...QUICK },
        },
      },
      incidents: [
        { kind: 'parameter', atS: 1000, pointer: '/tiers/tier/background/coresPerThousandMailboxes', value: 45 },
      ],
    }),
  );
  const { result } = run;
  // Nothing is on the second host: it sleeps from 300 + 60 + 30 on.
  expect(happened(result, 'host standby')).toEqual([[390, 'pool-1']]);
  // The look of 1020 sees a third of a minute of the load, that of 1080 all of it.
  expect(happened(result, 'scaled out')).toEqual([[1080, 'tier']]);
  expect(happened(result, 'host boots')).toEqual([[1110, 'pool-1']]);
  expect(happened(result, 'instance serves')).toEqual([[1110 + 120 + 20, 'tier-2']]);
});

test('appliances scale over hosts that stand empty', () => {
  const run = loaded(200, { targetUtilization: 0.8, max: 4 }, 2, {
    pool: { hosts: 4 },
    how: { tier: { instances: 2, scaling: { min: 1, max: 4, targetUtilization: 0.8, ...QUICK } } },
  });
  expect(sizes(run, 2)).toEqual([
    [90, 3],
    [210, 4],
  ]);
});
