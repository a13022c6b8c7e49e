import { expect, test } from 'vitest';
import { HostState } from '../../sim/columns/hosts.ts';
import { InstanceState } from '../../sim/columns/instances.ts';
import type { Engine } from '../../sim/model/engine.ts';
import { Simulation } from '../../sim/simulation.ts';
import { CLUSTER, HA, operated } from '../support/operating.ts';
import { mailComplaints } from '../support/mailChecker.ts';
import { ruleComplaints } from '../support/rulesChecker.ts';
import { engineOf } from '../support/simulate.ts';

/** A design in the middle of its run: two tiers of different zones, one with shadows, a migration under way, mail everywhere. */
function midway(): Engine {
  const simulation = new Simulation(
    operated({
      durationS: 100,
      everyS: 0.5,
      retry: { policy: 'mta' },
      tiers: {
        outer: { zone: 'dmz', stages: [{ id: 'work', cpuMs: 3000, verdicts: { ham: { defer: 0.3 } } }] },
        inner: { zone: 'inner', stages: [{ id: 'work', cpuMs: 3000 }] },
      },
      pool: {
        ...CLUSTER,
        hosts: 5,
        placement: 'firstFit',
        memoryGB: 20,
        ha: { ...HA, faultTolerant: ['inner'] },
        migration: { linkGbps: 0.1 },
      },
      how: {
        outer: { vcpus: 16, memoryGB: 8, instances: 2, antiAffinity: 'required' },
        inner: { vcpus: 16, memoryGB: 8, slots: 2 },
      },
      incidents: [{ kind: 'migrate', atS: 20, tier: 'outer', instance: 0 }],
    }),
    'one',
  );
  while (simulation.now < 50) simulation.advance(1);
  return engineOf(simulation);
}

test('a world in order has no complaints', () => {
  expect(ruleComplaints(midway())).toEqual([]);
  expect(mailComplaints(midway())).toEqual([]);
});

const [OUTER, , INNER] = [0, 1, 2];

test.each<[string, (engine: Engine) => void, RegExp]>([
  ['a machine moved without its host', ({ world }) => world.instances.host.fill(4, OUTER, OUTER + 1), /lists/],
  ['zones together', ({ world }) => void world.hosts.incoming[0]?.push(INNER), /zones mix/],
  [
    'machines that must be apart together',
    ({ world }) => void world.hosts.incoming[1]?.push(OUTER),
    /has 2 of outer|keeps room/,
  ],
  ['too much memory', ({ world }) => void world.hosts.shadows[2]?.push(INNER, INNER), /GB on it/],
  ['room that was not given back', ({ world }) => void world.hosts.incoming[4]?.push(OUTER), /keeps room/],
  ['room that was not taken', ({ world }) => world.hosts.incoming.forEach((list) => list.splice(0)), /keeps room/],
  ['a shadow in the books of nobody', ({ world }) => world.instances.shadow.fill(-1), /has shadows of/],
  ['a shadow beside its machine', ({ world }) => void (world.instances.shadow[INNER] = 2), /on one host|says so/],
  ['busy cores that nobody uses', ({ world }) => void (world.hosts.busy[0] = 60), /busy, its machines/],
  ['mirrored cores that nobody uses', ({ world }) => void (world.hosts.mirroring[3] = 9), /mirrors/],
  ['cores of migrations that are over', ({ world }) => void (world.hosts.migrating[1] = 0.3), /on 0 migrations/],
  ['machines on a dead host', ({ world }) => void (world.hosts.state[0] = HostState.dead), /which is not on/],
  [
    'a dead machine that is taken to work',
    ({ world }) => void (world.instances.state[1] = InstanceState.down),
    /up is 1/,
  ],
  ['a machine nobody sends anything', ({ world }) => void (world.instances.known[1] = 0), /balancer does not know/],
  ['a machine that stands still for nothing', ({ world }) => void (world.instances.paused[1] = 1), /paused is 1/],
  ['cores provided by none', ({ world }) => world.instances.provided.set(1, 0, 50), /provides 0/],
  ['more sessions than slots', ({ world }) => world.instances.inService.set(INNER, 5, 50), /more sessions/],
  ['a backlog that is not there', ({ world }) => world.instances.inBacklog.add(INNER, 1, 50), /backlog/],
  ['the wrong speed', ({ world }) => void (world.instances.speed[0] = 0.5), /has speed/],
  ['a tier that works and is down', ({ operations }) => operations.availability.down.set(0, 1, 50), /that work/],
])('%s is found', (_, spoil, complaint) => {
  const engine = midway();
  spoil(engine);
  expect(ruleComplaints(engine).join('; ')).toMatch(complaint);
});

test.each<[string, (engine: Engine) => void, RegExp]>([
  ['a message that vanished', ({ world }) => world.mail.live.fill(0, 0, 1), /offered|messages live/],
  [
    'a message counted twice',
    ({ world }) => void (world.streams.counts[1] = (world.streams.counts[1] ?? 0) + 1),
    /offered/,
  ],
  ['a spool that holds more than it says', ({ world }) => world.tiers.spool.add(0, -1, 50), /spool of outer/],
  [
    'mail that waits for a machine that works',
    ({ world }) => {
      world.mail.spooledAt[0] = 1;
      world.tiers.stranded[0]?.push(0);
    },
    /which works|messages live/,
  ],
])('%s is missed', (_, spoil, complaint) => {
  const engine = midway();
  spoil(engine);
  expect(mailComplaints(engine).join('; ')).toMatch(complaint);
});
