import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { serverModel } from '../../sim/parts/catalog/catalog.ts';
import { Engine } from '../../sim/model/engine.ts';
import { parse, simulate, streamOf, tierOf } from '../support/simulate.ts';

type StreamInput = ScenarioInput['streams'][string];
type TierInput = ScenarioInput['tiers'][string];
type HowInput = ScenarioInput['designs'][string]['tiers'][string];
type PoolInput = ScenarioInput['designs'][string]['pools'][string];
type Work = StreamInput['sizeKB'];

/** Two cores of 0.34 of the reference core's speed. */
const SMALL = 'hp-dl360g4p-2005';
const { cores: CORES, relativeCoreSpeed: SPEED } = serverModel(SMALL);

/** What runs on one virtual machine: a stream of its own, whose messages ask for the work [reference-core ms]. */
interface Guest {
  readonly arrivals: StreamInput['arrivals'];
  readonly work: Work;
  readonly background?: number;
  readonly how: Partial<HowInput>;
}

const DIRECTIONS = ['inbound', 'outbound', 'internal'] as const;

/** Up to three machines on one host; the hour turns 12 s after the start. */
function oneHost(guests: readonly Guest[], durationS: number, pool: PoolInput, monitoring = 0): Scenario {
  const named = <T>(of: (guest: Guest, i: number) => T): Record<string, T> =>
    Object.fromEntries(guests.map((guest, i) => [`vm${i}`, of(guest, i)]));
  return parse({
    run: { startsAt: '2010-10-04T08:59:48', durationS, sampleS: durationS },
    streams: named((guest, i): StreamInput => ({
      direction: DIRECTIONS[i] ?? 'inbound',
      class: 'ham',
      arrivals: guest.arrivals,
      ...(guest.work === undefined ? {} : { sizeKB: guest.work }),
    })),
    routes: Object.fromEntries(guests.map((_, i) => [DIRECTIONS[i] ?? 'inbound', [`vm${i}`]])),
    tiers: named((guest): TierInput => ({
      background:
        guest.background === undefined
          ? null
          : { coresPerThousandMailboxes: guest.background, profile: { hours: HOURS } },
      stages: [{ id: 'work', cpuMsPerKB: 1 }],
    })),
    designs: {
      one: {
        pools: { p: { model: SMALL, memoryGB: 64, ...pool } },
        tiers: named((guest): HowInput => ({ pool: 'p', memoryGB: 1, ...guest.how })),
        security: { integrityMonitoring: { enabled: true, cpuOverhead: monitoring } },
      },
    },
  });
}

/** Background load in the morning: three times as much from nine o'clock on as from eight. */
const HOURS = Array.from({ length: 24 }, (_, hour) => (hour === 8 ? 1 : hour === 9 ? 3 : 0));
const AT_EIGHT = 24 / 4;

/** A machine of the brute force: its jobs' remaining work [reference-core s]. */
interface Machine {
  readonly ceiling: number;
  readonly shares: number;
  readonly reserved: number;
  background: number;
  jobs: { job: number; left: number }[];
}

/** Weighted max-min fairness by bisection of the water level. */
function divided(machines: readonly Machine[], capacity: number): number[] {
  const wants = machines.map(({ ceiling, background, jobs }) => Math.min(ceiling, background + jobs.length));
  if (wants.reduce((sum, x) => sum + x, 0) <= capacity) return wants;
  const floors = machines.map(({ reserved }, i) => Math.min(reserved, wants[i] ?? 0));
  const guaranteed = floors.reduce((sum, x) => sum + x, 0);
  if (guaranteed >= capacity) return floors.map((x) => (x * capacity) / guaranteed);
  const at = (level: number): number[] =>
    machines.map(({ shares }, i) => Math.min(wants[i] ?? 0, Math.max(floors[i] ?? 0, level * shares)));
  let [low, high] = [0, 1e6];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (at(middle).reduce((sum, x) => sum + x, 0) < capacity) low = middle;
    else high = middle;
  }
  return at(high);
}

interface Offer {
  readonly at: number;
  readonly machine: number;
  readonly job: number;
  readonly work: number;
}

/** Steps from change to change; returns when each job ended, and how long each machine had less than it wanted [core s]. */
function bruteForce(
  machines: Machine[],
  capacity: number,
  speed: number,
  offers: readonly Offer[],
  turn: { at: number; background: readonly number[] },
  until: number,
): { ends: Map<string, number[]>; short: number[]; busy: number[] } {
  const ends = new Map<string, number[]>();
  const short = machines.map(() => 0);
  const busy = machines.map(() => 0);
  const queue = [...offers];
  let now = 0;
  let turned = false;
  while (now < until) {
    const granted = divided(machines, capacity);
    const rates = machines.map(({ jobs, background }, i) =>
      jobs.length === 0 ? 0 : (speed * Math.max(0, (granted[i] ?? 0) - background)) / jobs.length,
    );
    let next = Math.min(until, queue[0]?.at ?? Infinity, turned ? Infinity : turn.at);
    machines.forEach(({ jobs }, i) => {
      for (const { left } of jobs) if ((rates[i] ?? 0) > 0) next = Math.min(next, now + left / (rates[i] ?? 0));
    });
    const step = next - now;
    machines.forEach((machine, i) => {
      for (const job of machine.jobs) job.left -= (rates[i] ?? 0) * step;
      const wants = Math.min(machine.ceiling, machine.background + machine.jobs.length);
      short[i] = (short[i] ?? 0) + (wants - (granted[i] ?? 0)) * step;
      busy[i] = (busy[i] ?? 0) + (granted[i] ?? 0) * step;
    });
    now = next;
    machines.forEach((machine, i) => {
      for (const { job } of machine.jobs.filter(({ left }) => left <= 1e-12)) {
        const key = `${i} ${job}`;
        ends.set(key, [...(ends.get(key) ?? []), now]);
      }
      machine.jobs = machine.jobs.filter(({ left }) => left > 1e-12);
    });
    if (!turned && now >= turn.at) {
      turned = true;
      machines.forEach((machine, i) => (machine.background = turn.background[i] ?? 0));
    }
    while (queue[0] !== undefined && queue[0].at <= now) {
      const offer = queue.shift();
      if (offer !== undefined) machines[offer.machine]?.jobs.push({ job: offer.job, left: offer.work });
    }
  }
  return { ends, short, busy };
}

const guest: fc.Arbitrary<Guest> = fc.record({
  arrivals: fc.oneof(
    fc.record({ process: fc.constant('poisson' as const), perS: fc.constantFrom(2, 6) }),
    fc.record({ process: fc.constant('renewal' as const), interarrival: fc.constantFrom(0.25, 0.5, 1) }),
  ),
  work: fc.constantFrom<Exclude<Work, undefined>[]>(
    40,
    125,
    { dist: 'exponential', mean: 80 },
    { dist: 'uniform', min: 0, max: 200 },
  ),
  // Odd numbers: a job that ends in the very moment in which the load takes all cores may end before or after.
  background: fc.constantFrom(0, 0.0213, 0.0517, 0.1129),
  how: fc.record({
    vcpus: fc.constantFrom(1, 2, 4),
    shares: fc.constantFrom(1, 1, 2, 5),
    reservedCores: fc.constantFrom(0, 0, 0.3, 1, 3),
    limitCores: fc.constantFrom(null, null, 0.5, 1.25),
  }),
});

test('an overcommitted host serves its machines as a step by step division of its cores says', () => {
  let wereShort = 0;
  let ended = 0;
  fc.assert(
    fc.property(
      fc.array(guest, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(0, 0.25),
      fc.constantFrom(0, 0.15),
      (guests, cpuOverhead, monitoring) => {
        const until = 20;
        const pool = { hypervisor: { vcpusPerCoreMax: 16, cpuOverhead } };
        const engine = new Engine(oneHost(guests, until, pool, monitoring), 'one', '1');
        const { cpus, instances } = engine.world;
        const offers: Offer[] = [];
        const ends = new Map<string, number[]>();
        const offer = cpus.offer.bind(cpus);
        cpus.offer = (machine, job, work, at) => {
          offers.push({ at, machine, job, work });
          offer(machine, job, work, at);
        };
        const complete = cpus.complete.bind(cpus);
        cpus.complete = (machine, now) => {
          const job = complete(machine, now);
          const key = `${machine} ${job}`;
          ends.set(key, [...(ends.get(key) ?? []), now]);
          return job;
        };
        engine.take(until, Infinity);

        const speed = SPEED / (1 + cpuOverhead);
        const machines = guests.map(({ how, background = 0 }): Machine => {
          const ceiling = Math.min(how.vcpus ?? CORES, how.limitCores ?? Infinity, CORES);
          return {
            ceiling,
            shares: how.shares ?? 1,
            reserved: how.reservedCores ?? 0,
            background: Math.min(ceiling, (background * AT_EIGHT) / speed),
            jobs: [],
          };
        });
        const turn = {
          at: 12,
          background: guests.map(({ background = 0 }, i) =>
            Math.min(machines[i]?.ceiling ?? 0, (3 * background * AT_EIGHT) / speed),
          ),
        };
        const exact = bruteForce(machines, CORES * (1 - monitoring), speed, offers, turn, until);
        for (const [key, times] of exact.ends) {
          times.forEach((at, i) => {
            // A job that ends just at the end may or may not have been taken.
            if (at > until - 1e-6) return;
            ended++;
            const found = ends.get(key)?.[i] ?? NaN;
            if (!(Math.abs(found - at) < 1e-6)) expect(found, `job ${key}`).toBe(at);
          });
        }
        guests.forEach((_, i) => {
          expect(instances.short.area(i, until)).toBeCloseTo(exact.short[i] ?? NaN, 6);
          expect(instances.busy.area(i, until)).toBeCloseTo(exact.busy[i] ?? NaN, 6);
          if ((exact.short[i] ?? 0) > 0.1) wereShort++;
        });
      },
    ),
    { numRuns: 120 },
  );
  expect(wereShort).toBeGreaterThan(50);
  expect(ended).toBeGreaterThan(2000);
});

/** Sessions of one reference-core second each, so many at once, at 1 s. */
function atOnce(hows: readonly Partial<HowInput>[], jobs: readonly number[], pool: PoolInput = {}) {
  const guests = hows.map((how): Guest => ({ arrivals: { process: 'renewal', interarrival: 1 }, work: 1000, how }));
  const scenario = oneHost(guests, 100, { hypervisor: { vcpusPerCoreMax: 16 }, ...pool });
  const streams = Object.fromEntries(
    Object.entries(scenario.streams).flatMap(([id, stream], i) =>
      Array.from({ length: jobs[i] ?? 0 }, (_, k) => [`${id} ${k}`, stream] as const),
    ),
  );
  const incidents = Object.keys(streams).map(
    (stream) => ({ id: stream, kind: 'spike', atS: 1.5, stream, factor: 0, rampS: 0, holdS: 1e9, decayS: 0 }) as const,
  );
  return simulate({ ...scenario, streams, incidents });
}

const longest = (run: ReturnType<typeof atOnce>, id: string): number => streamOf(run, `${id} 0`).deliveryS.max ?? NaN;

test('two machines that both want all of a host get half each, or by their shares', () => {
  // Two jobs each on two cores: one core's worth each, so half a core per job, until both are done.
  const even = atOnce([{ vcpus: 2 }, { vcpus: 2 }], [2, 2]);
  expect(longest(even, 'vm0')).toBeCloseTo(2 / SPEED, 9);
  expect(longest(even, 'vm1')).toBeCloseTo(2 / SPEED, 9);
  // Three to one: 1.5 and 0.5 cores; the first is done after 4/3 s of a core, the rest of the second has both cores.
  const uneven = atOnce([{ vcpus: 2, shares: 3 }, { vcpus: 2 }], [2, 2]);
  expect(longest(uneven, 'vm0')).toBeCloseTo(4 / 3 / SPEED, 9);
  expect(longest(uneven, 'vm1')).toBeCloseTo((4 / 3 + (1 - 1 / 3)) / SPEED, 9);
});

test('a reservation is a floor and a limit a ceiling', () => {
  // 1.6 cores are reserved for the first; 0.4 are left.
  const reserved = atOnce([{ vcpus: 2, reservedCores: 1.6 }, { vcpus: 2 }], [2, 2]);
  expect(longest(reserved, 'vm0')).toBeCloseTo(2 / 1.6 / SPEED, 9);
  // Half a core is the first one's limit; the second has 1.5, and no more for its two jobs.
  const limited = atOnce([{ vcpus: 2, limitCores: 0.5 }, { vcpus: 2 }], [2, 2]);
  expect(longest(limited, 'vm0')).toBeCloseTo(2 / 0.5 / SPEED, 9);
  expect(longest(limited, 'vm1')).toBeCloseTo(2 / 1.5 / SPEED, 9);
});

test('time without the cores that one wants is ready time', () => {
  // Four cores are wanted and two are there, until everything is done.
  const run = atOnce([{ vcpus: 2 }, { vcpus: 2 }], [2, 2]);
  for (const id of ['vm0', 'vm1']) {
    expect(tierOf(run, id).readyS).toBeCloseTo(2 / SPEED, 9);
    expect(tierOf(run, id).busyCores * 100).toBeCloseTo(2 / SPEED, 9);
  }
  expect(run.result.hosts[0]?.readyS).toBeCloseTo(4 / SPEED, 9);
  // A machine's own queue is no ready time: one processor, four jobs, and the host has room.
  const own = atOnce([{ vcpus: 1 }], [4]);
  expect(tierOf(own, 'vm0').readyS).toBe(0);
  expect(longest(own, 'vm0')).toBeCloseTo(4 / SPEED, 9);
});

test('background load leaves the rest to the jobs', () => {
  // 0.3 of the one processor are taken; a job of one second takes 1 / 0.7 of its time.
  const guests: Guest[] = [
    {
      arrivals: { process: 'renewal', interarrival: 5 },
      work: 100,
      background: (0.3 * SPEED) / AT_EIGHT,
      how: { vcpus: 1 },
    },
  ];
  const run = simulate(oneHost(guests, 9, { hypervisor: {} }));
  expect(streamOf(run).deliveryS.max).toBeCloseTo(0.1 / SPEED / 0.7, 9);
  expect(tierOf(run).busyCores * 9).toBeCloseTo(0.3 * 9 + 0.1 / SPEED, 9);
  expect(tierOf(run).cpuSByStage['work']).toBeCloseTo(0.1 / SPEED, 9);
  expect(tierOf(run).cpuSByStage['background']).toBeCloseTo(2.7, 9);
});

test('background load above what a machine has leaves nothing, and is cut to it', () => {
  const guests: Guest[] = [
    { arrivals: { process: 'renewal', interarrival: 5 }, work: 100, background: 1, how: { vcpus: 1 } },
  ];
  const run = simulate(oneHost(guests, 9, { hypervisor: {} }));
  expect(streamOf(run).inFlight).toBe(1);
  expect(tierOf(run).utilization).toBe(1);
});

test('the hypervisor’s part is added to the work of every guest', () => {
  const plain = atOnce([{ vcpus: 2 }], [1]);
  const loaded = atOnce([{ vcpus: 2 }], [1], { hypervisor: { vcpusPerCoreMax: 16, cpuOverhead: 0.25 } });
  expect(longest(plain, 'vm0')).toBeCloseTo(1 / SPEED, 12);
  expect(longest(loaded, 'vm0')).toBeCloseTo(1.25 / SPEED, 12);
  expect(tierOf(loaded, 'vm0').busyCores).toBeCloseTo(1.25 * tierOf(plain, 'vm0').busyCores, 12);
});

test('a machine with all of its host’s cores and a hypervisor that costs nothing is bare metal, to the last digit', () => {
  const guests: Guest[] = [
    {
      arrivals: { process: 'poisson', perS: 4 },
      work: { dist: 'lognormal', mean: 120, cv: 2 },
      background: 0.01,
      how: { vcpus: CORES, slots: 5, backlog: 3 },
    },
  ];
  const [bare, virtual] = [null, {}].map((hypervisor) => simulate(oneHost(guests, 500, { hypervisor })).result);
  expect(virtual?.tiers).toEqual(bare?.tiers);
  expect(virtual?.streams).toEqual(bare?.streams);
  expect(virtual?.hosts).toEqual(bare?.hosts);
  expect(virtual?.energy).toEqual(bare?.energy);
  expect(bare?.tiers['vm0']?.refused).toBeGreaterThan(50);
});

test('integrity monitoring keeps its share of every host of a hypervisor busy, and of no appliance', () => {
  const guests: Guest[] = [{ arrivals: { process: 'poisson', perS: 0 }, work: 1, how: { vcpus: 2 } }];
  const watched = simulate(oneHost(guests, 10, { hypervisor: {}, hosts: 2 }, 0.1)).result;
  for (const { utilization } of watched.hosts) expect(utilization).toBeCloseTo(0.1, 12);
  expect(watched.hosts[0]?.meanW).toBeCloseTo(226, 9);
  const appliance = simulate(oneHost(guests, 10, { hypervisor: null, hosts: 2 }, 0.1)).result;
  expect(appliance.hosts.map(({ utilization }) => utilization)).toEqual([0, 0]);
  expect(appliance.hosts[0]?.meanW).toBe(216);
});
