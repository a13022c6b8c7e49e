import { problemAt, type PathStep, type Problem } from '../problem.ts';

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
