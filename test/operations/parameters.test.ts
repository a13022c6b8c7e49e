import { describe, expect, test } from 'vitest';
import { CHANGEABLE, isChangeable } from '../../sim/scenario/parameters.ts';
import { extraArea, rampsOf } from '../../sim/scenario/ramps.ts';
import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { CLUSTER, operated } from '../support/operating.ts';
import { watched } from '../support/rulesChecker.ts';
import { engineOf, parse, simulate, streamOf, tierOf } from '../support/simulate.ts';
import { Simulation } from '../../sim/simulation.ts';

const CHANGE_S = 1000;
const UNTIL_S = 2000;

type Change = { readonly pointer: string; readonly value: number };

/** A design in which everything that can be changed counts: full slots and backlogs, impatient senders, spools that fill, machines that share cores. */
function busy(changes: readonly Change[]): Scenario {
  const stream = (rate: object): ScenarioInput['streams'][string] => ({
    direction: 'inbound',
    class: 'ham',
    arrivals: { process: 'poisson', ...rate },
    recipients: { dist: 'geometric', mean: 2 },
    retry: { policy: 'mta', share: 0.9, firstS: 20, factor: 1.5, maxS: 60, giveUpS: 200, jitter: 0.1 },
  });
  return parse({
    run: { durationS: UNTIL_S, sampleS: 100 },
    mailboxes: 1000,
    streams: { perS: stream({ perS: 1.5 }), perMailbox: stream({ perMailboxPerDay: 40 }) },
    tiers: {
      outer: {
        patienceS: 4,
        spool: { capacityMessages: 20, retryFirstS: 15, retryFactor: 2, retryMaxS: 60, giveUpS: 400 },
        stages: [
          { id: 'look', waitMs: { dist: 'exponential', mean: 400 } },
          { id: 'greet', waitMs: 300 },
          {
            id: 'scan',
            share: 0.7,
            cpuMs: { dist: 'exponential', mean: 60 },
            cpuMsPerKB: 4,
            cpuMsPerRecipient: 10,
            diskOps: 1,
            verdicts: { ham: { reject: 0.1 } },
          },
          { id: 'rest', cpuMs: 40 },
        ],
      },
      inner: {
        background: { coresPerThousandMailboxes: 0.5 },
        stages: [{ id: 'store', cpuMs: 250 }],
      },
    },
    routes: { inbound: ['outer', 'inner'] },
    designs: {
      one: {
        pools: {
          pool: {
            ...CLUSTER,
            model: 'hp-dl360g4p-2005',
            hosts: 1,
            hypervisor: { vcpusPerCoreMax: 2 },
            disk: { opMs: 50 },
          },
        },
        tiers: {
          outer: { pool: 'pool', vcpus: 2, memoryGB: 1, slots: 4, backlog: 3, reservedCores: 0.2, limitCores: 1.8 },
          inner: { pool: 'pool', vcpus: 2, memoryGB: 1, slots: 2, backlog: 1 },
        },
      },
    },
    incidents: changes.map(({ pointer, value }, i) => ({
      kind: 'parameter',
      id: `change ${i}`,
      atS: CHANGE_S,
      pointer,
      value,
    })),
  });
}

/** One pointer for each pattern, and a value that makes a difference. */
const EXAMPLES: Record<string, Change> = {
  '/streams/*/arrivals/perS': { pointer: '/streams/perS/arrivals/perS', value: 2.5 },
  '/streams/*/arrivals/perMailboxPerDay': { pointer: '/streams/perMailbox/arrivals/perMailboxPerDay', value: 90 },
  '/streams/*/retry/share': { pointer: '/streams/perS/retry/share', value: 0.2 },
  '/streams/*/retry/firstS': { pointer: '/streams/perS/retry/firstS', value: 5 },
  '/streams/*/retry/factor': { pointer: '/streams/perS/retry/factor', value: 3 },
  '/streams/*/retry/maxS': { pointer: '/streams/perS/retry/maxS', value: 21 },
  '/streams/*/retry/giveUpS': { pointer: '/streams/perS/retry/giveUpS', value: 40 },
  '/streams/*/retry/jitter': { pointer: '/streams/perS/retry/jitter', value: 0.9 },
  '/tiers/*/patienceS': { pointer: '/tiers/outer/patienceS', value: 1 },
  '/tiers/*/spool/capacityMessages': { pointer: '/tiers/outer/spool/capacityMessages', value: 2 },
  '/tiers/*/spool/retryFirstS': { pointer: '/tiers/outer/spool/retryFirstS', value: 3 },
  '/tiers/*/spool/retryMaxS': { pointer: '/tiers/outer/spool/retryMaxS', value: 20 },
  '/tiers/*/background/coresPerThousandMailboxes': {
    pointer: '/tiers/inner/background/coresPerThousandMailboxes',
    value: 0.1,
  },
  '/tiers/*/stages/*/share': { pointer: '/tiers/outer/stages/2/share', value: 0.1 },
  '/tiers/*/stages/*/cpuMs': { pointer: '/tiers/outer/stages/2/cpuMs', value: 5 },
  '/tiers/*/stages/*/cpuMs/*': { pointer: '/tiers/outer/stages/2/cpuMs/mean', value: 500 },
  '/tiers/*/stages/*/cpuMsPerKB': { pointer: '/tiers/outer/stages/3/cpuMsPerKB', value: 20 },
  // Not stated so far: the field may be absent.
  '/tiers/*/stages/*/cpuMaxKB': { pointer: '/tiers/outer/stages/2/cpuMaxKB', value: 1 },
  '/tiers/*/stages/*/cpuMsPerRecipient': { pointer: '/tiers/outer/stages/3/cpuMsPerRecipient', value: 50 },
  '/tiers/*/stages/*/waitMs': { pointer: '/tiers/outer/stages/1/waitMs', value: 0 },
  '/tiers/*/stages/*/waitMs/*': { pointer: '/tiers/outer/stages/0/waitMs/mean', value: 2000 },
  '/tiers/*/stages/*/diskOps': { pointer: '/tiers/outer/stages/3/diskOps', value: 2 },
  '/tiers/*/stages/*/verdicts/*/*': { pointer: '/tiers/outer/stages/2/verdicts/ham/quarantine', value: 0.5 },
  '/designs/*/tiers/*/slots': { pointer: '/designs/one/tiers/outer/slots', value: 20 },
  '/designs/*/tiers/*/backlog': { pointer: '/designs/one/tiers/outer/backlog', value: 0 },
  '/designs/*/tiers/*/shares': { pointer: '/designs/one/tiers/inner/shares', value: 50 },
  '/designs/*/tiers/*/reservedCores': { pointer: '/designs/one/tiers/outer/reservedCores', value: 1.7 },
  '/designs/*/tiers/*/limitCores': { pointer: '/designs/one/tiers/outer/limitCores', value: 0.4 },
};

/** The rows of a run's series that end at or before a time, and those after it. */
function rows(scenario: Scenario): { before: number[]; after: number[] } {
  const { simulation } = watched(scenario);
  const width = simulation.columns.length + 1;
  const data = [...(simulation.takeFrame()?.data ?? [])];
  const cut = width * (CHANGE_S / 100);
  return { before: data.slice(0, cut), after: data.slice(cut) };
}

describe('everything that may change', () => {
  const usual = rows(busy([]));

  test('has an example here', () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(CHANGEABLE.toSorted());
    for (const { pointer } of Object.values(EXAMPLES)) expect(isChangeable(pointer), pointer).toBe(true);
  });

  test.each(Object.keys(EXAMPLES))('%s makes a difference from its time on, and none before', (pattern) => {
    const change = EXAMPLES[pattern];
    if (change === undefined) throw new Error('no example');
    const changed = rows(busy([change]));
    expect(changed.before).toEqual(usual.before);
    expect(changed.after).not.toEqual(usual.after);
  });

  test('may be set to what it is already: nothing happens', () => {
    const same = (change: Change) => rows(busy([change])).after;
    expect(same({ pointer: '/tiers/outer/stages/2/share', value: 0.7 })).toEqual(usual.after);
    expect(same({ pointer: '/streams/perS/retry/firstS', value: 20 })).toEqual(usual.after);
    expect(same({ pointer: '/streams/perS/arrivals/perS', value: 1.5 })).toEqual(usual.after);
    expect(same({ pointer: '/designs/one/tiers/outer/slots', value: 4 })).toEqual(usual.after);
  });

  test('does not change the scenario itself: another run of it begins as before', () => {
    const scenario = busy([{ pointer: '/tiers/outer/stages/2/share', value: 0.1 }]);
    const copy = JSON.stringify(scenario);
    const first = simulate(scenario).result;
    expect(JSON.stringify(scenario)).toBe(copy);
    expect(simulate(scenario).result).toEqual(first);
  });
});

const change = (atS: number, pointer: string, value: number) => ({ kind: 'parameter' as const, atS, pointer, value });

describe('a rate', () => {
  test('is what was set last, in order of time, whatever the order of the list', () => {
    const offered = (changes: readonly (readonly [atS: number, perS: number])[]) => {
      const scenario = operated({
        durationS: 4000,
        sampleS: 1000,
        streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 50 } } },
        tiers: { tier: { stages: [] } },
        incidents: changes.map(([atS, perS]) => change(atS, '/streams/mail/arrivals/perS', perS)),
      });
      const { simulation } = simulate(scenario);
      const width = simulation.columns.length + 1;
      const at = simulation.columns.findIndex(({ metric }) => metric === 'stream.offeredPerS');
      const frame = simulation.takeFrame();
      return Array.from({ length: 4 }, (_, row) => Math.round((frame?.data[row * width + 1 + at] ?? NaN) / 10) * 10);
    };
    expect(
      offered([
        [1000, 100],
        [3000, 200],
        [2000, 0],
      ]),
    ).toEqual([50, 100, 0, 200]);
  });

  test('that changes for good counts in what a run is expected to take', () => {
    const scenario = operated({
      durationS: 1000,
      streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 2 } } },
      incidents: [
        change(200, '/streams/mail/arrivals/perS', 10),
        change(700, '/streams/mail/arrivals/perS', 0),
        { kind: 'spike', atS: 900, stream: 'mail', factor: 3, holdS: 500 },
      ],
    });
    const [spike, changes] = rampsOf(scenario, 'mail');
    expect(extraArea(spike ?? [], 1000)).toBeCloseTo(2 * 100, 9);
    expect(extraArea(changes ?? [], 1000)).toBeCloseTo(4 * 500 - 300, 9);
    expect(extraArea(changes ?? [], 100)).toBe(0);
  });

  test('multiplies with the profile and with spikes', () => {
    const scenario = operated({
      durationS: 1000,
      streams: { mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 20 } } },
      tiers: { tier: { stages: [] } },
      incidents: [
        change(0, '/streams/mail/arrivals/perS', 60),
        { kind: 'spike', atS: 0, stream: 'mail', factor: 2, holdS: 1000 },
      ],
    });
    expect(Math.abs(streamOf(simulate(scenario)).offered / 120_000 - 1)).toBeLessThan(0.02);
  });
});

test('background load follows at once, not at the next hour', () => {
  const run = watched(
    operated({
      durationS: 3000,
      everyS: 0,
      tiers: { tier: { background: { coresPerThousandMailboxes: 2 } } },
      how: { tier: { vcpus: 10 } },
      incidents: [change(1000, '/tiers/tier/background/coresPerThousandMailboxes', 8)],
    }),
  );
  expect(tierOf(run).busyCores * 3000).toBeCloseTo(2 * 1000 + 8 * 2000, 6);
});

test('a limit that is lifted lets background load through that it had cut off', () => {
  const run = watched(
    operated({
      durationS: 3000,
      everyS: 0,
      tiers: { tier: { background: { coresPerThousandMailboxes: 8 } } },
      how: { tier: { vcpus: 10, limitCores: 3 } },
      incidents: [
        change(1000, '/designs/one/tiers/tier/limitCores', 9),
        change(2000, '/designs/one/tiers/tier/limitCores', 1),
      ],
    }),
  );
  expect(tierOf(run).busyCores * 3000).toBeCloseTo(3000 + 8000 + 1000, 6);
});

test('more slots let in who waits, at once', () => {
  const run = watched(
    operated({
      durationS: 100,
      everyS: 0,
      streams: {
        mail: { direction: 'inbound', class: 'ham', arrivals: { process: 'renewal', interarrival: 1 } },
      },
      tiers: { tier: { stages: [{ id: 'hold', waitMs: 1_000_000 }] } },
      how: { tier: { slots: 2 } },
      incidents: [change(50.5, '/designs/one/tiers/tier/slots', 30)],
    }),
  );
  const { inService, inBacklog } = run.engine.world.instances;
  expect([inService.value[0], inBacklog.value[0]]).toEqual([30, 70]);
  // 2 from 2 on (1.5 s less), 30 from 50.5 on.
  expect(inService.area(0, 100)).toBeCloseTo(1 + 2 * 48.5 + 30 * 49.5, 9);
});

test('a machine that scaling makes after a change has the changed size', () => {
  const simulation = new Simulation(
    operated({
      durationS: 1000,
      everyS: 0,
      tiers: { tier: { background: { coresPerThousandMailboxes: 10 } } },
      pool: CLUSTER,
      how: { tier: { vcpus: 4, scaling: { min: 1, max: 3, targetUtilization: 0.3, provisionS: 100, cooldownS: 0 } } },
      incidents: [
        change(61, '/designs/one/tiers/tier/limitCores', 1.5),
        change(62, '/designs/one/tiers/tier/slots', 7),
      ],
    }),
    'one',
  );
  while (!simulation.advance(1e6));
  const { instances } = engineOf(simulation).world;
  expect([...instances.ceiling]).toEqual([1.5, 1.5, 1.5]);
  expect([...instances.slots]).toEqual([7, 7, 7]);
  expect([...instances.busy.value]).toEqual([1.5, 1.5, 1.5]);
});

test('patience that becomes shorter counts for those who wait already', () => {
  const run = watched(
    operated({
      durationS: 200,
      tiers: { tier: { stages: [{ id: 'hold', waitMs: 1_000_000 }] } },
      how: { tier: { slots: 1 } },
      incidents: [change(100.5, '/tiers/tier/patienceS', 20)],
    }),
  );
  // Of those of 2 … 200, all but the first: who has waited for 20 s leaves at once, the others when they have.
  expect(streamOf(run)).toMatchObject({ abandoned: 180 - 1, gaveUp: 179 });
});
