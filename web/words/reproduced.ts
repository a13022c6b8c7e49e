import type { Part } from '../../sim/share/expectation.ts';
import type { OtherDesign, Reproduction } from '../../sim/share/reproduction.ts';
import { list } from './numbers.ts';

/** Whether a run came out as its link says, in words. */

const PART_NAMES: Readonly<Record<Part, string>> = {
  streams: 'mail',
  tiers: 'tiers',
  hosts: 'hosts',
  energy: 'energy and cost',
  operations: 'operations',
};

/** The verdict, and what to make of it. */
export function reproductionWords({ same, engine }: Reproduction): { readonly head: string; readonly text: string } {
  if (same) {
    return {
      head: 'Reproduced exactly.',
      text: 'This run came out as it did for whoever made the link, to the last digit.',
    };
  }
  const text =
    engine.before === engine.now
      ? `Both ran version ${engine.now} of the engine, which should give the same: the scenario or the result in the link was changed by hand, or the page is a build of its own.`
      : `The link was made with version ${engine.before} of the engine, this page has ${engine.now}. A newer version may compute some things better; the change log says which numbers it changed. For the very same numbers, run it with ${engine.before}.`;
  return { head: 'Not the same as when the link was made.', text };
}

/** In what a design differs. */
export function differenceWords({ parts }: OtherDesign): string {
  if (parts.length === 0) return 'differs in its number of events or in details';
  return `differs in ${list(parts.map((part) => PART_NAMES[part]))}`;
}
