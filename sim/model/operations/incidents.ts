import type { Incident, IncidentOf } from '../../scenario/schema/incident.ts';
import type { World } from '../world.ts';
import type { Upstream } from '../upstream.ts';
import type { Agenda } from './agenda.ts';
import type { Effect, Effects } from './effects.ts';
import type { Maintenance } from './maintenance.ts';
import type { Migrations } from './migrations.ts';
import type { Outages } from './outages.ts';
import { hostsOfPool } from './placing.ts';

/** How often open incidents are looked at [s]. */
const WATCH_S = 5;

/** What incidents act upon. */
export interface Reach {
  readonly world: World;
  readonly outages: Outages;
  readonly migrations: Migrations;
  readonly maintenance: Maintenance;
  readonly upstream: Upstream;
  readonly effects: Effects;
  /** Makes a changed number of the scenario felt. */
  readonly change: (pointer: string, value: number, now: number) => void;
  /** Says that the incident itself is over. */
  readonly over: (now: number) => void;
  /** Reckons anew how much slower stages and disks are, from the incidents that last. */
  readonly slow: (now: number) => void;
}

/**
 * A kind of incident: whether a design has what it names (absent: it always has), what it does, and how long it lasts by itself [s]
 * (null: it says when it is over).
 */
interface IncidentKind<K extends Incident['kind']> {
  readonly strikes?: (incident: IncidentOf<K>, world: World) => boolean;
  readonly begin: (incident: IncidentOf<K>, reach: Reach, effect: Effect, now: number) => void;
  readonly end?: (incident: IncidentOf<K>, reach: Reach, now: number) => void;
  readonly lastsS: (incident: IncidentOf<K>) => number | null;
}

/** Every kind of incident; the compiler checks that none is missing. */
const KINDS: { readonly [K in Incident['kind']]: IncidentKind<K> } = {
  spike: {
    // The rate itself follows the spike's ramps: model/traffic.ts.
    begin: () => undefined,
    lastsS: ({ rampS, holdS, decayS }) => rampS + holdS + decayS,
  },
  surgeAfterOutage: {
    begin: () => undefined,
    lastsS: ({ outageS, drainS }) => outageS + drainS,
  },
  hostFailure: {
    strikes: ({ pool, host }, world) => hostsNamed(world, pool, (number) => number === host).length > 0,
    begin: ({ pool, host }, reach, effect, now) => {
      for (const h of hostsNamed(reach.world, pool, (number) => number === host)) kill(h, reach, effect, now);
    },
    lastsS: () => 0,
  },
  rackFailure: {
    strikes: ({ pool, rack }, world) => inRack(world, pool, rack).length > 0,
    begin: ({ pool, rack }, reach, effect, now) => {
      for (const h of inRack(reach.world, pool, rack)) kill(h, reach, effect, now);
    },
    lastsS: () => 0,
  },
  instanceFailure: {
    strikes: ({ tier, instance }, world) => instanceNamed(world, tier, instance) !== undefined,
    begin: ({ tier, instance, restartS }, reach, effect, now) => {
      const i = instanceNamed(reach.world, tier, instance);
      if (i === undefined || reach.world.instances.up[i] === 0) return;
      effect.affected.add(i);
      reach.outages.instanceCrashes(i, restartS, now);
    },
    lastsS: () => 0,
  },
  migrate: {
    strikes: ({ tier, instance }, world) => instanceNamed(world, tier, instance) !== undefined,
    begin: ({ tier, instance, to }, reach, _, now) => {
      const { world } = reach;
      const i = instanceNamed(world, tier, instance);
      if (i === undefined) return reach.over(now);
      const pool = world.tierDesigns[world.instances.tier[i]]?.pool ?? '';
      const target = to === undefined ? undefined : hostsOfPool(world, pool)[to];
      const why = reach.migrations.ask(i, target, {}, 'asked for', now);
      if (why === null) return;
      world.journal.add(now, 'migration fails', world.instances.ids[i], why);
      reach.over(now);
    },
    lastsS: () => null,
  },
  maintenance: {
    strikes: ({ pool, host, hosts }, world) => inRow(world, pool, host, hosts).length > 0,
    begin: ({ pool, host, hosts, workS }, reach, _, now) => {
      const named = inRow(reach.world, pool, host, hosts);
      reach.maintenance.begin(named, workS, now, (done) => reach.over(done));
    },
    lastsS: () => null,
  },
  dnsSlow: {
    begin: (_, { slow }, __, now) => slow(now),
    end: (_, { slow }, now) => slow(now),
    lastsS: ({ holdS }) => holdS,
  },
  signatureUpdate: {
    begin: (_, { slow }, __, now) => slow(now),
    end: (_, { slow }, now) => slow(now),
    lastsS: ({ holdS }) => holdS,
  },
  storageSlow: {
    strikes: ({ pool }, world) => hostsNamed(world, pool, () => true).length > 0,
    begin: (_, { slow }, __, now) => slow(now),
    end: (_, { slow }, now) => slow(now),
    lastsS: ({ holdS }) => holdS,
  },
  saasOutage: {
    strikes: (_, { design }) => design.saas !== null,
    begin: ({ holdS, effect, drainS }, { upstream }, _, now) =>
      upstream.fail({ from: now, to: now + holdS, effect, drainS }),
    lastsS: ({ holdS, effect, drainS }) => holdS + (effect === 'waits' ? drainS : 0),
  },
  parameter: {
    strikes: ({ pointer }, { designId }) => {
      const [, part, id] = pointer.split('/');
      return part !== 'designs' || id === designId;
    },
    begin: ({ pointer, value }, { change }, _, now) => change(pointer, value, now),
    lastsS: () => 0,
  },
};

/** The incidents of a scenario that strike a design: begins them, ends them, and watches what they do. */
export class Incidents {
  private readonly world: World;
  private readonly agenda: Agenda;
  private readonly effects: Effects;
  private readonly reach: Omit<Reach, 'over'>;
  /** Incidents that have begun and are not over by themselves. */
  private readonly lasting = new Set<number>();
  private watchPlanned = false;

  constructor(reach: Omit<Reach, 'over' | 'slow'>, agenda: Agenda) {
    this.world = reach.world;
    this.agenda = agenda;
    this.effects = reach.effects;
    this.reach = { ...reach, slow: (now) => this.slow(now) };
    reach.migrations.onEnd((instance, _, now) => this.migrationEnded(instance, now));
  }

  /** Puts every incident of this design on the agenda. */
  begin(): void {
    const { scenario, designId } = this.world;
    scenario.incidents.forEach((incident, number) => {
      const isMeant = !('design' in incident) || incident.design === undefined || incident.design === designId;
      const kind = KINDS[incident.kind] as IncidentKind<Incident['kind']>;
      if (isMeant && (kind.strikes?.(incident, this.world) ?? true))
        this.agenda.at(incident.atS, { what: 'begin incident', incident: number });
    });
  }

  /** An incident begins. */
  start(number: number, now: number): void {
    const incident = this.world.scenario.incidents[number];
    this.world.journal.add(now, 'incident', incident.id, incident.kind);
    const effect = this.effects.begin(number, now);
    const kind = KINDS[incident.kind] as IncidentKind<Incident['kind']>;
    this.lasting.add(number);
    kind.begin(incident, { ...this.reach, over: (when) => this.isOver(number, when) }, effect, now);
    const lastsS = kind.lastsS(incident);
    if (lastsS !== null) this.agenda.at(now + lastsS, { what: 'end incident', incident: number });
    this.planWatch(now);
  }

  /** An incident is over by itself. */
  end(number: number, now: number): void {
    const incident = this.world.scenario.incidents[number];
    const kind = KINDS[incident.kind] as IncidentKind<Incident['kind']>;
    this.lasting.delete(number);
    kind.end?.(incident, { ...this.reach, over: () => undefined }, now);
    this.isOver(number, now);
  }

  /** Looks at the open incidents. */
  watch(now: number): void {
    this.watchPlanned = false;
    this.effects.look(now);
    this.planWatch(now);
  }

  /** Several that last at once multiply; none leaves exactly what was before. */
  private slow(now: number): void {
    const { stages, disks, diskNames } = this.world;
    const factors = new Float64Array(diskNames.length).fill(1);
    stages.waitFactor.fill(1);
    stages.cpuFactor.fill(1);
    for (const number of this.lasting) {
      const incident = this.world.scenario.incidents[number];
      if (incident.kind === 'dnsSlow') multiply(this.world, stages.waitFactor, incident);
      else if (incident.kind === 'signatureUpdate') multiply(this.world, stages.cpuFactor, incident);
      else if (incident.kind === 'storageSlow') {
        for (const disk of disksOf(this.world, incident.pool)) factors[disk] *= incident.factor;
      }
    }
    factors.forEach((factor, disk) => disks.setSpeed(disk, 1 / factor, now));
  }

  private isOver(number: number, now: number): void {
    this.world.journal.add(now, 'incident over', this.world.scenario.incidents[number].id);
    this.effects.over(number, now);
  }

  private planWatch(now: number): void {
    if (this.watchPlanned || !this.effects.watching) return;
    this.watchPlanned = true;
    this.agenda.at(now + WATCH_S, { what: 'watch incidents' });
  }

  private migrationEnded(instance: number, now: number): void {
    for (const effect of this.effects.effects) {
      const incident = this.world.scenario.incidents[effect.incident];
      if (incident.kind !== 'migrate' || effect.over) continue;
      if (instanceNamed(this.world, incident.tier, incident.instance) === instance) this.isOver(effect.incident, now);
    }
  }
}

/** Hosts of a pool, or of all pools for `*`, picked by their number. */
function hostsNamed(world: World, pool: string, which: (number: number, host: number) => boolean): number[] {
  return world.hostSpecs.flatMap((spec, host) =>
    (pool === '*' || spec.pool === pool) && which(spec.number, host) ? [host] : [],
  );
}

/** Hosts of a pool by their numbers: so many from one on. */
function inRow(world: World, pool: string, from: number, count: number): number[] {
  return hostsNamed(world, pool, (number) => number >= from && number < from + count);
}

function inRack(world: World, pool: string, rack: number): number[] {
  return hostsNamed(world, pool, (_, host) => world.hostSpecs[host].rack === rack);
}

function instanceNamed({ tiers }: World, tier: string, number: number): number | undefined {
  const t = tiers.ids.indexOf(tier);
  if (t < 0) return undefined;
  const instance = tiers.firstInstance[t] + number;
  return instance < tiers.endInstance[t] ? instance : undefined;
}

function kill(host: number, { world, outages }: Reach, effect: Effect, now: number): void {
  const { up } = world.instances;
  const before = Uint8Array.from(up);
  outages.hostDies(host, now);
  before.forEach((worked, instance) => {
    if (worked === 1 && up[instance] === 0) effect.affected.add(instance);
  });
}

function multiply(
  { accounts, stages }: World,
  column: Float64Array,
  { stages: names, factor }: IncidentOf<'dnsSlow' | 'signatureUpdate'>,
): void {
  for (let row = 0; row < column.length; row++) {
    if (names.includes(accounts[stages.account[row]].stage)) column[row] *= factor;
  }
}

function disksOf(world: World, pool: string): Set<number> {
  return new Set(hostsNamed(world, pool, () => true).map((host) => world.diskOfHost[host]));
}
