import { computed } from '@preact/signals';
import { blankResult } from '../words/blank.ts';
import { designName, headlineStream } from '../words/facts.ts';
import type { Facts } from '../words/facts.ts';
import { ran, result, series, soFar } from './runner.ts';
import { stream } from './view.ts';

/** The results there are, with what sentences need beside them; where a design has none yet its numbers are missing. */
export const facts = computed((): Facts | undefined => {
  const run = ran.value;
  if (run === null) return undefined;
  const { scenario } = run;
  const designs = Object.keys(scenario.designs).map((id) => {
    const samples = series.value.get(id);
    const peaks = Object.keys(scenario.tiers).map((tier) => [
      tier,
      samples?.peak('tier.utilization', tier, scenario.run.warmupS) ?? NaN,
    ]);
    return {
      id,
      name: designName(scenario, id),
      // Objectives are judged when all is put together, so that result goes first.
      result: result.value?.designs[id] ?? soFar.value[id] ?? blankResult(scenario),
      peakUtilization: Object.fromEntries(peaks) as Record<string, number>,
    };
  });
  return { scenario, designs };
});

/** The stream whose delivery is charted: the one chosen, else the one that counts most; '' where there is none. */
export const chartedStream = computed((): string => {
  const scenario = ran.value?.scenario;
  if (stream.value !== null || scenario === undefined) return stream.value ?? '';
  return (
    headlineStream(
      scenario,
      Object.values(soFar.value).map((own) => ({ result: own })),
    ) ?? ''
  );
});
