import { readJourney, recordStarts } from '../../sim/measure/journeys.ts';
import type { Journey, JourneyBatch, JourneyNames } from '../../sim/measure/journeys.ts';
import type { DesignResult } from '../../sim/measure/result.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { Simulation } from '../../sim/simulation.ts';
import type { Engine } from '../../sim/model/engine.ts';
import { engineOf } from './simulate.ts';

/** A run whose journeys were recorded. */
export interface Traced {
  readonly journeys: readonly Journey[];
  readonly names: JourneyNames;
  /** As they came, and the last of them. */
  readonly batches: readonly JourneyBatch[];
  readonly last: JourneyBatch;
  readonly result: DesignResult;
  readonly engine: Engine;
}

/** Runs one design of a scenario to its end, `slice` events at a time; `look` sees the engine before it begins, `follow` names a message to be followed alone. */
export function traced(
  scenario: Scenario,
  design = Object.keys(scenario.designs)[0] ?? '',
  {
    slice = 1e9,
    look = () => undefined,
    follow,
  }: { slice?: number; look?: (engine: Engine) => void; follow?: { stream: number; number: number } } = {},
): Traced {
  const simulation = new Simulation(scenario, design, scenario.seed, { journeys: follow ?? true });
  look(engineOf(simulation));
  const journeys: Journey[] = [];
  const batches: JourneyBatch[] = [];
  for (;;) {
    const ended = simulation.advance(slice);
    const batch = simulation.takeJourneys();
    if (batch !== undefined) {
      batches.push(batch);
      for (const at of recordStarts(batch.data)) journeys.push(readJourney(batch.data, at));
    }
    if (!ended) continue;
    if (batch === undefined) throw new Error('a run that has ended has a last batch');
    return {
      journeys,
      names: simulation.journeyNames,
      batches,
      last: batch,
      result: simulation.result(),
      engine: engineOf(simulation),
    };
  }
}

/** A journey in short: what it did, where, from when to when. */
export function steps(
  { segments }: Journey,
  names: JourneyNames,
): [phase: string, at: string, from: number, to: number][] {
  return segments.map(({ phase, instance, from, to }) => [phase, names.instances[instance]?.id ?? '', from, to]);
}
