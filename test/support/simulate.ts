import { scenario as schema } from '../../sim/scenario/schema/scenario.ts';
import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import type { MetricId } from '../../sim/measure/metrics.ts';
import type { DesignResult, StreamResult, TierResult } from '../../sim/measure/result.ts';
import { Simulation } from '../../sim/simulation.ts';
import type { Engine } from '../../sim/model/engine.ts';

/** A scenario from its input, with every default filled in. */
export function parse(input: Omit<ScenarioInput, 'format'>): Scenario {
  return schema.parse({ format: 'mailwatt/1', ...input });
}

/** A run that has ended: what it said, and the engine to look into. */
export interface Run {
  readonly scenario: Scenario;
  readonly simulation: Simulation;
  readonly engine: Engine;
  readonly result: DesignResult;
}

/** The engine behind a simulation. */
export function engineOf(simulation: Simulation): Engine {
  return simulation['engine'];
}

/** Runs one design of a scenario (its first, unless named) to the end, `slice` events at a time. */
export function simulate(
  scenario: Scenario,
  seed = scenario.seed,
  designId = firstOf(scenario.designs),
  slice = 1e9,
): Run {
  const simulation = new Simulation(scenario, designId, seed);
  while (!simulation.advance(slice));
  return { scenario, simulation, engine: engineOf(simulation), result: simulation.result() };
}

/** Reads something from `n` runs of a scenario's first design, each with a seed of its own. */
export function replicate<T>(scenario: Scenario, n: number, read: (run: Run) => T): T[] {
  return Array.from({ length: n }, (_, i) => read(simulate(scenario, `${scenario.seed} ${i}`)));
}

/** The only stream of a result, or the one of that id. */
export function streamOf({ result }: Pick<Run, 'result'>, id = firstOf(result.streams)): StreamResult {
  const stream = result.streams[id];
  if (stream === undefined) throw new RangeError(`no stream ${id}`);
  return stream;
}

/** The only tier of a result, or the one of that id. */
export function tierOf({ result }: Pick<Run, 'result'>, id = firstOf(result.tiers)): TierResult {
  const tier = result.tiers[id];
  if (tier === undefined) throw new RangeError(`no tier ${id}`);
  return tier;
}

/** The sampled rows of a run that have not been taken yet: the samples' ends and one column. */
export function seriesOf({ simulation }: Pick<Run, 'simulation'>): (metric: MetricId, of?: string) => number[] {
  const frame = simulation.takeFrame();
  const width = simulation.columns.length + 1;
  return (metric, of = '') => {
    const at = simulation.columns.findIndex((column) => column.metric === metric && column.of === of);
    if (at < 0) throw new RangeError(`no column ${metric} of ${of}`);
    return Array.from({ length: frame?.rows ?? 0 }, (_, row) => frame?.data[row * width + 1 + at] ?? NaN);
  };
}

function firstOf(record: Readonly<Record<string, unknown>>): string {
  const [first] = Object.keys(record);
  if (first === undefined) throw new RangeError('nothing there');
  return first;
}
