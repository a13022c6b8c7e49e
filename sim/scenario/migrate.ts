import { isJsonObject } from './mergePatch.ts';
import { FORMAT } from './schema/scenario.ts';

/**
 * Brings a scenario of an older format up to the present one. When the format gets a new version, its step goes here:
 * from the name of the version before to a function that rewrites one document.
 */
const STEPS: Readonly<Record<string, (json: Record<string, unknown>) => Record<string, unknown>>> = {};

/** The document in the newest format it can be brought to, and what was done to it. Unknown formats are left for the schema to refuse. */
export function migrate(json: unknown): { json: unknown; notes: string[] } {
  const notes: string[] = [];
  let document = json;
  while (isJsonObject(document) && typeof document['format'] === 'string' && document['format'] !== FORMAT) {
    const from = document['format'];
    const step = Object.hasOwn(STEPS, from) ? STEPS[from] : undefined;
    if (!step) break;
    document = step(document);
    notes.push(`read from the older format ${from}`);
  }
  return { json: document, notes };
}
