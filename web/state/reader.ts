import type { FORMAT } from '../../sim/scenario/schema/scenario.ts';

/** The format that this page reads; a type alone, so that the schema stays out of the first load. */
const READS: typeof FORMAT = 'mailwatt/1';

// The page's policy allows no code made of text: zod is told before it is loaded, since even its asking would be reported as a violation.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

/** The reader of the format, with its schema, presets and catalog: heavy, so fetched apart from the page. Undefined when it cannot be fetched. */
export async function reader() {
  try {
    const [{ loadScenario }, { syntaxProblem }, { expectedEventsOfAll }] = await Promise.all([
      import('../../sim/scenario/load.ts'),
      import('../../sim/scenario/jsonText.ts'),
      import('../../sim/scenario/estimate.ts'),
    ]);
    return { loadScenario, syntaxProblem, expectedEventsOfAll };
  } catch {
    return undefined;
  }
}

/** Why a scenario of a newer format cannot be read; undefined for any other. */
export function newerFormat(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || !('format' in json)) return undefined;
  const [, version] = /^mailwatt\/(\d{1,9})$/.exec(String(json.format)) ?? [];
  const own = Number(READS.split('/')[1]);
  if (version === undefined || Number(version) <= own) return undefined;
  return `It was made for a newer version of Mailwatt: its format is mailwatt/${version}, this page reads ${READS}. Reload the page to get the newest version.`;
}

/** The shortest way to write a scenario that means the same: a patch on a preset, or what it is. */
export async function shortest(json: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { shortened } = await import('../../sim/share/shorten.ts');
    return shortened(json);
  } catch {
    return json; // the part of the page that knows the presets cannot be fetched
  }
}
