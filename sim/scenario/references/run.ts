import { grouped } from '../grouped.ts';
import { readCalendarTime } from '../../parts/profiles.ts';
import type { Draft } from '../draft.ts';
import { pointerProblem } from '../resultShape.ts';
import type { Problems } from './check.ts';
import { checkIncidents } from './incidents.ts';

/** Most samples of a series: beyond that a chart shows nothing more and memory runs out. */
export const MAX_SAMPLES = 200_000;

/** The run's times, the incidents and the objectives. */
export function checkRun(draft: Draft, problems: Problems): void {
  const { run, objectives } = draft;
  if (run) {
    if (!readCalendarTime(run.startsAt)) problems.at(['run', 'startsAt'], `no such date and time: "${run.startsAt}"`);
    if (run.warmupS >= run.durationS) {
      problems.at(['run', 'warmupS'], `must be below durationS, ${run.durationS} s: ${run.warmupS}`);
    }
    if (run.durationS / run.sampleS > MAX_SAMPLES) {
      const least = Math.ceil((run.durationS / MAX_SAMPLES) * 10) / 10;
      problems.at(
        ['run', 'sampleS'],
        `must be at least ${least} s for at most ${grouped(MAX_SAMPLES)} samples of the run: ${run.sampleS}`,
      );
    }
  }
  checkIncidents(draft, problems);
  const streams = Object.keys(draft.streams);
  problems.repeated(['objectives'], objectives);
  objectives.forEach((objective, i) => {
    if (!objective) return;
    const problem = pointerProblem(objective.metric, { streams, tiers: Object.keys(draft.tiers) });
    if (problem !== undefined) problems.at(['objectives', i, 'metric'], problem);
  });
}
