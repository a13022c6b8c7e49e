import type { JournalEntry } from '../columns/journal.ts';
import type { Engine } from '../model/engine.ts';
import { isEnough } from '../model/operations/admission.ts';
import type { AdmissionResult, IncidentResult, MigrationResult } from './result.ts';

const MB_PER_GB = 1024;
const JOULE_PER_KWH = 3.6e6;

/** Share of time in which each direction's route was open. */
export function availabilityOf({ operations }: Engine, now: number, measured: number): Record<string, number> {
  const { availability } = operations;
  return Object.fromEntries(
    availability.directions.map((direction, way) => [direction, 1 - availability.cut.area(way, now) / measured]),
  );
}

/** Every migration that began, in order. */
export function migrationsOf({ world }: Engine, now: number): MigrationResult[] {
  const { instances, hostSpecs } = world;
  return world.migrations.map((migration) => {
    const isOver = migration.phase === 'over';
    return {
      atS: migration.startedAt,
      vm: instances.ids[migration.instance],
      from: hostSpecs[migration.from].id,
      to: hostSpecs[migration.to].id,
      reason: migration.reason,
      totalS: (isOver ? migration.endedAt : now) - migration.startedAt,
      downtimeMs: migration.downtimeS * 1000,
      rounds: migration.rounds,
      sentGB: migration.sentMB / MB_PER_GB,
      outcome: isOver ? migration.outcome : 'unfinished',
      stoppedBecause: migration.because,
      sessionsPaused: migration.sessionsPaused,
      sessionsBroken: migration.sessionsBroken,
    };
  });
}

/** What every incident that struck this design did. */
export function incidentsOf({ world, operations }: Engine): IncidentResult[] {
  return operations.effects.effects.map((effect) => {
    const { id, kind } = world.scenario.incidents[effect.incident];
    return {
      id,
      kind,
      atS: effect.beganAt,
      detectedS: effect.detectedS,
      restoredS: effect.restoredS,
      drainedS: effect.drainedS,
      deferred: effect.deferred,
      lost: effect.lost,
      longestDelayS: effect.longestDelayS,
      energyKWh: effect.energyJ / JOULE_PER_KWH,
    };
  });
}

/** What admission control reckoned of each pool that has it, beside what the run showed. */
export function admissionOf({ world, operations }: Engine): AdmissionResult[] {
  const { entries } = world.journal;
  // Machines that scaling makes may find no room either: that is no failure to restart.
  const wentDown = new Set<string>();
  const waits = entries.filter(({ what, to }) => {
    if (what === 'instance down') wentDown.add(to);
    return what === 'restart waits' && wentDown.has(to);
  });
  const died = entries.filter(({ what }) => what === 'host died');
  const happened = (
    events: readonly JournalEntry[],
    pool: string,
    nameOf: (name: string) => string | undefined,
  ): number => new Set(events.filter(({ to }) => nameOf(to) === pool).map(({ atS, to }) => `${atS} ${to}`)).size;
  const poolOfHost = (name: string): string | undefined => world.hostSpecs.find(({ id }) => id === name)?.pool;
  const poolOfInstance = (name: string): string | undefined => {
    const instance = world.instances.ids.indexOf(name);
    return instance < 0 ? undefined : world.tierDesigns[world.instances.tier[instance]]?.pool;
  };
  return [...operations.admission].map(([pool, verdict]) => {
    const { tolerates, reckoning } = verdict;
    const ha = world.design.pools[pool].ha;
    const wanted = ha?.failuresToTolerate ?? 0;
    return {
      pool,
      policy: ha?.admission ?? 'off',
      tolerates,
      wanted,
      ok: isEnough(verdict, wanted),
      reckoning,
      hostDeaths: happened(died, pool, poolOfHost),
      withoutRoom: happened(waits, pool, poolOfInstance),
    };
  });
}
