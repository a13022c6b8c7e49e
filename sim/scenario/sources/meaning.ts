import { parsePointer } from '../pointer.ts';
import { scenario } from '../schema/scenario.ts';
import { memberOf, notesOf, stepInto } from '../schemaWalk.ts';

/** What a figure means, in the words of the format. */
export interface Meaning {
  readonly description: string;
  /** '' where it has none, or where it is a mere number. */
  readonly unit: string;
}

/** Parameters of a distribution that are in the unit of what is distributed. */
const IN_UNIT = new Set(['mean', 'median', 'min', 'max', 'scale', 'of', 'values']);

/** What the figure at a pointer of a scenario means: the description of its field, and of the parameter where it is a distribution's. */
export function meaningOf(document: unknown, pointer: string): Meaning {
  const steps = parsePointer(pointer);
  let schema: ReturnType<typeof stepInto> = scenario;
  let here = document;
  let field = '';
  let detail = '';
  let unit = '';
  for (const step of steps) {
    const distributed = typeof memberOf(here, 'dist') === 'string' || field === 'of';
    schema = schema && stepInto(schema, step, here);
    here = memberOf(here, step);
    const { description = '', unit: stated } = schema ? notesOf(schema) : {};
    if (distributed) {
      if (description !== '') detail = description;
      if (!IN_UNIT.has(step) && typeof here === 'number') unit = '';
    } else if (description !== '' || stated !== undefined) {
      if (description !== '') [field, detail] = [description, ''];
      unit = stated ?? '';
    }
  }
  // What is said of the whole distribution, and of its parameter, after the first words is left out: the two together are long.
  const description = detail === '' ? field : `${firstWords(field)}: ${uncapitalized(firstWords(detail))}`;
  return { description: description === '' ? (steps.at(-1) ?? '') : description, unit: unit === '1' ? '' : unit };
}

/** A description up to its first semicolon, comma, colon or bracket. */
function firstWords(text: string): string {
  return (/^[^;,:(]+/.exec(text)?.[0] ?? text).trim();
}

function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
