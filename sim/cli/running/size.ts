import { expectedEventsOfAll } from '../../scenario/estimate.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { judgeSurely, type JudgedObjective } from '../../study/certainty.ts';
import { smallestMeeting, type Sizing } from '../../study/sizing.ts';
import { ProgressLine } from './progress.ts';
import { studyWith } from './run.ts';
import { Runner, worthwhileThreads } from './runner.ts';

/** What is searched: whole numbers from `low` to `high`, each making a scenario. */
export interface Search {
  readonly low: number;
  readonly high: number;
  readonly scenarioAt: (value: number) => Scenario;
}

/** Sizes each of some designs by itself: the smallest value with which it meets every objective. What `scenarioAt` throws rejects. */
export async function runSizing(
  { low, high, scenarioAt }: Search,
  { designIds, workers }: { readonly designIds: readonly string[]; readonly workers: number | undefined },
): Promise<Record<string, Sizing<readonly JudgedObjective[]>>> {
  const largest = scenarioAt(high);
  const replications = largest.run.replications;
  const runner = new Runner(
    Math.min(replications, workers ?? worthwhileThreads(expectedEventsOfAll(largest, designIds))),
  );
  const sizings: Record<string, Sizing<readonly JudgedObjective[]>> = {};
  try {
    for (const id of designIds) {
      sizings[id] = await smallestMeeting(low, high, async (value) => {
        const scenario = scenarioAt(value);
        const progress = new ProgressLine(replications);
        try {
          const options = { designIds: [id], series: false, label: `${value} ` };
          const { designs } = await studyWith(runner, progress, scenario, options);
          const outcome = scenario.objectives.map((objective) => judgeSurely(objective, designs[id]?.intervals ?? {}));
          return { met: outcome.every(({ certainty }) => certainty === 'met'), outcome };
        } finally {
          progress.end();
        }
      });
    }
    return sizings;
  } finally {
    await runner.close();
  }
}
