import { Interruptions } from '../../columns/interruptions.ts';
import { Journal } from '../../columns/journal.ts';
import { Jobs } from '../../columns/jobs.ts';
import { Mail } from '../../columns/mail.ts';
import { Streams } from '../../columns/streams.ts';
import { Tiers } from '../../columns/tiers.ts';
import { PendingSet } from '../../kernel/pendingSet.ts';
import { Stations } from '../../kernel/stations.ts';
import { streamKey } from '../../kernel/streams.ts';
import type { Candidates } from '../../parts/balancing/candidates.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { numberSubjects } from '../subjects.ts';
import type { World } from '../world.ts';
import { buildMachines } from './machines.ts';
import { compileStages } from './stages.ts';

/** Builds the world of one design of a scenario. Throws RangeError for an unknown design. */
export function buildWorld(scenario: Scenario, designId: string, seed: string): World {
  const design = scenario.designs[designId];
  if (design === undefined)
    throw new RangeError(`unknown design: ${designId} (known: ${Object.keys(scenario.designs).join(', ')})`);
  const streamIds = Object.keys(scenario.streams);
  const tierIds = Object.keys(scenario.tiers);
  const { stages, passes, accounts, firstPass } = compileStages(scenario);

  const streams = new Streams(
    streamIds,
    streamIds.map((id) => streamKey(seed, `${id}/fates`)),
  );
  streams.firstPass.set(firstPass);

  const tiers = new Tiers(tierIds);
  tierIds.forEach((id, tier) => {
    tiers.patienceS[tier] = scenario.tiers[id].patienceS ?? Infinity;
    tiers.spoolCapacity[tier] = scenario.tiers[id].spool.capacityMessages ?? Infinity;
  });
  const machines = buildMachines(scenario, design, tiers.firstInstance, tiers.endInstance);
  const { hosts, hostSpecs, instances, guests, diskNames, diskSpindles, diskOfHost } = machines;

  const subjects = numberSubjects({
    arrival: streamIds.length,
    retry: streamIds.length,
    cpu: instances.count,
    wait: instances.count,
    patience: instances.count,
    disk: diskNames.length,
    relay: tierIds.length,
    hour: 1,
    agenda: 1,
    upstream: 1,
    remote: Object.values(scenario.tiers).some(({ remote }) => remote) ? tierIds.length : 0,
  });
  const pending = new PendingSet(subjects.count);

  const cpus = new Stations(pending, subjects.first.cpu, instances.count);
  const disks = new Stations(pending, subjects.first.disk, diskNames.length);
  diskSpindles.forEach((spindles, disk) => {
    disks.setCores(disk, spindles, 0);
    disks.setLimit(disk, spindles);
  });

  const changes = scenario.incidents.some(({ kind }) => kind === 'parameter');
  return {
    scenario,
    changing: changes ? (JSON.parse(JSON.stringify(scenario)) as Scenario) : scenario,
    designId,
    design,
    seed,
    pending,
    subjects,
    mail: new Mail(),
    jobs: new Jobs(),
    streams,
    streamSpecs: Object.values(scenario.streams),
    stages,
    passes,
    tiers,
    tierSpecs: Object.values(scenario.tiers),
    tierDesigns: tierIds.map((id) => design.tiers[id]),
    candidates: tierIds.map((_, tier): Candidates => ({
      first: tiers.firstInstance[tier],
      end: tiers.endInstance[tier],
      turn: tiers.firstInstance[tier],
      known: instances.known,
      inService: instances.inService.value,
      inBacklog: instances.inBacklog.value,
    })),
    instances,
    cpus,
    disks,
    diskNames,
    hosts,
    hostSpecs,
    accounts,
    cpuS: new Float64Array(accounts.length),
    guests,
    diskOfHost,
    journal: new Journal(),
    migrations: [],
    interruptions: new Interruptions(),
    mixedZones: new Map(),
  };
}
