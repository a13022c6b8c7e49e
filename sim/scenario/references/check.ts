import { compileDistribution } from '../../kernel/distributions.ts';
import { problemAt, type PathStep, type Problem } from '../problem.ts';
import type { Distribution } from '../schema/distribution.ts';

/** Collects what is wrong while the parts of a scenario are held against each other. */
export class Problems {
  readonly found: Problem[] = [];

  /** Notes a problem at a place. */
  at(steps: readonly PathStep[], message: string): void {
    this.found.push(problemAt(steps, message));
  }

  /** Notes each id of a list that an earlier item has already. */
  repeated(steps: readonly PathStep[], items: readonly ({ readonly id: string } | undefined)[]): void {
    const seen = new Set<string>();
    items.forEach((item, i) => {
      if (!item) return;
      if (seen.has(item.id))
        this.at([...steps, i, 'id'], `must be unique, an earlier one has it already: "${item.id}"`);
      seen.add(item.id);
    });
  }
}

/** Notes what the sampler has against a distribution: parameters that do not go together, a truncation that leaves nothing. */
export function checkDistribution(steps: readonly PathStep[], distribution: Distribution, problems: Problems): void {
  try {
    compileDistribution(distribution);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.at(steps, error.message);
  }
}
