import { digestOf } from '../measure/digest.ts';
import { readNumber } from '../measure/pointer.ts';
import { ENGINE_VERSION, RESULT_FORMAT } from '../measure/result.ts';
import type { DesignResult, ObjectiveResult, Result } from '../measure/result.ts';
import type { Objective, Scenario } from '../scenario/schema/scenario.ts';

/** Puts the result of a scenario together from those of its designs: objectives judged, digest taken. Changes none of its arguments. */
export function assembleResult(
  scenario: Scenario,
  seed: string,
  designs: Readonly<Record<string, DesignResult>>,
): Result {
  const judged: Record<string, DesignResult> = Object.fromEntries(
    Object.entries(designs).map(([id, design]) => [
      id,
      { ...design, objectives: scenario.objectives.map((objective) => judge(objective, design)) },
    ]),
  );
  const body = {
    format: RESULT_FORMAT,
    scenario: scenario.name,
    seed,
    engine: ENGINE_VERSION,
    designs: judged,
  } as const;
  const { designs: _, ...head } = body;
  return { ...head, digest: digestOf({ ...head, designs: withoutSeries(judged) }), designs: judged };
}

/** Holds an objective against a design's result: the mean over replications where there are several. Without a value it is not met. */
export function judge(objective: Objective, design: DesignResult): ObjectiveResult {
  const { id, metric, atMost, atLeast } = objective;
  const value = design.intervals[metric]?.mean ?? readNumber(design, metric);
  const met =
    value !== null && (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);
  return {
    id,
    metric,
    value,
    ...(atMost === undefined ? {} : { atMost }),
    ...(atLeast === undefined ? {} : { atLeast }),
    met,
  };
}

function withoutSeries(designs: Readonly<Record<string, DesignResult>>): Record<string, DesignResult> {
  return Object.fromEntries(
    Object.entries(designs).map(([id, design]) => {
      const { series: _, ...rest } = design;
      return [id, rest];
    }),
  );
}
