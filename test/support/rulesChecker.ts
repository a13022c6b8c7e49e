import { HostState } from '../../sim/columns/hosts.ts';
import { InstanceState } from '../../sim/columns/instances.ts';
import type { Migration } from '../../sim/columns/migrations.ts';
import type { Engine } from '../../sim/model/engine.ts';
import { Kind } from '../../sim/model/subjects.ts';
import type { World } from '../../sim/model/world.ts';
import type { DesignTier, Pool } from '../../sim/scenario/schema/design.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { Simulation } from '../../sim/simulation.ts';
import { mailComplaints } from './mailChecker.ts';
import { engineOf } from './simulate.ts';
import type { Run } from './simulate.ts';

/**
 * Judges a world in the middle of a run by the words of the model alone: it reads columns and the design, and calls nothing of what places,
 * moves or counts. Every complaint is a sentence; none means that all rules hold at this moment.
 */

const EPS = 1e-6;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= EPS * Math.max(1, Math.abs(a), Math.abs(b));

type Say = (complaint: string) => void;

/** Every rule that does not hold now. */
export function ruleComplaints(engine: Engine): string[] {
  const { world } = engine;
  const complaints: string[] = [];
  const say: Say = (complaint) => complaints.push(complaint);
  const running = world.migrations.filter(({ phase }) => phase !== 'over');
  for (let host = 0; host < world.hosts.count; host++) {
    checkRoom(world, host, say);
    checkHost(world, host, running, say);
  }
  for (let i = 0; i < world.instances.count; i++) checkInstance(world, i, running, say);
  checkTiers(engine, say);
  return complaints;
}

/** How closely a run is watched. */
export interface Watch {
  readonly seed?: string;
  readonly design?: string;
  /** After every event, not only after those of the control plane. */
  readonly everyEvent?: boolean;
  /** Told of every moment that is looked at. */
  readonly look?: (engine: Engine, now: number) => void;
}

/** Runs one design to its end; throws at the first moment at which a rule does not hold. */
export function watched(
  scenario: Scenario,
  { seed, design, everyEvent = false, look }: Watch = {},
): Run & {
  /** Moments looked at. */
  readonly looks: number;
} {
  const id = design ?? Object.keys(scenario.designs)[0] ?? '';
  const simulation = new Simulation(scenario, id, seed ?? scenario.seed);
  const engine = engineOf(simulation);
  const { pending, subjects } = engine.world;
  let looks = 0;
  let agenda = 0;
  const check = (what: string): void => {
    looks++;
    look?.(engine, simulation.now);
    const complaints = ruleComplaints(engine);
    // Mail is many rows: it is counted now and then.
    if (looks % 8 === 1 || everyEvent) complaints.push(...mailComplaints(engine));
    if (complaints.length === 0) return;
    const last = engine.world.journal.entries.slice(-12).map((e) => `${e.atS} ${e.what} ${e.to} ${e.note}`);
    throw new Error(
      `at ${simulation.now} s, after ${what}: ${complaints.join('; ')}\n  the journal's last:\n  ${last.join('\n  ')}`,
    );
  };
  check('the start');
  for (;;) {
    const next = pending.first();
    const isAgenda = next >= 0 && subjects.kind[next] === Kind.agenda;
    const events = simulation.events;
    const ended = simulation.advance(1);
    if (simulation.events > events && (isAgenda || everyEvent)) check(isAgenda ? `task ${agenda++}` : 'an event');
    if (ended) break;
  }
  check('the end');
  const mail = mailComplaints(engine);
  if (mail.length > 0) throw new Error(`at the end: ${mail.join('; ')}`);
  return { scenario, simulation, engine, result: simulation.result(), looks };
}

interface Machine {
  readonly index: number;
  readonly id: string;
  readonly tier: string;
  readonly number: number;
  readonly zone: string;
  readonly how: DesignTier;
}

function machineOf(world: World, index: number): Machine {
  const tier = at(world.instances.tier, index);
  const id = world.tiers.ids[tier] ?? '';
  const how = world.design.tiers[id];
  if (how === undefined) throw new Error(`no tier of instance ${index}`);
  const number = index - at(world.tiers.firstInstance, tier);
  return { index, id: `${id}-${number}`, tier: id, number, zone: world.scenario.tiers[id]?.zone ?? '', how };
}

function specOf(world: World, host: number): { id: string; number: number; pool: string; spec: Pool; cores: number } {
  const found = world.hostSpecs[host];
  if (found === undefined) throw new Error(`no host ${host}`);
  return { ...found, cores: found.model.cores };
}

/** Who has or was promised room on a host: memory, processors, zones, anti-affinity, pins. */
function checkRoom(world: World, host: number, say: Say): void {
  const { id, number, pool, spec, cores } = specOf(world, host);
  const { hosts } = world;
  const all = [...(hosts.instances[host] ?? []), ...(hosts.incoming[host] ?? []), ...(hosts.shadows[host] ?? [])].map(
    (index) => machineOf(world, index),
  );
  const names = all.map((machine) => machine.id).join(', ');
  for (const machine of all) {
    if (machine.how.pool !== pool) say(`${machine.id} is on ${id}, of another pool`);
    const pinned = machine.how.pinned?.[machine.number];
    if (pinned !== undefined && pinned !== number) say(`${machine.id}, pinned to ${pinned}, is on ${id}`);
    if (spec.zones !== null && !spec.zones.includes(machine.zone)) say(`${machine.id} brings a zone to ${id}`);
  }
  if (!spec.mixing && new Set(all.map(({ zone }) => zone)).size > 1) say(`zones mix on ${id}: ${names}`);
  for (const tier of new Set(all.map((machine) => machine.tier))) {
    const here = all.filter((machine) => machine.tier === tier);
    if (here[0]?.how.antiAffinity === 'required' && here.length > 1)
      say(`${id} has ${here.length} of ${tier}: ${names}`);
  }
  if (spec.hypervisor === null) {
    if (all.length > 1) say(`the appliance ${id} has ${names}`);
    return;
  }
  const memory = all.reduce((sum, { how }) => sum + how.memoryGB, 0);
  const has = spec.memoryGB ?? world.hostSpecs[host]?.model.ramGB ?? 0;
  if (memory > has + EPS) say(`${id} has ${has} GB and ${memory} GB on it: ${names}`);
  const vcpus = all.reduce((sum, { how }) => sum + (how.vcpus ?? cores), 0);
  if (vcpus > cores * spec.hypervisor.vcpusPerCoreMax + EPS) say(`${vcpus} processors on ${id}: ${names}`);
}

/** The books of a host: who is on it, who comes, whose shadow it has, what its cores do. */
function checkHost(world: World, host: number, running: readonly Migration[], say: Say): void {
  const { hosts, instances } = world;
  const { id, spec, cores } = specOf(world, host);
  const on = hosts.instances[host] ?? [];
  const actual = indices(instances.count).filter((i) => instances.host[i] === host);
  if (!same(on, actual)) say(`${id} lists ${on.join()}, but ${actual.join()} say that they are on it`);
  const coming = running
    .filter(({ to, phase }) => to === host && ['setup', 'round', 'stop', 'resume'].includes(phase))
    .map(({ instance }) => instance);
  if (!same(hosts.incoming[host] ?? [], coming))
    say(`${id} keeps room for ${(hosts.incoming[host] ?? []).join()}, but ${coming.join()} come`);
  const shadowed = indices(instances.count).filter((i) => instances.shadow[i] === host);
  if (!same(hosts.shadows[host] ?? [], shadowed))
    say(`${id} has shadows of ${(hosts.shadows[host] ?? []).join()}, but ${shadowed.join()} say so`);
  const state = at(hosts.state, host);
  const sumOf = (list: readonly number[]): number => list.reduce((sum, i) => sum + at(instances.busy.value, i), 0);
  if (!near(at(hosts.busy, host), sumOf(on))) say(`${id}: ${at(hosts.busy, host)} busy, its machines ${sumOf(on)}`);
  if (!near(at(hosts.mirroring, host), sumOf(shadowed)))
    say(`${id} mirrors ${at(hosts.mirroring, host)} cores, the machines keep ${sumOf(shadowed)} busy`);
  const moving = running.filter(({ from, to }) => from === host || to === host);
  const migrating = moving.length * (spec.migration?.cpuCores ?? 0);
  if (!near(at(hosts.migrating, host), migrating))
    say(`${id} spends ${at(hosts.migrating, host)} cores on ${moving.length} migrations`);
  if (moving.length > (spec.migration?.concurrent ?? 0)) say(`${id} runs ${moving.length} migrations at once`);
  const { integrityMonitoring } = world.design.security;
  const watch =
    state === HostState.on && spec.hypervisor !== null && integrityMonitoring.enabled
      ? integrityMonitoring.cpuOverhead * cores
      : 0;
  if (!near(at(hosts.overhead, host), watch)) say(`${id}: overhead of ${at(hosts.overhead, host)} cores, not ${watch}`);
  if (state !== HostState.on) {
    for (const migration of moving) {
      if (migration.phase !== 'boot' || migration.to === host) say(`a migration uses ${id}, which is not on`);
    }
    if (shadowed.length > 0) say(`${id} is not on and has shadows`);
    if (sumOf(on) > 0) say(`${id} is not on and its machines keep ${sumOf(on)} cores busy`);
  }
  // Mirrors follow other hosts, so a host that has them may be a little over until it divides its cores again.
  const own = at(hosts.overhead, host) + at(hosts.migrating, host);
  if (shadowed.length === 0 && sumOf(on) > Math.max(0, cores - own) + EPS)
    say(`${id}: ${sumOf(on)} and ${own} of ${cores} cores busy`);
}

function checkInstance(world: World, i: number, running: readonly Migration[], say: Say): void {
  const { instances, hosts } = world;
  const machine = machineOf(world, i);
  const { id, how } = machine;
  const host = at(instances.host, i);
  const state = at(instances.state, i);
  const works = state === InstanceState.serving || state === InstanceState.draining;
  const migrations = running.filter(({ instance }) => instance === i);
  const [migration] = migrations;
  if (migrations.length > 1) say(`${id} is in ${migrations.length} migrations`);
  if ((works || state === InstanceState.booting) && (host < 0 || hosts.state[host] !== HostState.on))
    say(`${id} is in state ${state} on host ${host}, which is not on`);
  if (state === InstanceState.off && host >= 0) say(`${id} is off and on a host`);
  if (state === InstanceState.off && migration) say(`${id} is off and migrates`);
  if (at(instances.up, i) !== (works ? 1 : 0)) say(`${id}: up is ${at(instances.up, i)} in state ${state}`);
  if (state === InstanceState.serving && instances.known[i] !== 1) say(`${id} serves, and the balancer does not know`);
  if ((state === InstanceState.off || state === InstanceState.draining) && instances.known[i] === 1)
    say(`${id} gets new sessions in state ${state}`);
  const vcpus = at(instances.vcpus, i);
  if (at(instances.provided.value, i) !== (works ? vcpus : 0)) say(`${id} provides ${at(instances.provided.value, i)}`);
  const standsStill = migration !== undefined && ['stop', 'resume'].includes(migration.phase);
  if ((instances.paused[i] === 1) !== standsStill) say(`${id}: paused is ${instances.paused[i]}, ${migration?.phase}`);
  const busy = at(instances.busy.value, i);
  if (busy > at(instances.ceiling, i) + EPS) say(`${id} keeps ${busy} cores busy of ${at(instances.ceiling, i)}`);
  if ((!works || instances.paused[i] === 1) && busy !== 0) say(`${id} keeps ${busy} cores busy and does not work`);
  const sessions = at(instances.inService.value, i) + at(instances.inBacklog.value, i);
  if (at(instances.inService.value, i) < 0) say(`${id} has ${at(instances.inService.value, i)} sessions`);
  if (!works && sessions !== 0) say(`${id} has ${sessions} sessions in state ${state}`);
  if (at(instances.inBacklog.value, i) !== instances.backlog[i]?.length) say(`${id}: its backlog is not counted`);
  if (at(instances.inService.value, i) > at(instances.slots, i) && world.changing === world.scenario)
    say(`${id} serves more sessions than it has slots`);
  const shadow = at(instances.shadow, i);
  if (shadow >= 0) {
    if (shadow === host) say(`${id} and its shadow are on one host`);
    if (host < 0) say(`${id} is nowhere and has a shadow`);
    if (migration) say(`${id} migrates and has a shadow`);
    const pool = world.design.pools[how.pool];
    if (pool?.ha?.faultTolerant.includes(machine.tier) !== true) say(`${id} is not to have a shadow`);
  }
  if (host >= 0) {
    const { spec } = specOf(world, host);
    const model = world.hostSpecs[host]?.model;
    const full = (model?.relativeCoreSpeed ?? 0) / (1 + (spec.hypervisor?.cpuOverhead ?? 0));
    const slow = migration?.phase === 'pull' ? 1 - (spec.migration?.slowdown ?? 0) : 1;
    if (!near(at(instances.speed, i), full * slow))
      say(`${id} has speed ${at(instances.speed, i)}, not ${full * slow}`);
    if (instances.disk[i] !== world.diskOfHost[host]) say(`${id} uses a disk of another host`);
  }
}

function checkTiers({ world, operations }: Engine, say: Say): void {
  const { tiers, instances } = world;
  tiers.ids.forEach((id, tier) => {
    const members = indices(instances.count).filter((i) => instances.tier[i] === tier);
    const working = members.filter((i) => instances.up[i] === 1).length;
    if (operations.availability.down.value[tier] !== (working === 0 ? 1 : 0)) say(`${id} has ${working} that work`);
    const waiting = members.reduce((sum, i) => sum + at(instances.inBacklog.value, i), 0);
    if (tiers.backlog[tier] !== waiting) say(`backlog of ${id} says ${tiers.backlog[tier]}, holds ${waiting}`);
    const how = world.design.tiers[id];
    const existing = members.filter((i) => instances.state[i] !== InstanceState.off).length;
    const most = Math.max(how?.instances ?? 0, how?.scaling?.max ?? 0);
    if (existing > most) say(`${id} has ${existing} machines, at most ${most}`);
  });
}

function indices(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && String(sorted(a)) === String(sorted(b));
}

function at(values: ArrayLike<number>, i: number): number {
  const value = values[i];
  if (value === undefined) throw new RangeError(`nothing at ${i}`);
  return value;
}

function sorted(list: readonly number[]): number[] {
  return list.toSorted((a, b) => a - b);
}
