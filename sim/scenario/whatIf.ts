import { extend } from './extend.ts';
import { isJsonObject } from './mergePatch.ts';
import { readPointer, withPointer } from './pointer.ts';
import { routesOf } from './routes.ts';
import type { Scenario } from './schema/scenario.ts';

/** What one asks first of a scenario: more mailboxes, more spam, more machines where mail comes in. */
export interface WhatIf {
  readonly mailboxes: number;
  /** Rate of every stream of spam over what it is. */
  readonly spam: number;
  /** Machines more, in every design, at the tier where inbound mail arrives. */
  readonly machines: number;
}

/** The tier where inbound mail arrives; undefined where a scenario has no inbound mail. */
export function entryTier(scenario: Scenario): string | undefined {
  return routesOf(scenario).inbound?.[0];
}

/** A scenario's JSON with these changes; it stands alone. An appliance more is a host more. */
export function changedBy(json: unknown, scenario: Scenario, { mailboxes, spam, machines }: WhatIf): unknown {
  let whole = withPointer(extend(json).json, '/mailboxes', mailboxes);
  const scale = (pointer: string): void => {
    const value = readPointer(whole, pointer);
    if (typeof value === 'number') whole = withPointer(whole, pointer, value * spam);
  };
  for (const [id, stream] of Object.entries(scenario.streams)) {
    if (stream.class !== 'spam') continue;
    scale(`/streams/${escaped(id)}/arrivals/perS`);
    scale(`/streams/${escaped(id)}/arrivals/perMailboxPerDay`);
  }
  const tier = entryTier(scenario);
  if (tier === undefined || machines === 0) return whole;
  for (const [id, design] of Object.entries(scenario.designs)) {
    const how = design.tiers[tier];
    const place = `/designs/${escaped(id)}`;
    whole = withPointer(whole, `${place}/tiers/${escaped(tier)}/instances`, how.instances + machines);
    const pool = design.pools[how.pool];
    if (pool.hypervisor === null) {
      whole = withPointer(whole, `${place}/pools/${escaped(how.pool)}/hosts`, pool.hosts + machines);
    }
  }
  return isJsonObject(whole) ? whole : {};
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
