import type { Estimate } from '../../sim/study/estimate/estimate.ts';
import { reader } from './reader.ts';

/** Estimates by queueing theory, for while something moves and no simulation is there yet. */

const study = () => import('../../sim/study/estimate/estimate.ts');

/** The estimate of a scenario, shaped as a result where it has numbers; undefined where it cannot be read. */
export async function estimateOf(json: unknown): Promise<Estimate | undefined> {
  try {
    const [read, { estimate }] = await Promise.all([reader(), study()]);
    const loaded = read?.loadScenario(json);
    return loaded?.ok ? estimate(loaded.scenario) : undefined;
  } catch {
    return undefined; // an estimate is a courtesy: the simulation comes anyway
  }
}
