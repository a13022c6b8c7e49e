import type { DesignResult } from '../../measure/result.ts';
import type { Frame } from '../../measure/metrics.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { Simulation } from '../../simulation.ts';
import { seriesOf } from '../../study/series.ts';

/** One run: a design under a seed. */
export interface Work {
  readonly designId: string;
  readonly seed: string;
  readonly series: boolean;
}

/** Events between two looks at the clock and the signals: some hundredths of a second. */
const SLICE = 50_000;

/** Runs a design to its end, giving way to the event loop between slices; tells the share done and the events taken. */
export async function runToEnd(
  scenario: Scenario,
  { designId, seed, series }: Work,
  onProgress: (share: number, events: number) => void,
): Promise<DesignResult> {
  const simulation = new Simulation(scenario, designId, seed);
  const frames: Frame[] = [];
  for (;;) {
    const ended = simulation.advance(SLICE);
    const frame = simulation.takeFrame();
    if (frame && series) frames.push(frame);
    onProgress(simulation.now / simulation.durationS, simulation.events);
    if (ended) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const result = simulation.result();
  return series ? { ...result, series: seriesOf(simulation.columns, frames) } : result;
}
