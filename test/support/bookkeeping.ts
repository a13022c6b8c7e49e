import { Count, COUNTS } from '../../sim/columns/counts.ts';
import type { Engine } from '../../sim/model/engine.ts';
import { routesOf } from '../../sim/scenario/routes.ts';
import type { Run } from './simulate.ts';

/** How far sums of floating point numbers may be apart. */
const EPS = 1e-9;
const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= EPS * (1 + Math.abs(a) + Math.abs(b));

/** Rows of jobs that are in use, by asking the list of free ones. */
export function jobsInUse({ world: { jobs } }: Engine): number[] {
  const free = new Set<number>();
  for (let row = jobs['free']; row >= 0; row = jobs['next'][row] ?? -1) free.add(row);
  return Array.from({ length: jobs['used'] }, (_, row) => row).filter((row) => !free.has(row));
}

/**
 * What does not add up in a run that has ended, one sentence each: messages, sessions, slots, spools, cores, energy, time.
 * Holds for whatever scenario in which nothing is migrated and nothing dies.
 */
export function complaints(run: Run): string[] {
  return [...ledger(run), ...sessions(run), ...machines(run), ...energy(run), ...little(run)];
}

function ledger({ engine, result }: Run): string[] {
  const found: string[] = [];
  const { streams, mail } = engine.world;
  Object.entries(result.streams).forEach(([id, s], stream) => {
    const sum = s.delivered + s.rejected + s.quarantined + s.dropped + s.gaveUp + s.lost + s.inFlight;
    if (sum !== s.offered) found.push(`${id}: offered ${s.offered} and accounted for ${sum}`);
    for (const [name, n] of Object.entries(s)) {
      if (name !== 'turnedAwayShare' && typeof n === 'number' && !(n >= 0 && Number.isInteger(n)))
        found.push(`${id}: ${name} is ${n}`);
    }
    if (s.deliveryS.count !== s.delivered) found.push(`${id}: ${s.deliveryS.count} delivery times of ${s.delivered}`);
    // What a service upstream has removed, or still has, has not come here.
    const upstream = engine.world.design.saas === null ? 0 : s.filtered + s.inFlight;
    if (s.attempts < s.offered - upstream) found.push(`${id}: ${s.attempts} attempts of ${s.offered} messages`);
    const away = s.refused + s.abandoned + s.deferred + s.broken;
    if (s.turnedAwayShare !== (s.attempts > 0 ? away / s.attempts : 0))
      found.push(`${id}: ${s.turnedAwayShare} of tries turned away`);
    if (s.attempts > s.offered + away) found.push(`${id}: ${s.attempts} attempts, ${away} turned away`);
    const seen = (counter: number): number => streams.seen[stream * COUNTS + counter] ?? NaN;
    const ended = [Count.delivered, Count.rejected, Count.quarantined, Count.dropped, Count.gaveUp, Count.lost];
    const left = seen(Count.offered) - ended.reduce<number>((total, counter) => total + seen(counter), 0);
    let live = 0;
    for (let row = 0; row < mail.extent; row++) if (mail.live[row] === 1 && mail.stream[row] === stream) live++;
    if (live !== left) found.push(`${id}: ${live} rows in use for ${left} messages under way`);
  });
  return found;
}

function sessions({ engine, scenario }: Run): string[] {
  const found: string[] = [];
  const { instances, tiers, mail, streams, streamSpecs, jobs } = engine.world;
  const rows = jobsInUse(engine);
  let inside = 0;
  for (let i = 0; i < instances.count; i++) {
    const id = instances.ids[i];
    const served = instances.inService.value[i] ?? NaN;
    const waiting = instances.inBacklog.value[i] ?? NaN;
    inside += served + waiting;
    if (rows.filter((row) => jobs.instance[row] === i).length !== served + waiting)
      found.push(`${id}: jobs and levels`);
    if (!((instances.inService.peak[i] ?? NaN) <= (instances.slots[i] ?? NaN)))
      found.push(`${id}: more than its slots`);
    if (!((instances.inBacklog.peak[i] ?? NaN) <= (instances.backlogLimit[i] ?? NaN))) found.push(`${id}: backlog`);
    if (waiting !== instances.backlog[i]?.length)
      found.push(`${id}: ${waiting} wait, ${instances.backlog[i]?.length} listed`);
    if (waiting > 0 && served < (instances.slots[i] ?? NaN)) found.push(`${id}: waits with a free slot`);
  }
  if (rows.length !== inside) found.push(`${rows.length} jobs in use, ${inside} sessions in the tiers`);
  const routes = routesOf(scenario);
  const spooled = new Float64Array(tiers.ids.length);
  for (let row = 0; row < mail.extent; row++) {
    const hop = mail.hop[row] ?? 0;
    if (mail.live[row] !== 1 || hop === 0) continue;
    const direction = streamSpecs[mail.stream[row] ?? -1]?.direction ?? 'inbound';
    const tier = tiers.ids.indexOf(routes[direction]?.[hop - 1] ?? '');
    spooled[tier] = (spooled[tier] ?? NaN) + 1;
  }
  tiers.ids.forEach((id, tier) => {
    if (tiers.spool.value[tier] !== spooled[tier]) found.push(`${id}: spool of ${tiers.spool.value[tier]}`);
    if (!((tiers.spool.peak[tier] ?? NaN) <= (tiers.spoolCapacity[tier] ?? NaN)))
      found.push(`${id}: spool over its capacity`);
    let backlog = 0;
    for (let i = tiers.firstInstance[tier] ?? 0; i < (tiers.endInstance[tier] ?? 0); i++) {
      backlog += instances.inBacklog.value[i] ?? NaN;
    }
    if (tiers.backlog[tier] !== backlog) found.push(`${id}: backlog of ${tiers.backlog[tier]}, levels say ${backlog}`);
  });
  if (streams.ids.length !== streamSpecs.length) found.push('streams');
  return found;
}

function machines({ engine, result, scenario, simulation }: Run): string[] {
  const found: string[] = [];
  const { instances, hosts, hostSpecs, cpus } = engine.world;
  const now = simulation.now;
  const measured = scenario.run.durationS - scenario.run.warmupS;
  const within = (what: string, x: number): void => {
    if (!(x >= 0 && x <= 1 + EPS)) found.push(`${what}: utilization ${x}`);
  };
  for (const [id, tier] of Object.entries(result.tiers)) {
    within(id, tier.utilization);
    for (const instance of tier.instances) within(instance.id, instance.utilization);
    for (const [stage, s] of Object.entries(tier.cpuSByStage)) if (!(s >= -EPS)) found.push(`${id}/${stage}: ${s} s`);
    const sum = tier.instances.reduce((total, { readyS }) => total + readyS, 0);
    if (!isClose(sum, tier.readyS) || !(sum >= 0)) found.push(`${id}: ready ${tier.readyS} s, machines ${sum} s`);
  }
  result.hosts.forEach((host, h) => {
    within(host.id, host.utilization);
    const guests = hosts.instances[h] ?? [];
    const busy = guests.reduce((sum, i) => sum + instances.busy.area(i, now), 0);
    const watched = hostSpecs[h]?.spec.hypervisor !== null && engine.world.design.security.integrityMonitoring.enabled;
    const share = watched ? engine.world.design.security.integrityMonitoring.cpuOverhead : 0;
    const all = busy + share * measured * (hosts.cores[h] ?? NaN);
    const found_ = host.utilization * measured * (hosts.cores[h] ?? NaN);
    if (!isClose(all, found_)) found.push(`${host.id}: ${found_} core seconds, its machines ${all}`);
  });
  for (let i = 0; i < instances.count; i++) {
    // What jobs used is no more than what the instance was busy with; without background load it is the same.
    const jobs = cpus.busyAreaAt(i, now);
    const busy = instances.busy.area(i, now);
    const tier = engine.world.tierSpecs[instances.tier[i] ?? -1];
    const adds = tier?.background === null ? isClose(jobs, busy) : jobs <= busy + EPS * (1 + busy);
    if (!adds) found.push(`${instances.ids[i]}: jobs ${jobs}, busy ${busy} core seconds`);
  }
  return found;
}

function energy({ engine, result, scenario }: Run): string[] {
  const found: string[] = [];
  const measured = scenario.run.durationS - scenario.run.warmupS;
  const { design, hostSpecs } = engine.world;
  const equipment = design.equipment.reduce((sum, { watts }) => sum + watts, 0);
  const hosts = result.hosts.reduce((sum, { meanW }) => sum + meanW, 0);
  if (!isClose(hosts + equipment, result.energy.meanW))
    found.push(`design ${result.energy.meanW} W, its parts ${hosts} W`);
  if (!isClose(result.energy.itKWh, (result.energy.meanW * measured) / 3.6e6)) found.push('energy is not power × time');
  result.hosts.forEach(({ id, meanW, peakW, energyKWh }, h) => {
    const spec = hostSpecs[h];
    if (spec === undefined) return;
    const { extras } = spec.spec;
    const more = extras.disksW + extras.networkW;
    const drawn = (watts: number | undefined): number => ((watts ?? NaN) + more) * (1 + extras.secondPsuShare);
    const [idle, full] = [drawn(spec.model.watts[0]), drawn(spec.model.watts[10])];
    if (!(meanW >= idle - 1e-6 && meanW <= full + 1e-6)) found.push(`${id}: ${meanW} W between ${idle} and ${full} W`);
    if (!(peakW >= meanW - 1e-6 && peakW <= full + 1e-6)) found.push(`${id}: peak of ${peakW} W`);
    if (!isClose(energyKWh, (meanW * measured) / 3.6e6)) found.push(`${id}: ${energyKWh} kWh`);
  });
  return found;
}

/**
 * Little's law without its limit: the time that sessions spent in a tier, each counted once by its own clock, is the integral over time of
 * how many there were. Runs without warm-up only, where nobody came before the clock.
 */
function little({ engine, result, scenario, simulation }: Run): string[] {
  if (scenario.run.warmupS > 0) return [];
  const { tiers, jobs, instances } = engine.world;
  const now = simulation.now;
  const open = new Float64Array(tiers.ids.length);
  for (const row of jobsInUse(engine)) {
    const tier = instances.tier[jobs.instance[row] ?? -1] ?? -1;
    open[tier] = (open[tier] ?? NaN) + now - (jobs.arrivedAt[row] ?? NaN);
  }
  const found: string[] = [];
  tiers.ids.forEach((id, tier) => {
    const patienceS = tiers.patienceS[tier] ?? NaN;
    const abandoned = tiers.abandoned[tier] ?? NaN;
    const spent =
      (tiers.sojournS[tier]?.sum ?? NaN) + (open[tier] ?? NaN) + (abandoned > 0 ? abandoned * patienceS : 0);
    const area = (result.tiers[id]?.inSystem ?? NaN) * now;
    if (!isClose(spent, area)) found.push(`${id}: sessions spent ${spent} s, the integral is ${area} s`);
    const ended = (tiers.completed[tier] ?? NaN) + abandoned + (tiers.refused[tier] ?? NaN);
    const inside = jobsInUse(engine).filter((row) => instances.tier[jobs.instance[row] ?? -1] === tier).length;
    if (tiers.arrivals[tier] !== ended + inside)
      found.push(`${id}: ${tiers.arrivals[tier]} came, ${ended + inside} went or are there`);
  });
  return found;
}
