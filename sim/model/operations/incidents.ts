import type { Incident, IncidentOf } from '../../scenario/schema/incident.ts';
import type { World } from '../world.ts';
import type { Upstream } from '../upstream.ts';
import type { Agenda } from './agenda.ts';
import type { Effects } from './effects.ts';
import type { Effect } from './effects.ts';
import type { Maintenance } from './maintenance.ts';
import type { Migrations } from './migrations.ts';
import type { Outages } from './outages.ts';
import { changeParameter } from './parameters.ts';
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
  /** Says that the incident itself is over. */
  readonly over: (now: number) => void;
  /** Multiplies columns of stages, by name. */
  readonly recount: (host: number, now: number) => void;
}

/** A kind of incident: what it does, and how long it lasts by itself [s] (null: it says when it is over). */
interface IncidentKind<K extends Incident['kind']> {
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
    begin: ({ pool, host }, reach, effect, now) => {
      for (const h of hostsNamed(reach.world, pool, (number) => number === host)) kill(h, reach, effect, now);
    },
    lastsS: () => 0,
  },
  rackFailure: {
    begin: ({ pool, rack }, reach, effect, now) => {
      const { hostSpecs } = reach.world;
      for (const h of hostsNamed(reach.world, pool, (_, h2) => hostSpecs[h2].rack === rack))
        kill(h, reach, effect, now);
    },
    lastsS: () => 0,
  },
  instanceFailure: {
    begin: ({ tier, instance, restartS }, reach, effect, now) => {
      const i = instanceNamed(reach.world, tier, instance);
      if (i === undefined) return;
      effect.affected.add(i);
      reach.outages.instanceCrashes(i, restartS, now);
    },
    lastsS: () => 0,
  },
  migrate: {
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
    begin: ({ pool, host, hosts, workS }, reach, _, now) => {
      const named = hostsNamed(reach.world, pool, (number) => number >= host && number < host + hosts);
      reach.maintenance.begin(named, workS, now, (done) => reach.over(done));
    },
    lastsS: () => null,
  },
  dnsSlow: {
    begin: ({ stages, factor }, { world }) => multiply(world, world.stages.waitFactor, stages, factor),
    end: ({ stages, factor }, { world }) => multiply(world, world.stages.waitFactor, stages, 1 / factor),
    lastsS: ({ holdS }) => holdS,
  },
  signatureUpdate: {
    begin: ({ stages, factor }, { world }) => multiply(world, world.stages.cpuFactor, stages, factor),
    end: ({ stages, factor }, { world }) => multiply(world, world.stages.cpuFactor, stages, 1 / factor),
    lastsS: ({ holdS }) => holdS,
  },
  storageSlow: {
    begin: ({ pool, factor }, { world }, _, now) => slowDisks(world, pool, 1 / factor, now),
    end: ({ pool }, { world }, now) => slowDisks(world, pool, 1, now),
    lastsS: ({ holdS }) => holdS,
  },
  saasOutage: {
    begin: ({ holdS, effect, drainS }, { upstream }, _, now) =>
      upstream.fail({ from: now, to: now + holdS, effect, drainS }),
    lastsS: ({ holdS, effect, drainS }) => holdS + (effect === 'waits' ? drainS : 0),
  },
  parameter: {
    begin: ({ pointer, value }, { world, recount }, _, now) => changeParameter(world, pointer, value, recount, now),
    lastsS: () => 0,
  },
};

/** The incidents of a scenario that strike a design: begins them, ends them, and watches what they do. */
export class Incidents {
  private readonly world: World;
  private readonly agenda: Agenda;
  private readonly effects: Effects;
  private readonly reach: Omit<Reach, 'over'>;
  private watchPlanned = false;

  constructor(reach: Omit<Reach, 'over'>, agenda: Agenda) {
    this.world = reach.world;
    this.agenda = agenda;
    this.effects = reach.effects;
    this.reach = reach;
    reach.migrations.onEnd((instance, _, now) => this.migrationEnded(instance, now));
  }

  /** Puts every incident of this design on the agenda. */
  begin(): void {
    this.world.scenario.incidents.forEach((incident, number) => {
      const here = !('design' in incident) || incident.design === undefined || incident.design === this.world.designId;
      if (here) this.agenda.at(incident.atS, { what: 'begin incident', incident: number });
    });
  }

  /** An incident begins. */
  start(number: number, now: number): void {
    const incident = this.world.scenario.incidents[number];
    this.world.journal.add(now, 'incident', incident.id, incident.kind);
    const effect = this.effects.begin(number, now);
    const kind = KINDS[incident.kind] as IncidentKind<Incident['kind']>;
    kind.begin(incident, { ...this.reach, over: (when) => this.isOver(number, when) }, effect, now);
    const lastsS = kind.lastsS(incident);
    if (lastsS !== null) this.agenda.at(now + lastsS, { what: 'end incident', incident: number });
    this.planWatch(now);
  }

  /** An incident is over by itself. */
  end(number: number, now: number): void {
    const incident = this.world.scenario.incidents[number];
    const kind = KINDS[incident.kind] as IncidentKind<Incident['kind']>;
    kind.end?.(incident, { ...this.reach, over: () => undefined }, now);
    this.isOver(number, now);
  }

  /** Looks at the open incidents. */
  watch(now: number): void {
    this.watchPlanned = false;
    this.effects.look(now);
    this.planWatch(now);
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

function instanceNamed({ tiers }: World, tier: string, number: number): number | undefined {
  const t = tiers.ids.indexOf(tier);
  if (t < 0) return undefined;
  const instance = tiers.firstInstance[t] + number;
  return instance < tiers.endInstance[t] ? instance : undefined;
}

function kill(host: number, { world, outages }: Reach, effect: Effect, now: number): void {
  for (const instance of world.hosts.instances[host]) {
    if (world.instances.up[instance] === 1 && world.instances.shadow[instance] < 0) effect.affected.add(instance);
  }
  outages.hostDies(host, now);
}

function multiply({ accounts, stages }: World, column: Float64Array, names: readonly string[], factor: number): void {
  for (let row = 0; row < column.length; row++) {
    if (names.includes(accounts[stages.account[row]].stage)) column[row] *= factor;
  }
}

function slowDisks({ disks, hostSpecs, diskOfHost }: World, pool: string, speed: number, now: number): void {
  const named = new Set(
    hostSpecs.flatMap((spec, host) => (pool === '*' || spec.pool === pool ? [diskOfHost[host]] : [])),
  );
  for (const disk of named) disks.setSpeed(disk, speed, now);
}
