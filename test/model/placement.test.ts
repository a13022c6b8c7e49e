import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { PLACEMENT } from '../../sim/parts/placement/index.ts';
import { obstacle } from '../../sim/parts/placement/fits.ts';
import { bestPlace } from '../../sim/parts/placement/policies.ts';
import type { Guest, Place } from '../../sim/parts/placement/places.ts';
import { Simulation } from '../../sim/simulation.ts';
import { placementComplaints, unevenComplaints } from '../support/placementChecker.ts';
import { parse } from '../support/simulate.ts';

type DesignInput = ScenarioInput['designs'][string];

const POLICIES = Object.keys(PLACEMENT) as (keyof typeof PLACEMENT)[];

/** A scenario that is never run: what counts is where its machines are at the start. */
function placing(design: DesignInput, zones: Record<string, string> = {}): Scenario {
  const tiers = Object.fromEntries(
    Object.keys(design.tiers).map((id) => [id, { zone: zones[id] ?? 'internal', stages: [] }]),
  );
  return parse({
    run: { durationS: 1 },
    streams: { none: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 0 } } },
    routes: { inbound: Object.keys(tiers) },
    tiers,
    designs: { one: design },
  });
}

/** The numbers of the hosts that the instances of each tier are on, −1 for none. */
function hostsOf(scenario: Scenario): Record<string, number[]> {
  const { tiers } = new Simulation(scenario, 'one').result();
  const numberOf = (host: string | null): number => (host === null ? -1 : Number(host.replace(/.*-/, '')));
  return Object.fromEntries(
    Object.entries(tiers).map(([id, { instances }]) => [id, instances.map(({ host }) => numberOf(host))]),
  );
}

const pool = fc.record({
  model: fc.constantFrom('hp-dl360g4p-2005', 'dell-r610-x5570', 'dell-r710-x5670'),
  hosts: fc.integer({ min: 1, max: 5 }),
  zones: fc.constantFrom<string[] | null>(null, null, ['a'], ['a', 'b'], ['b', 'c']),
  mixing: fc.boolean(),
  memoryGB: fc.constantFrom(null, 4, 7.5, 16, 64),
  hypervisor: fc.constantFrom(null, { vcpusPerCoreMax: 1 }, { vcpusPerCoreMax: 1.5 }, { vcpusPerCoreMax: 4 }),
  placement: fc.constantFrom(...POLICIES),
});
const how = fc.record({
  pool: fc.constantFrom('p', 'q'),
  instances: fc.integer({ min: 1, max: 6 }),
  vcpus: fc.constantFrom(1, 1, 2, 3, 8),
  memoryGB: fc.constantFrom(0.5, 1, 2.25, 6),
  antiAffinity: fc.constantFrom('off' as const, 'preferred' as const, 'preferred' as const, 'required' as const),
  pinned: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }),
  ),
});

const tier = fc.record({ zone: fc.constantFrom('a', 'a', 'b', 'c'), how });

test('machines are where memory, processors, zones, pins and anti-affinity allow, and nowhere only if nothing does', () => {
  let placed = 0;
  let left = 0;
  let crowded = 0;
  fc.assert(
    fc.property(fc.record({ p: pool, q: pool }), fc.array(tier, { minLength: 1, maxLength: 5 }), (pools, tiers) => {
      const zones = Object.fromEntries(tiers.map(({ zone }, i) => [`t${i}`, zone]));
      const design = {
        pools,
        tiers: Object.fromEntries(tiers.map(({ how }, i) => [`t${i}`, how])),
      };
      const scenario = placing(design, zones);
      const result = new Simulation(scenario, 'one').result();
      expect(placementComplaints(scenario, 'one', result)).toEqual([]);
      expect(unevenComplaints(scenario, 'one', result)).toEqual([]);
      for (const { instances } of Object.values(result.tiers)) {
        const nowhere = instances.filter(({ host }) => host === null).length;
        left += nowhere;
        placed += instances.length - nowhere;
        crowded += instances.length - new Set(instances.map(({ host }) => host)).size;
      }
    }),
    { numRuns: 600 },
  );
  // The scenarios were neither all easy nor all hopeless.
  expect(placed).toBeGreaterThan(1000);
  expect(left).toBeGreaterThan(500);
  expect(crowded).toBeGreaterThan(300);
});

const small = { model: 'hp-dl360g4p-2005', memoryGB: 64, hypervisor: { vcpusPerCoreMax: 2 } } as const; // two cores

test('first fit fills hosts from the first', () => {
  const scenario = placing({
    pools: { p: { ...small, hosts: 3, placement: 'firstFit' } },
    tiers: {
      a: { pool: 'p', vcpus: 3, antiAffinity: 'off', instances: 2 },
      b: { pool: 'p', vcpus: 1, instances: 3, antiAffinity: 'off' },
    },
  });
  expect(hostsOf(scenario)).toEqual({ a: [0, 1], b: [0, 1, 2] });
});

test('best fit takes the fullest host with room', () => {
  const scenario = placing({
    pools: { p: { ...small, hosts: 3, placement: 'bestFit' } },
    tiers: {
      a: { pool: 'p', vcpus: 2, instances: 2, pinned: [0, 1] },
      b: { pool: 'p', vcpus: 1, pinned: [1] },
      c: { pool: 'p', vcpus: 1, instances: 4, antiAffinity: 'off' },
    },
  });
  expect(hostsOf(scenario)['c']).toEqual([1, 0, 0, 2]);
});

test('spreading puts machines of one tier apart first, then where there is most room', () => {
  const scenario = placing({
    pools: { p: { ...small, hosts: 3, placement: 'spread' } },
    tiers: {
      a: { pool: 'p', vcpus: 2, pinned: [0] },
      b: { pool: 'p', vcpus: 1, pinned: [1] },
      c: { pool: 'p', vcpus: 1, instances: 5 },
    },
  });
  expect(hostsOf(scenario)['c']).toEqual([2, 1, 0, 2, 1]);
});

test('saving power places the largest first and wakes a host only for want of room', () => {
  const scenario = placing({
    pools: { p: { ...small, hosts: 4, placement: 'powerAware' } },
    tiers: {
      a: { pool: 'p', vcpus: 1, instances: 4, antiAffinity: 'off' },
      b: { pool: 'p', vcpus: 3, instances: 2, antiAffinity: 'off' },
    },
  });
  // Three processors on each of two hosts, whose two cores are then busy: the fourth costs nothing more, nor do the ones elsewhere less.
  expect(hostsOf(scenario)).toEqual({ b: [0, 1], a: [0, 1, 2, 2] });
});

test('machines that prefer to be apart share a host rather than have none', () => {
  const design = (antiAffinity: 'preferred' | 'required'): DesignInput => ({
    pools: { p: { ...small, hosts: 3 } },
    tiers: {
      outer: { pool: 'p', vcpus: 1, instances: 2, pinned: [0, 1] },
      inner: { pool: 'p', vcpus: 1, instances: 3, antiAffinity },
    },
  });
  const zones = { outer: 'dmz', inner: 'internal' };
  expect(hostsOf(placing(design('preferred'), zones))['inner']).toEqual([2, 2, 2]);
  expect(hostsOf(placing(design('required'), zones))['inner']).toEqual([2, -1, -1]);
});

test('machines that prefer to be apart are, under any policy, while there is room', () => {
  for (const placement of POLICIES) {
    const scenario = placing({
      pools: { p: { model: 'dell-r710-x5670', memoryGB: 64, hosts: 3, placement, hypervisor: {} } },
      tiers: { a: { pool: 'p', vcpus: 2, instances: 6 } },
    });
    expect(hostsOf(scenario)['a']?.toSorted()).toEqual([0, 0, 1, 1, 2, 2]);
  }
});

test('an appliance has a host to itself, whatever its size', () => {
  const scenario = placing({
    pools: { p: { ...small, hypervisor: null, hosts: 2 } },
    tiers: { a: { pool: 'p', memoryGB: 500, instances: 2 }, b: { pool: 'p' } },
  });
  expect(hostsOf(scenario)).toEqual({ a: [0, 1], b: [-1] });
  const { findings } = new Simulation(scenario, 'one').result();
  expect(findings.map(({ where, why }) => [where, why])).toEqual([
    ['instance b-0', 'no host could take it at the start: it is another appliance'],
  ]);
});

const host = (number: number, watts: readonly number[], guests: Guest[] = []): Place => ({
  id: `h${number}`,
  number,
  cores: 10,
  memoryGB: 100,
  vcpusMax: 20,
  zones: null,
  mixing: true,
  watts,
  guests,
});
const guest = (vcpus: number, more: Partial<Guest> = {}): Guest => ({
  id: 'g',
  tier: 't',
  zone: 'z',
  vcpus,
  memoryGB: 1,
  mostPerHost: Infinity,
  evenPerHost: Infinity,
  ...more,
});

test('saving power chooses where the draw grows least', () => {
  const frugal = [50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100];
  const hungry = [50, 80, 110, 140, 170, 200, 230, 260, 290, 320, 350];
  const there = guest(1, { tier: 'other' });
  const choose = (...places: Place[]) => bestPlace(PLACEMENT.powerAware, places, guest(2), () => true)?.number;
  expect(choose(host(0, hungry, [there]), host(1, frugal, [there]))).toBe(1);
  // 60 W on the running one, 60 W to switch the frugal one on: the lower number wins; with one processor more it does not.
  expect(choose(host(0, hungry, [there]), host(1, frugal))).toBe(0);
  expect(
    bestPlace(PLACEMENT.powerAware, [host(0, hungry, [there]), host(1, frugal)], guest(3), () => true)?.number,
  ).toBe(1);
});

test('every obstacle has its words', () => {
  const place = { ...host(3, []), mixing: false, zones: ['z', 'y'], guests: [guest(2, { zone: 'y', tier: 'u' })] };
  expect(obstacle(place, guest(1, { pinned: 2 }))).toBe('pinned to host 2');
  expect(obstacle(place, guest(1, { zone: 'x' }))).toBe('zone x is not allowed on it');
  expect(obstacle(place, guest(1))).toBe('it serves another zone');
  const mixing = { ...place, mixing: true };
  expect(obstacle(mixing, guest(1, { memoryGB: 99.5 }))).toBe('not enough memory');
  expect(obstacle(mixing, guest(19))).toBe('over the limit of virtual processors');
  expect(obstacle(mixing, guest(1, { tier: 'u', mostPerHost: 1 }))).toBe('no more machines of u may share it');
  expect(obstacle(mixing, guest(18, { memoryGB: 99, mostPerHost: 1, pinned: 3 }))).toBeNull();
});
