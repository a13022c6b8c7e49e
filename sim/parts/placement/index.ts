import type { Placement } from './places.ts';
import { bestFit, firstFit, powerAware, spread } from './policies.ts';

/** The placement policies by the name that a scenario uses. */
export const PLACEMENT = { firstFit, bestFit, spread, powerAware } satisfies Record<string, Placement>;
