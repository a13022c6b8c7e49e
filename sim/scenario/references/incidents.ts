import type { DesignDraft, Draft } from '../draft.ts';
import type { PathStep } from '../problem.ts';
import type { Incident } from '../schema/incident.ts';
import type { Problems } from './check.ts';
import { noSuch } from './mail.ts';
import { checkParameter } from './parameter.ts';

/** Incidents held against the streams, tiers, stages, pools and designs that they name. */
export function checkIncidents(draft: Draft, problems: Problems): void {
  problems.repeated(['incidents'], draft.incidents);
  draft.incidents.forEach((incident, i) => {
    if (incident) checkIncident(draft, incident, ['incidents', i], problems);
  });
}

function checkIncident(draft: Draft, incident: Incident, steps: readonly PathStep[], problems: Problems): void {
  const known = (field: string, what: string, word: string, names: readonly string[]): boolean => {
    if (names.includes(word)) return true;
    problems.at([...steps, field], noSuch(what, word, names, 'this scenario'));
    return false;
  };
  if ('design' in incident && incident.design !== undefined) {
    if (!known('design', 'design', incident.design, Object.keys(draft.designs))) return;
  }
  const designs = struck(draft, incident);
  switch (incident.kind) {
    case 'spike':
    case 'surgeAfterOutage':
      known('stream', 'stream', incident.stream, Object.keys(draft.streams));
      if (draft.streams[incident.stream]?.arrivals.process === 'trace') {
        problems.at(
          [...steps, 'stream'],
          `must have a rate that can change; a trace is played back as it is: "${incident.stream}"`,
        );
      }
      return;
    case 'hostFailure':
    case 'maintenance':
    case 'rackFailure':
    case 'storageSlow':
      checkPool(incident, designs, steps, problems);
      return;
    case 'instanceFailure':
    case 'migrate':
      if (known('tier', 'tier', incident.tier, Object.keys(draft.tiers))) {
        checkInstance(incident, designs, steps, problems);
      }
      return;
    case 'dnsSlow':
    case 'signatureUpdate': {
      const stages = Object.values(draft.tiers).flatMap((tier) => tier?.stages.map(({ id }) => id) ?? []);
      incident.stages.forEach((stage, n) => {
        if (!stages.includes(stage)) {
          problems.at([...steps, 'stages', n], noSuch('stage', stage, [...new Set(stages)], 'this scenario'));
        }
      });
      return;
    }
    case 'saasOutage':
      if (designs.length > 0 && designs.every(({ saas }) => saas === undefined)) {
        problems.at([...steps, 'kind'], 'no design that it strikes has a filter service (saas)');
      }
      return;
    case 'parameter':
      checkParameter(draft, incident, steps, problems);
      return;
  }
}

/** The designs that an incident strikes. */
function struck(draft: Draft, incident: Incident): readonly DesignDraft[] {
  const only = 'design' in incident ? incident.design : undefined;
  return Object.entries(draft.designs).flatMap(([id, design]) =>
    design !== undefined && (only === undefined || only === id) ? [design] : [],
  );
}

type OfPool = Extract<Incident, { pool: string }>;

/** Some design that it strikes has the pool, with the host or rack. */
function checkPool(
  incident: OfPool,
  designs: readonly DesignDraft[],
  steps: readonly PathStep[],
  problems: Problems,
): void {
  const pools = designs
    .flatMap(({ pools: own }) => Object.entries(own))
    .filter(([id]) => incident.pool === '*' || id === incident.pool);
  if (pools.length === 0) {
    const names = [...new Set(designs.flatMap(({ pools: own }) => Object.keys(own)))];
    problems.at([...steps, 'pool'], noSuch('pool', incident.pool, names, 'what it strikes'));
    return;
  }
  const most = Math.max(...pools.map(([, pool]) => pool?.hosts ?? Infinity));
  if ('host' in incident && incident.host >= most) {
    problems.at([...steps, 'host'], `must be at most ${most - 1}, hosts are numbered from 0: ${incident.host}`);
  }
  const racks = Math.max(...pools.map(([, pool]) => pool?.racks ?? Infinity));
  if ('rack' in incident && incident.rack >= racks) {
    problems.at([...steps, 'rack'], `must be at most ${racks - 1}, racks are numbered from 0: ${incident.rack}`);
  }
}

type OfInstance = Extract<Incident, { instance: number }>;

function checkInstance(
  incident: OfInstance,
  designs: readonly DesignDraft[],
  steps: readonly PathStep[],
  problems: Problems,
): void {
  const running = designs.filter(({ tiers }) => Object.hasOwn(tiers, incident.tier));
  if (running.length === 0) {
    problems.at([...steps, 'tier'], `no design that it strikes runs this tier: "${incident.tier}"`);
    return;
  }
  const most = Math.max(
    ...running.map(({ tiers }) => {
      const tier = tiers[incident.tier];
      return tier === undefined ? Infinity : Math.max(tier.instances, tier.scaling?.max ?? 0);
    }),
  );
  if (incident.instance >= most) {
    problems.at(
      [...steps, 'instance'],
      `must be at most ${most - 1}, instances are numbered from 0: ${incident.instance}`,
    );
  }
  if (!('to' in incident) || incident.to === undefined) return;
  const hosts = Math.max(
    ...running.map(({ tiers, pools }) => pools[tiers[incident.tier]?.pool ?? '']?.hosts ?? Infinity),
  );
  if (incident.to >= hosts) {
    problems.at([...steps, 'to'], `must be at most ${hosts - 1}, hosts are numbered from 0: ${incident.to}`);
  }
}
