import { bisectRight } from 'd3';
import { HOST_STATES, INSTANCE_STATES } from '../../sim/measure/metrics.ts';
import type { MetricId } from '../../sim/measure/metrics.ts';
import { sampleAt } from '../charts/crosshair.ts';
import type { Series } from '../engine/series.ts';
import type { Fleet, HostFacts, MachineFacts } from './fleet.ts';
import { apply, endPauses, entriesBetween, namesOf } from './replay.ts';
import type { HostWord, Log, MachineWord, Names, States } from './replay.ts';

/** A host at a moment; numbers are means of the sample that the moment is in, NaN where there is none. */
export interface HostNow extends HostFacts {
  readonly state: HostWord;
  readonly utilization: number;
  readonly watts: number;
}

/** A machine at a moment. */
export interface MachineNow extends MachineFacts {
  readonly state: MachineWord;
  /** Index of its host, −1 for none. */
  readonly host: number;
  readonly utilization: number;
  readonly inService: number;
  readonly inBacklog: number;
}

/** A machine on its way to another host. */
export interface Move {
  readonly machine: number;
  readonly from: number;
  readonly to: number;
  /** For how long it has been on its way [s]. */
  readonly forS: number;
  /** How long it takes in all [s]; null while the run does not know yet. */
  readonly totalS: number | null;
  readonly reason: string;
}

/** What waits at a tier. */
export interface TierNow {
  readonly id: string;
  readonly name: string;
  readonly inBacklog: number;
  readonly inSpool: number;
}

/** A design at a moment. */
export interface Scene {
  readonly fleet: Fleet;
  /** The moment [s from the start of the run], no later than what has been simulated. */
  readonly atS: number;
  readonly hosts: readonly HostNow[];
  /** Empty where the design has more machines than are sampled. */
  readonly machines: readonly MachineNow[];
  readonly moves: readonly Move[];
  readonly tiers: readonly TierNow[];
}

/** What playing a design back needs. */
export interface Recording {
  readonly fleet: Fleet;
  readonly names: Names;
  readonly series: Series;
  readonly log: Log;
}

/** A recording of a design. */
export function recordingOf(fleet: Fleet, series: Series, log: Log): Recording {
  return { fleet, names: namesOf(fleet), series, log };
}

/**
 * A design at a moment. Numbers are those of the sample that the moment is in, as on the charts. What hosts and machines do is the last
 * sample before the moment with the journal's entries since then: exact, and nothing between is made up. Undefined before the first sample.
 */
export function sceneAt({ fleet, names, series, log }: Recording, asked: number): Scene | undefined {
  const { time, length } = series;
  if (length === 0) return undefined;
  const atS = Math.max(0, Math.min(asked, time[length - 1] ?? 0));
  const sample = Math.max(0, sampleAt(time, atS));
  const read = (metric: MetricId, of: string): number => series.column(metric, of)?.[sample] ?? NaN;
  const sampled =
    fleet.machines.length > 0 && series.column('instance.state', fleet.machines[0]?.id ?? '') !== undefined;
  const states = statesAt({ fleet, names, series, log }, atS);
  return {
    fleet,
    atS,
    hosts: fleet.hosts.map((host, i) => ({
      ...host,
      state: states.hosts[i] ?? 'on',
      utilization: read('host.utilization', host.id),
      watts: read('host.watts', host.id),
    })),
    machines: sampled
      ? fleet.machines.map((machine, i) => ({
          ...machine,
          state: states.machines[i] ?? 'off',
          host: states.places[i] ?? -1,
          utilization: read('instance.utilization', machine.id),
          inService: read('instance.inService', machine.id),
          inBacklog: read('instance.inBacklog', machine.id),
        }))
      : [],
    moves: movesAt(log, names, atS),
    tiers: fleet.tiers.map(({ id, name }) => ({
      id,
      name,
      inBacklog: read('tier.inBacklog', id),
      inSpool: read('tier.inSpool', id),
    })),
  };
}

function statesAt({ fleet, names, series, log }: Recording, atS: number): States {
  // A hair's breadth, as in `sampleAt`: a moment that is the end of a sample is that sample.
  const base = bisectRight(series.time, atS + 1e-6 * Math.max(1, atS)) - 1;
  // Before the first sample ends nothing is known but how the design begins.
  const row = Math.max(0, base);
  const read = (metric: MetricId, of: string): number => series.column(metric, of)?.[row] ?? NaN;
  const states: States = {
    hosts: fleet.hosts.map(({ id }) => (base < 0 ? 'on' : (HOST_STATES[read('host.state', id)] ?? 'on'))),
    machines: fleet.machines.map(({ id, initial }) =>
      base < 0 ? (initial ? 'serving' : 'off') : (INSTANCE_STATES[read('instance.state', id)] ?? 'off'),
    ),
    places: fleet.machines.map(({ id }) => read('instance.host', id)),
  };
  const since = base < 0 ? -1 : (series.time[base] ?? 0);
  for (const entry of entriesBetween(log.journal, since, atS)) apply(states, entry, names);
  endPauses(states, log, names, atS);
  return states;
}

function movesAt(log: Log, names: Names, atS: number): Move[] {
  return log.migrations.flatMap((migration): Move[] => {
    const { totalS, outcome, reason } = migration;
    const forS = atS - migration.atS;
    const isOpen = outcome === 'unfinished';
    const machine = names.machines.get(migration.vm);
    const from = names.hosts.get(migration.from);
    const to = names.hosts.get(migration.to);
    if (forS < 0 || (!isOpen && forS >= totalS)) return [];
    if (machine === undefined || from === undefined || to === undefined) return [];
    return [{ machine, from, to, forS, totalS: isOpen ? null : totalS, reason }];
  });
}
