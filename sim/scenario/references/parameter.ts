import type { z } from 'zod';
import type { Draft } from '../draft.ts';
import { isChangeable, setNumber } from '../parameters.ts';
import type { PathStep } from '../problem.ts';
import { schemaProblems } from '../problems.ts';
import { designTier } from '../schema/design.ts';
import type { IncidentOf } from '../schema/incident.ts';
import { stream } from '../schema/mail.ts';
import { tier } from '../schema/tier.ts';
import { checkDistribution, type Problems } from './check.ts';
import { noSuch } from './mail.ts';

type Parameter = IncidentOf<'parameter'>;

/** A part of the scenario that an incident changes a number of. */
interface Part {
  readonly schema: z.ZodType;
  readonly value: object;
  /** The way from the part to the number, as a pointer. */
  readonly rest: string;
}

/** A change of a number: it must be one that can change, be there, and take the new value. */
export function checkParameter(
  draft: Draft,
  incident: Parameter,
  steps: readonly PathStep[],
  problems: Problems,
): void {
  const { pointer, value } = incident;
  const say = (field: string, message: string): void => problems.at([...steps, field], message);
  if (!isChangeable(pointer)) {
    say(
      'pointer',
      `cannot change during a run; streams' rates and retries, tiers' patience, spool, background and stages, and designs' slots, backlog, shares, reservations and limits can: "${pointer}"`,
    );
    return;
  }
  const part = partOf(draft, incident, say);
  if (part === undefined) return;
  const changed = JSON.parse(JSON.stringify(part.value)) as object;
  if (!setNumber(changed, part.rest, value)) {
    say('pointer', `no number there: "${pointer}"`);
    return;
  }
  const [first] = schemaProblems(part.schema, changed);
  if (first !== undefined) say(first.message.startsWith('unknown key') ? 'pointer' : 'value', first.message);
  else if (part.schema === tier) checkStages(tier.parse(changed), [...steps, 'value'], problems);
}

/** The stream, tier or design's tier that a pointer leads into; undefined where that is not there (which is said) or could not be read. */
function partOf(
  draft: Draft,
  { pointer, value, design }: Parameter,
  say: (field: string, message: string) => void,
): Part | undefined {
  const [kind = '', id = '', ...more] = pointer.split('/').slice(1);
  const rest = (names: readonly string[]): string => names.map((name) => `/${name}`).join('');
  const find = <T extends object>(
    what: string,
    among: Readonly<Record<string, T | undefined>>,
    name: string,
    where: string,
  ): T | undefined => {
    if (!Object.hasOwn(among, name)) say('pointer', noSuch(what, name, Object.keys(among), where));
    return among[name];
  };
  if (kind === 'streams') {
    const found = find('stream', draft.streams, id, 'this scenario');
    if (found === undefined) return undefined;
    if (more[0] === 'arrivals') {
      const stated: unknown = found.arrivals[more[1] as keyof typeof found.arrivals];
      if (design !== undefined) {
        say('design', 'every design gets the same mail: a rate changes for all of them');
        return undefined;
      }
      if (stated === 0 && value > 0) {
        say('pointer', 'a rate of 0 has nothing to grow from; state a small one');
        return undefined;
      }
      if (stated === undefined) {
        say('pointer', `no number there: "${pointer}"`);
        return undefined;
      }
    }
    return { schema: stream, value: found, rest: rest(more) };
  }
  if (kind === 'tiers') {
    const found = find('tier', draft.tiers, id, 'this scenario');
    return found && { schema: tier, value: found, rest: rest(more) };
  }
  const [, tierId = '', ...last] = more;
  const owner = find('design', draft.designs, id, 'this scenario');
  if (owner === undefined) return undefined;
  if (design !== undefined && design !== id) {
    say('design', `strikes this design only, but the number is of "${id}": "${design}"`);
    return undefined;
  }
  const found = find('tier', owner.tiers, tierId, 'this design');
  return found && { schema: designTier, value: found, rest: rest(last) };
}

function checkStages({ stages }: z.output<typeof tier>, steps: readonly PathStep[], problems: Problems): void {
  for (const stage of stages) {
    for (const key of ['cpuMs', 'waitMs'] as const) checkDistribution(steps, stage[key], problems);
  }
}
