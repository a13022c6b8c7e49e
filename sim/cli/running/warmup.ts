import { expectedEventsOfAll } from '../../scenario/estimate.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { replicationSeeds } from '../../study/seeds.ts';
import { warmupsOf, type TierWarmup } from '../../study/warmup.ts';
import { ProgressLine } from './progress.ts';
import { Runner, worthwhileThreads } from './runner.ts';

/** The warm-up of each tier of each design, found by runs from an empty start; the same whatever the number of threads. */
export async function findWarmups(
  scenario: Scenario,
  { designIds, workers }: { readonly designIds: readonly string[]; readonly workers: number | undefined },
): Promise<Record<string, TierWarmup[]>> {
  const whole = { ...scenario, run: { ...scenario.run, warmupS: 0 } };
  const seeds = replicationSeeds(scenario.seed, scenario.run.replications);
  const runs = designIds.length * seeds.length;
  const runner = new Runner(Math.min(runs, workers ?? worthwhileThreads(expectedEventsOfAll(whole, designIds))));
  const progress = new ProgressLine(runs);
  try {
    const found = await Promise.all(
      designIds.map(async (designId) => {
        const results = await Promise.all(
          seeds.map((seed, i) =>
            runner.run(whole, { designId, seed, series: true }, (share, events) => {
              progress.update(`${designId}#${i}`, share, events);
            }),
          ),
        );
        return [designId, warmupsOf(results.flatMap(({ series }) => series ?? []))] as const;
      }),
    );
    return Object.fromEntries(found);
  } finally {
    progress.end();
    await runner.close();
  }
}
