import { deltaOf } from './comparison.ts';
import type { Delta, Figure } from './comparison.ts';
import type { DesignFacts } from './facts.ts';
import { NONE } from './numbers.ts';

/** A figure of a design: its value in words, the mean of replications with the half-width of their interval, and how it stands to the baseline. */
export interface Standing {
  readonly value: string;
  readonly delta: Delta;
}

/** How a design stands to the baseline on a figure. */
export function standingOf(figure: Figure, design: DesignFacts, base: DesignFacts): Standing {
  const intervalOf = ({ result }: DesignFacts) =>
    figure.pointer === undefined ? undefined : result.intervals[figure.pointer];
  const meanOf = (one: DesignFacts): number | null => intervalOf(one)?.mean ?? figure.read(one.result);
  const value = meanOf(design);
  const interval = intervalOf(design);
  const spread = interval === undefined ? '' : ` ± ${figure.show((interval.high - interval.low) / 2)}`;
  return {
    value: `${value === null ? NONE : figure.show(value)}${spread}`,
    delta: deltaOf(figure, value, meanOf(base)),
  };
}
