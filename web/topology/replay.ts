import { bisector } from 'd3';
import type { HOST_STATES, INSTANCE_STATES } from '../../sim/measure/metrics.ts';
import type { DesignResult, JournalResult, MigrationResult } from '../../sim/measure/result.ts';
import type { Fleet } from './fleet.ts';

/** What a host does, in a word. */
export type HostWord = (typeof HOST_STATES)[number];
/** What a machine does, in a word. */
export type MachineWord = (typeof INSTANCE_STATES)[number];

/** What the control plane did to a design, in order of time. */
export interface Log {
  readonly journal: readonly JournalResult[];
  readonly migrations: readonly MigrationResult[];
}

/** The log of a result; empty where there is none yet. */
export function logOf(result: DesignResult | undefined): Log {
  return { journal: result?.journal ?? [], migrations: result?.migrations ?? [] };
}

/** What hosts and machines do, and where machines are (−1 for nowhere); one entry per host and machine, changed in place. */
export interface States {
  readonly hosts: HostWord[];
  readonly machines: MachineWord[];
  readonly places: number[];
}

const byTime = bisector(({ atS }: JournalResult) => atS);

/** The entries with `after` < time ≤ `until` [s]. */
export function entriesBetween(journal: readonly JournalResult[], after: number, until: number): JournalResult[] {
  return journal.slice(byTime.right(journal, after), byTime.right(journal, until));
}

/** Takes one entry of the journal over into what hosts and machines do. */
export function apply(states: States, { what, to, note }: JournalResult, names: Names): void {
  const host = names.hosts.get(to);
  if (host !== undefined) {
    const word = HOST_BECOMES[what];
    if (word !== undefined) states.hosts[host] = word;
    return;
  }
  const machine = names.machines.get(to);
  if (machine === undefined) return;
  const place = names.hosts.get(note.replace(/^on /, ''));
  switch (what) {
    case 'instance boots':
    case 'instance serves':
    case 'failed over':
      if (place !== undefined) states.places[machine] = place;
      if (what !== 'failed over') states.machines[machine] = what === 'instance boots' ? 'booting' : 'serving';
      break;
    case 'instance down':
      states.machines[machine] = 'down';
      break;
    case 'instance drains':
      states.machines[machine] = 'draining';
      break;
    case 'instance off':
      states.machines[machine] = 'off';
      states.places[machine] = -1;
      break;
    case 'restart waits':
      states.places[machine] = -1;
      break;
    case 'migration pauses':
      states.machines[machine] = 'paused';
      break;
    case 'migration ends':
    case 'migration fails':
      if (states.machines[machine] === 'paused') states.machines[machine] = 'serving';
      if (what === 'migration ends' && place !== undefined) states.places[machine] = place;
      break;
  }
}

const HOST_BECOMES: Readonly<Record<string, HostWord | undefined>> = {
  'host died': 'dead',
  'host boots': 'booting',
  'host on': 'on',
  'host stops': 'stopping',
  'host standby': 'standby',
};

/** Where hosts and machines stand in the fleet, by name. */
export interface Names {
  readonly hosts: ReadonlyMap<string, number>;
  readonly machines: ReadonlyMap<string, number>;
}

/** The names of a fleet. */
export function namesOf(fleet: Fleet): Names {
  return {
    hosts: new Map(fleet.hosts.map(({ id }, i) => [id, i])),
    machines: new Map(fleet.machines.map(({ id }, i) => [id, i])),
  };
}

/**
 * A machine that stands still at the end of its migration goes on after the downtime, at the target, although a migration that fetches
 * memory afterwards is not over then: the journal has no entry for that moment, the migration's downtime says when it is.
 */
export function endPauses(states: States, log: Log, names: Names, at: number): void {
  for (const { vm, to, atS, totalS, downtimeMs, outcome } of log.migrations) {
    if (outcome !== 'done' || at < atS || at >= atS + totalS) continue;
    const machine = names.machines.get(vm) ?? -1;
    if (states.machines[machine] !== 'paused') continue;
    const pause = entriesBetween(log.journal, atS, at).findLast(
      ({ what, to: whom }) => what === 'migration pauses' && whom === vm,
    );
    if (pause === undefined || at < pause.atS + downtimeMs / 1000) continue;
    states.machines[machine] = 'serving';
    const place = names.hosts.get(to);
    if (place !== undefined) states.places[machine] = place;
  }
}
