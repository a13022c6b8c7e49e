import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { serverModel } from '../../sim/parts/catalog/catalog.ts';
import { parse } from './simulate.ts';

type DesignInput = ScenarioInput['designs'][string];

/** A design without mail whose only load is constant: hosts of one model, each kept at one utilization. */
export interface SteadyLoad {
  readonly model?: string;
  readonly hosts?: number;
  /** Of every host, 0 to 1. */
  readonly utilization: number;
  readonly run: NonNullable<ScenarioInput['run']>;
  readonly pool?: Partial<DesignInput['pools'][string]>;
  readonly design?: Partial<DesignInput>;
  readonly facility?: ScenarioInput['facility'];
}

/** A scenario of constant load: as many reference cores of background as keep the hosts at the utilization. */
export function steady({ model = 'reference', hosts = 1, utilization, ...rest }: SteadyLoad): Scenario {
  const { cores, relativeCoreSpeed } = serverModel(model);
  return parse({
    run: rest.run,
    mailboxes: 1000,
    streams: { none: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 0 } } },
    tiers: {
      tier: {
        background: { coresPerThousandMailboxes: utilization * cores * hosts * relativeCoreSpeed },
        stages: [],
      },
    },
    designs: {
      one: {
        pools: { only: { model, hosts, ...rest.pool } },
        tiers: { tier: { pool: 'only', instances: hosts } },
        ...rest.design,
      },
    },
    facility: rest.facility ?? {},
  });
}
