import type { Balancing } from './candidates.ts';
import { leastConnections } from './leastConnections.ts';
import { powerOfTwo } from './powerOfTwo.ts';
import { random } from './random.ts';
import { roundRobin } from './roundRobin.ts';

/** The balancing policies by the name that a scenario uses. */
export const BALANCING = { roundRobin, random, leastConnections, powerOfTwo } satisfies Record<string, Balancing>;
