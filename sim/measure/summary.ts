import { Count, COUNTS } from '../columns/counts.ts';
import type { Histogram } from '../kernel/histogram.ts';
import type { Engine } from '../model/engine.ts';
import { CAUSES } from '../model/metering.ts';
import type { Cause } from '../model/metering.ts';
import { admissionOf, availabilityOf, incidentsOf, migrationsOf } from './operations.ts';
import { findingsOf } from './findings.ts';
import type {
  DesignResult,
  EnergyResult,
  HostResult,
  InstanceResult,
  Latency,
  StreamResult,
  TierResult,
} from './result.ts';

const SECONDS_PER_YEAR = 365.25 * 86400;
const JOULE_PER_KWH = 3.6e6;

/** What one design did between `from` (the last reset of its measures) and `now`; reads columns, writes none. Objectives are judged later. */
export function summarize(engine: Engine, from: number, now: number): DesignResult {
  const { world } = engine;
  // While no time has passed every area is 0, and so is every average.
  const measured = now > from ? now - from : 1;
  const streams = Object.fromEntries(world.streams.ids.map((id, stream) => [id, streamResult(engine, stream)]));
  const tiers = Object.fromEntries(
    world.tiers.ids.flatMap((id, tier) =>
      world.tierDesigns[tier] === undefined ? [] : [[id, tierResult(engine, tier, now, measured)]],
    ),
  );
  const hosts = world.hostSpecs.map((_, host) => hostResult(engine, host, now, measured));
  return {
    events: engine.events,
    streams,
    tiers,
    hosts,
    energy: energyResult(engine, streams, measured),
    availability: availabilityOf(engine, now, measured),
    migrations: migrationsOf(engine, now),
    incidents: incidentsOf(engine),
    admission: admissionOf(engine),
    journal: world.journal.entries.map((entry) => ({ ...entry })),
    footprint: {
      hosts: hosts.length,
      rackUnits: world.hostSpecs.reduce((sum, { model }) => sum + model.rackUnits, 0) + equipmentUnits(engine),
    },
    objectives: [],
    findings: findingsOf(engine),
    intervals: {},
  };
}

/** What a histogram says. */
export function latencyOf(histogram: Histogram): Latency {
  const empty = histogram.count === 0;
  const quantile = (p: number): number | null => (empty ? null : histogram.quantile(p));
  return {
    count: histogram.count,
    mean: empty ? null : histogram.mean,
    p50: quantile(0.5),
    p90: quantile(0.9),
    p95: quantile(0.95),
    p99: quantile(0.99),
    p999: quantile(0.999),
    max: empty ? null : histogram.max,
  };
}

function streamResult({ world }: Engine, stream: number): StreamResult {
  const { streams, mail } = world;
  const count = (counter: number): number => streams.counts[stream * COUNTS + counter];
  let inFlight = 0;
  for (let row = 0; row < mail.extent; row++) {
    if (mail.live[row] === 1 && mail.stream[row] === stream) inFlight += mail.counted[row];
  }
  const attempts = count(Count.attempts);
  const turnedAway = count(Count.refused) + count(Count.abandoned) + count(Count.deferred) + count(Count.broken);
  return {
    offered: count(Count.offered),
    delivered: count(Count.delivered),
    rejected: count(Count.rejected),
    quarantined: count(Count.quarantined),
    dropped: count(Count.dropped),
    gaveUp: count(Count.gaveUp),
    lost: count(Count.lost),
    inFlight,
    attempts,
    refused: count(Count.refused),
    abandoned: count(Count.abandoned),
    deferred: count(Count.deferred),
    broken: count(Count.broken),
    turnedAwayShare: attempts > 0 ? turnedAway / attempts : 0,
    filtered: count(Count.filtered),
    sessionS: latencyOf(streams.sessionS[stream]),
    bannerS: latencyOf(streams.bannerS[stream]),
    deliveryS: latencyOf(streams.deliveryS[stream]),
  };
}

function tierResult(engine: Engine, tier: number, now: number, measured: number): TierResult {
  const { world } = engine;
  const { tiers, accounts } = world;
  const instances: InstanceResult[] = [];
  for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) {
    instances.push(instanceResult(engine, i, now, measured));
  }
  const sum = (of: (instance: InstanceResult) => number): number =>
    instances.reduce((total, instance) => total + of(instance), 0);
  const areas = (of: (i: number) => number): number => {
    let area = 0;
    for (let i = tiers.firstInstance[tier]; i < tiers.endInstance[tier]; i++) area += of(i);
    return area;
  };
  const cores = areas((i) => world.instances.provided.area(i, now)) / measured;
  const busyCores = areas((i) => world.instances.busy.area(i, now)) / measured;
  const { availability } = engine.operations;
  const downS = availability.down.area(tier, now);
  const inService = sum((instance) => instance.inService);
  const inBacklog = sum((instance) => instance.inBacklog);
  const cpuSByStage: Record<string, number> = {};
  accounts.forEach((account, a) => {
    if (account.tier === tier) cpuSByStage[account.stage] = world.cpuS[a];
  });
  if (world.tierSpecs[tier].background !== null) {
    const jobs = instances.reduce(
      (total, _, i) => total + world.cpus.busyAreaAt(tiers.firstInstance[tier] + i, now),
      0,
    );
    cpuSByStage['background'] = busyCores * measured - jobs;
  }
  return {
    utilization: cores > 0 ? busyCores / cores : 0,
    busyCores,
    cores,
    inSystem: inService + inBacklog,
    inService,
    inBacklog,
    inSpool: tiers.spool.area(tier, now) / measured,
    peakSpool: tiers.spool.peak[tier],
    peakBacklog: tiers.peakBacklog[tier],
    arrivals: tiers.arrivals[tier],
    refused: tiers.refused[tier],
    abandoned: tiers.abandoned[tier],
    throughputPerS: tiers.completed[tier] / measured,
    sojournS: latencyOf(tiers.sojournS[tier]),
    readyS: sum((instance) => instance.readyS),
    downS,
    degradedS: availability.degraded.area(tier, now),
    availability: 1 - downS / measured,
    cpuSByStage,
    instances,
  };
}

function instanceResult({ world }: Engine, i: number, now: number, measured: number): InstanceResult {
  const { instances, hostSpecs } = world;
  const host = instances.host[i];
  const provided = instances.provided.area(i, now);
  return {
    id: instances.ids[i],
    host: host < 0 ? null : hostSpecs[host].id,
    cores: instances.vcpus[i],
    utilization: provided > 0 ? instances.busy.area(i, now) / provided : 0,
    workedS: provided / instances.vcpus[i],
    inService: instances.inService.area(i, now) / measured,
    inBacklog: instances.inBacklog.area(i, now) / measured,
    arrivals: instances.arrivals[i],
    readyS: instances.short.area(i, now),
  };
}

function hostResult({ world, metering }: Engine, host: number, now: number, measured: number): HostResult {
  const { id, pool, model } = world.hostSpecs[host];
  const guests = world.hosts.instances[host];
  return {
    id,
    pool,
    model: model.id,
    utilization: metering.busyCoreSAt(host, now) / (world.hosts.cores[host] * measured),
    readyS: guests.reduce((sum, i) => sum + world.instances.short.area(i, now), 0),
    meanW: metering.energyJ[host] / measured,
    peakW: metering.peakW[host],
    energyKWh: metering.energyJ[host] / JOULE_PER_KWH,
    poweredS: metering.poweredS[host],
    instances: guests.map((i) => world.instances.ids[i]),
  };
}

function equipmentUnits({ world }: Engine): number {
  return world.design.equipment.reduce((sum, { rackUnits }) => sum + rackUnits, 0);
}

/** Energy × PUE; carbon by the hour's grid intensity; prices written off evenly over the measured time. */
function energyResult(engine: Engine, streams: Readonly<Record<string, StreamResult>>, measured: number): EnergyResult {
  const { world, metering } = engine;
  const { facility } = world.scenario;
  const byHourJ = metering.energyByHourJ();
  const byCauseJ = metering.energyByCauseJ();
  const joules = byHourJ.reduce((sum, j) => sum + j, 0);
  const itKWh = joules / JOULE_PER_KWH;
  const carbonG = byHourJ.reduce((sum, j, hour) => {
    const intensity = Array.isArray(facility.carbonGPerKWh) ? facility.carbonGPerKWh[hour] : facility.carbonGPerKWh;
    return sum + (j / JOULE_PER_KWH) * facility.pue * intensity;
  }, 0);
  const years = measured / SECONDS_PER_YEAR;
  const units = world.hostSpecs.reduce((sum, { model }) => sum + model.rackUnits, 0) + equipmentUnits(engine);
  const costBy = {
    energy: itKWh * facility.pue * facility.pricePerKWh,
    servers: world.hostSpecs.reduce((sum, { spec }) => sum + (spec.price.server / spec.price.lifeYears) * years, 0),
    licences: world.hostSpecs.reduce((sum, { spec }) => sum + spec.price.licencePerHostYear * years, 0),
    rackSpace: units * facility.rentPerRackUnitMonth * 12 * years,
    saas: (world.design.saas?.perMailboxMonth ?? 0) * world.scenario.mailboxes * 12 * years,
  };
  const ham = world.streams.ids.reduce(
    (sum, id, stream) => sum + (world.streamSpecs[stream].class === 'ham' ? streams[id].delivered : 0),
    0,
  );
  return {
    itKWh,
    facilityKWh: itKWh * facility.pue,
    meanW: joules / measured,
    peakW: metering.peakTotalW,
    cost: costBy.energy + costBy.servers + costBy.licences + costBy.rackSpace + costBy.saas,
    costBy,
    carbonKg: carbonG / 1000,
    ledgerKWh: {
      ...(Object.fromEntries(CAUSES.map((cause, i) => [cause, byCauseJ[i] / JOULE_PER_KWH])) as Record<Cause, number>),
      cooling: itKWh * (facility.pue - 1),
    },
    whPerThousandHam: ham > 0 ? (itKWh * 1e6) / ham : null,
  };
}
