import { computed } from '@preact/signals';
import { designName } from '../words/facts.ts';
import type { Facts } from '../words/facts.ts';
import { ran, result, series, soFar } from './runner.ts';

/** The results there are, with what sentences need beside them; undefined until every design has some. */
export const facts = computed((): Facts | undefined => {
  const run = ran.value;
  if (run === null) return undefined;
  const { scenario } = run;
  const ids = Object.keys(scenario.designs);
  const designs = ids.flatMap((id) => {
    // Objectives are judged when all is put together, so that result goes first.
    const own = result.value?.designs[id] ?? soFar.value[id];
    const samples = series.value.get(id);
    if (own === undefined || samples === undefined) return [];
    const peaks = Object.keys(scenario.tiers).map((tier) => [
      tier,
      samples.peak('tier.utilization', tier, scenario.run.warmupS),
    ]);
    const peakUtilization = Object.fromEntries(peaks) as Record<string, number>;
    return [{ id, name: designName(scenario, id), result: own, peakUtilization }];
  });
  return designs.length === ids.length ? { scenario, designs } : undefined;
});
