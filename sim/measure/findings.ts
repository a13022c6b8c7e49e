import { obstacle } from '../parts/placement/fits.ts';
import type { Place } from '../parts/placement/places.ts';
import type { Engine } from '../model/engine.ts';
import { guestsOn, hostsOfPool, placeOf } from '../model/operations/placing.ts';
import type { World } from '../model/world.ts';
import type { Finding } from './result.ts';

const PCI = 'PCI SSC Virtualization Guidelines, 2011';
const NIST = 'NIST SP 800-125, 2011';

/** Virtual processors per core above which contention is to be expected. */
const OVERCOMMIT = 2;

/** Rules that a design breaks or endangers, each with its place, its reason and its source. */
export function findingsOf(engine: Engine): Finding[] {
  const { world, operations } = engine;
  return [
    ...mixedZones(world),
    ...mixingAllowed(world),
    ...notPlaced(engine),
    ...networks(world),
    ...hypervisors(world),
    ...singlePoints(world),
    ...roomAfterFailure(world, operations.unplaced.length > 0),
    ...overcommit(world),
    ...backPressure(engine),
  ];
}

/** `a, b and c`. */
function listed(names: ReadonlySet<string>): string {
  const sorted = [...names].sort();
  return [sorted.slice(0, -1).join(', '), ...sorted.slice(-1)].filter((part) => part !== '').join(' and ');
}

function mixedZones({ mixedZones: mixed, hostSpecs }: World): Finding[] {
  return [...mixed].map(([host, zones]) => ({
    rule: 'zone-mixed-host',
    severity: 'high',
    where: `host ${hostSpecs[host].id}`,
    why: `machines of the zones ${listed(zones)} were on it together: whoever breaks out of one reaches the other, and an audit takes the whole host into scope`,
    source: `${PCI}, 3.5 and 4.2`,
  }));
}

/** Pools that may put machines of several zones on one host, although it has not happened. */
function mixingAllowed({ design, hostSpecs, mixedZones: mixed, tierDesigns, tierSpecs }: World): Finding[] {
  const happened = new Set([...mixed.keys()].map((host) => hostSpecs[host].pool));
  return Object.entries(design.pools).flatMap(([pool, { mixing, hypervisor }]): Finding[] => {
    if (!mixing || hypervisor === null || happened.has(pool)) return [];
    const zones = new Set(tierSpecs.flatMap((tier, t) => (tierDesigns[t]?.pool === pool ? [tier.zone] : [])));
    if (zones.size < 2) return [];
    return [
      {
        rule: 'mixing-allowed',
        severity: 'medium',
        where: `pool ${pool}`,
        why: `no rule keeps its machines of the zones ${listed(zones)} apart: they were on different hosts, until a restart, a move or power management puts them on one`,
        source: `${PCI}, 3.5 and 4.2`,
      },
    ];
  });
}

function notPlaced({ world, operations }: Engine): Finding[] {
  return operations.unplaced.map(({ instance, why }) => ({
    rule: 'not-placed',
    severity: 'high',
    where: `instance ${world.instances.ids[instance]}`,
    why: `no host could take it at the start: ${why}`,
    source: 'the rules of its pool',
  }));
}

function networks({ design, tierDesigns, tierSpecs }: World): Finding[] {
  if (design.security.migrationNetworkIsolated) return [];
  return Object.entries(design.pools).flatMap(([pool, { migration }]) => {
    if (migration === null) return [];
    const zones = new Set(tierSpecs.flatMap((tier, t) => (tierDesigns[t]?.pool === pool ? [tier.zone] : [])));
    return [
      {
        rule: 'migration-network-shared',
        severity: zones.size > 1 ? 'high' : 'medium',
        where: `pool ${pool}`,
        why: `memory of migrating machines crosses a network that ${zones.size > 1 ? 'several zones' : 'other traffic'} can reach, in clear text before encrypted migration came`,
        source: `${NIST}, 4; VMware vSphere security guides`,
      },
    ];
  });
}

function hypervisors({ design }: World): Finding[] {
  const { security, pools } = design;
  const where = Object.entries(pools).flatMap(([pool, { hypervisor }]) => (hypervisor === null ? [] : [pool]));
  if (where.length === 0) return [];
  const of = (rule: string, why: string, source: string): Finding => ({
    rule,
    severity: 'medium',
    where: `pools ${where.join(', ')}`,
    why,
    source,
  });
  return [
    ...(security.managementNetworkIsolated
      ? []
      : [
          of('management-not-isolated', 'hypervisors are managed over a network that others can reach', `${NIST}, 4.1`),
        ]),
    ...(security.removableMediaRestricted
      ? []
      : [of('removable-media', 'USB and optical media of hosts can be used', `${PCI}, 4.1`)]),
    ...(security.integrityMonitoring.enabled
      ? []
      : [of('hypervisor-not-monitored', 'changes to the hypervisor go unnoticed', `${PCI}, 4.1`)]),
  ];
}

/** A tier on one machine, or all of its machines on one host. */
function singlePoints({ tiers, tierDesigns, instances, hostSpecs, design }: World): Finding[] {
  return tiers.ids.flatMap((id, tier): Finding[] => {
    const how = tierDesigns[tier];
    if (how === undefined) return [];
    const placed: number[] = [];
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++)
      if (instances.host[i] >= 0) placed.push(i);
    if (placed.length === 0 || placed.some((i) => instances.shadow[i] >= 0)) return [];
    const { ha, hosts: hostCount, storage } = design.pools[how.pool];
    const restarts = ha !== null && hostCount > 1 && storage === 'shared';
    const rest = restarts
      ? 'high availability restarts it elsewhere, with an interruption'
      : ha === null
        ? 'nothing stands in for it'
        : hostCount > 1
          ? 'high availability cannot restart it elsewhere, since its disk is local'
          : 'high availability has no other host to restart it on';
    if (placed.length === 1) {
      return [
        {
          rule: 'single-instance',
          severity: restarts ? 'low' : 'medium',
          where: `tier ${id}`,
          why: `it runs on one machine: when that dies, ${rest}`,
          source: 'no single point of failure',
        },
      ];
    }
    const hosts = new Set(placed.map((i) => instances.host[i]));
    if (hosts.size > 1) return [];
    const [host] = hosts;
    return [
      {
        rule: 'single-host',
        severity: 'medium',
        where: `tier ${id}`,
        why: `all its ${placed.length} machines are on host ${hostSpecs[host].id}: one failure takes the tier down`,
        source: 'anti-affinity of redundant machines',
      },
    ];
  });
}

/** Pools with high availability: would the machines of any one host find room on the others? */
function roomAfterFailure(world: World, isFullAlready: boolean): Finding[] {
  if (isFullAlready) return [];
  return Object.entries(world.design.pools).flatMap(([pool, { ha }]): Finding[] => {
    if (ha === null) return [];
    const hosts = hostsOfPool(world, pool);
    const homeless = hosts.flatMap((host) => {
      const places = hosts.filter((other) => other !== host).map((other) => placeOf(world, other));
      const left = guestsOn(world, host).filter((guest) => !takeIn(places, guest));
      return left.length > 0 ? [`${world.hostSpecs[host].id}: ${left.map(({ id }) => id).join(', ')}`] : [];
    });
    if (homeless.length === 0) return [];
    return [
      {
        rule: 'no-room-after-failure',
        severity: 'high',
        where: `pool ${pool}`,
        why: `when one host dies, not all of its machines find room on the others within the rules (${homeless.join('; ')})`,
        source: 'N+1 within each zone',
      },
    ];
  });
}

function takeIn(places: readonly Place[], guest: Place['guests'][number]): boolean {
  const place = places.find((candidate) => obstacle(candidate, guest) === null);
  place?.guests.push(guest);
  return place !== undefined;
}

function overcommit(world: World): Finding[] {
  return world.hostSpecs.flatMap(({ id, model }, host): Finding[] => {
    const vcpus = guestsOn(world, host).reduce((sum, guest) => sum + guest.vcpus, 0);
    if (vcpus <= OVERCOMMIT * model.cores) return [];
    return [
      {
        rule: 'overcommit',
        severity: 'low',
        where: `host ${id}`,
        why: `${vcpus} virtual processors on ${model.cores} cores: more than ${OVERCOMMIT} to 1, machines will wait for each other when all are busy`,
        source: 'common sizing guides; Exchange sizing starts at 1 to 1',
      },
    ];
  });
}

/** Tiers whose spool came to its marks. */
function backPressure({ world: { tiers, tierSpecs, pending }, pressure }: Engine): Finding[] {
  return tiers.ids.flatMap((id, tier): Finding[] => {
    const marks = tierSpecs[tier].spool.backPressure;
    const high = pressure.secondsAt(tier, 'high', pending.now);
    const medium = pressure.secondsAt(tier, 'medium', pending.now);
    if (marks === undefined || high + medium === 0) return [];
    const slow = `senders waited ${marks.tarpitS} s to be served for ${Math.round(high + medium)} s of the run`;
    const shut = `; mail was ${marks.high === 'refuse' ? 'refused' : 'deferred'} for ${Math.round(high)} s of it`;
    return [
      {
        rule: 'back-pressure',
        severity: high > 0 ? 'medium' : 'low',
        where: `tier ${id}`,
        why: `its spool held up to ${tiers.spool.peak[tier]} messages, so ${slow}${high > 0 ? shut : ''}`,
        source: 'the marks of its spool; Exchange, back pressure of the submission queue',
      },
    ];
  });
}
