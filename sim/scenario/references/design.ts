import { findServerModel, SERVER_MODELS } from '../../parts/catalog/catalog.ts';
import type { DesignDraft, Draft } from '../draft.ts';
import { unknownWord } from '../problems.ts';
import type { PathStep } from '../problem.ts';
import type { DesignTier, Pool } from '../schema/design.ts';
import { distribution } from '../schema/distribution.ts';
import { filterRetry } from '../schema/retry.ts';
import { memberOf } from '../schemaWalk.ts';
import { checkDistribution, type Problems } from './check.ts';
import { checkRetry, noSuch, routesOfDraft } from './mail.ts';

/** Designs held against the scenario's tiers and routes, and against the catalog. */
export function checkDesigns(draft: Draft, problems: Problems): void {
  if (Object.keys(draft.designs).length === 0) problems.at(['designs'], 'must have at least one design');
  for (const [id, design] of Object.entries(draft.designs)) {
    if (!design) continue;
    const steps = ['designs', id];
    checkCoverage(draft, design, steps, problems);
    problems.repeated([...steps, 'equipment'], design.equipment);
    const latencyS = distribution.optional().safeParse(memberOf(design.saas, 'latencyS')).data;
    if (latencyS !== undefined) checkDistribution([...steps, 'saas', 'latencyS'], latencyS, problems);
    const retry = filterRetry.safeParse(memberOf(design.saas, 'retry')).data;
    if (retry !== undefined) checkRetry([...steps, 'saas', 'retry'], retry, problems);
    for (const [poolId, pool] of Object.entries(design.pools)) {
      if (pool) checkPool(design, poolId, pool, [...steps, 'pools', poolId], problems);
    }
    for (const [tierId, tier] of Object.entries(design.tiers)) {
      if (tier) checkDesignTier(draft, design, tierId, tier, [...steps, 'tiers', tierId], problems);
    }
  }
}

/** A design runs every tier that a stream's route passes, and none that the scenario does not have. */
function checkCoverage(draft: Draft, design: DesignDraft, steps: readonly PathStep[], problems: Problems): void {
  const known = Object.keys(draft.tiers);
  for (const tier of Object.keys(design.tiers)) {
    if (!known.includes(tier)) problems.at([...steps, 'tiers', tier], noSuch('tier', tier, known, 'this scenario'));
  }
  const routes = routesOfDraft(draft) ?? {};
  const directions = new Set(Object.values(draft.streams).map((stream) => stream?.direction));
  const reported = new Set<string>();
  for (const [direction, route] of Object.entries(routes)) {
    if (!directions.has(direction as 'inbound')) continue;
    for (const tier of route) {
      if (Object.hasOwn(design.tiers, tier) || !known.includes(tier) || reported.has(tier)) continue;
      reported.add(tier);
      problems.at([...steps, 'tiers', tier], `missing; ${direction} mail passes this tier, so every design runs it`);
    }
  }
}

function checkPool(design: DesignDraft, id: string, pool: Pool, steps: readonly PathStep[], problems: Problems): void {
  const model = findServerModel(pool.model);
  if (!model) {
    const ids = SERVER_MODELS.map((known) => known.id);
    problems.at([...steps, 'model'], unknownWord('server model', pool.model, ids));
  } else if (pool.memoryGB === null && model.ramGB === null) {
    problems.at([...steps, 'memoryGB'], `missing; the memory of this model is not known: "${pool.model}"`);
  }
  checkDistribution([...steps, 'repairS'], pool.repairS, problems);
  pool.ha?.faultTolerant.forEach((tier, i) => {
    const here = Object.keys(design.tiers).filter((known) => design.tiers[known]?.pool === id);
    if (!here.includes(tier))
      problems.at([...steps, 'ha', 'faultTolerant', i], noSuch('tier', tier, here, 'this pool'));
  });
  if (pool.hypervisor) return;
  const users = Object.entries(design.tiers).filter(([, tier]) => tier?.pool === id);
  const machines = users.reduce((sum, [, tier]) => sum + (tier?.instances ?? 0), 0);
  if (machines > pool.hosts) {
    const who = users.map(([tierId, tier]) => `${tierId} ${tier?.instances}`).join(', ');
    problems.at([...steps, 'hosts'], `must be at least ${machines}, one for each appliance (${who}): ${pool.hosts}`);
  }
}

function checkDesignTier(
  draft: Draft,
  design: DesignDraft,
  tierId: string,
  tier: DesignTier,
  steps: readonly PathStep[],
  problems: Problems,
): void {
  if (!Object.hasOwn(design.pools, tier.pool)) {
    problems.at([...steps, 'pool'], noSuch('pool', tier.pool, Object.keys(design.pools), 'this design'));
  }
  const pool = design.pools[tier.pool];
  const zone = draft.tiers[tierId]?.zone;
  if (pool?.zones && zone !== undefined && !pool.zones.includes(zone)) {
    const serves = pool.zones.map((name) => `"${name}"`).join(', ') || 'none';
    problems.at([...steps, 'pool'], `pool "${tier.pool}" serves the zones ${serves}, this tier is in zone "${zone}"`);
  }
  checkCores(pool, tier, steps, problems);
  checkMemory(pool, tier, steps, problems);
  if (tier.antiAffinity === 'required' && pool && tier.instances > pool.hosts) {
    problems.at(
      [...steps, 'antiAffinity'],
      `never two instances on one host, but ${tier.instances} instances and ${pool.hosts} hosts: "required"`,
    );
  }
  if (tier.pinned) checkPinned(design, tierId, tier, tier.pinned, steps, problems);
}

function checkCores(pool: Pool | undefined, tier: DesignTier, steps: readonly PathStep[], problems: Problems): void {
  const cores = pool && findServerModel(pool.model)?.cores;
  if (cores !== undefined && tier.vcpus !== null && tier.vcpus > cores) {
    problems.at([...steps, 'vcpus'], `must be at most ${cores}, the cores of a host of this pool: ${tier.vcpus}`);
  }
  const most = tier.vcpus ?? cores;
  if (most !== undefined && tier.reservedCores > most) {
    problems.at([...steps, 'reservedCores'], `must be at most ${most}, its processors: ${tier.reservedCores}`);
  }
  if (tier.limitCores !== null && tier.limitCores < tier.reservedCores) {
    problems.at(
      [...steps, 'limitCores'],
      `must be at least ${tier.reservedCores}, its reservation: ${tier.limitCores}`,
    );
  }
}

function checkMemory(pool: Pool | undefined, tier: DesignTier, steps: readonly PathStep[], problems: Problems): void {
  if (!pool?.hypervisor) return;
  const memoryGB = pool.memoryGB ?? findServerModel(pool.model)?.ramGB;
  if (typeof memoryGB === 'number' && tier.memoryGB > memoryGB) {
    problems.at([...steps, 'memoryGB'], `must be at most ${memoryGB} GB, the memory of a host: ${tier.memoryGB}`);
  }
}

function checkPinned(
  design: DesignDraft,
  tierId: string,
  tier: DesignTier,
  pinned: readonly number[],
  steps: readonly PathStep[],
  problems: Problems,
): void {
  if (pinned.length !== tier.instances) {
    problems.at([...steps, 'pinned'], `must name a host for each of ${tier.instances} instances, not ${pinned.length}`);
  }
  const pool = design.pools[tier.pool];
  if (!pool) return;
  const oneEach = !pool.hypervisor || tier.antiAffinity === 'required';
  pinned.forEach((host, i) => {
    const place = [...steps, 'pinned', i];
    if (host >= pool.hosts) problems.at(place, `must be at most ${pool.hosts - 1}, the last host of the pool: ${host}`);
    if (oneEach && pinned.indexOf(host) < i) problems.at(place, `host ${host} has an instance of this tier already`);
    if (pool.hypervisor) return;
    for (const [otherId, other] of Object.entries(design.tiers)) {
      if (otherId >= tierId || other?.pool !== tier.pool) continue;
      if (other.pinned?.includes(host)) problems.at(place, `host ${host} has an appliance of "${otherId}" already`);
    }
  });
}
