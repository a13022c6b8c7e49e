/**
 * What a link says of the result that its maker saw: enough for whoever opens it to know whether the same came out, and where not.
 * It comes from strangers: everything is checked, and nothing of it is used but for comparing.
 */

/** The parts of a design's result that have a digest of their own, in the order in which a link lists them. */
export const PARTS = ['streams', 'tiers', 'hosts', 'energy', 'operations'] as const;
export type Part = (typeof PARTS)[number];

/** What came of one design. */
export interface ExpectedDesign {
  /** First 8 hexadecimal digits of the digest of all of it. */
  readonly digest: string;
  /** First 4 hexadecimal digits of the digest of each part, in the order of PARTS. */
  readonly parts: readonly string[];
  /** Values at the pointers of the expectation, to six digits; null where there is none. */
  readonly figures: readonly (number | null)[];
}

/** What came of a scenario. */
export interface Expectation {
  /** Version of the engine. */
  readonly engine: string;
  /** First 16 hexadecimal digits of the result's digest. */
  readonly digest: string;
  /** Pointers into a design's result, whose values stand in every design. */
  readonly figures: readonly string[];
  readonly designs: Readonly<Record<string, ExpectedDesign>>;
}

/** Most pointers that are carried, and most designs that a scenario may have. */
export const MOST_FIGURES = 8;
const MOST_DESIGNS = 12;

/** Reads an expectation that nobody vouches for; undefined when it is none. */
export function readExpectation(json: unknown): Expectation | undefined {
  if (!isObject(json)) return undefined;
  const { engine, digest, figures, designs } = json;
  if (typeof engine !== 'string' || !/^[\w.+-]{1,40}$/.test(engine) || !isHex(digest, 16)) return undefined;
  if (!Array.isArray(figures) || figures.length > MOST_FIGURES) return undefined;
  if (!figures.every((figure) => typeof figure === 'string' && /^\/.{0,199}$/.test(figure))) return undefined;
  if (!isObject(designs)) return undefined;
  const entries = Object.entries(designs);
  if (entries.length > MOST_DESIGNS) return undefined;
  const read = entries.map(([id, design]) => [id.slice(0, 48), readDesign(design, figures.length)] as const);
  const whole = read.filter((entry): entry is readonly [string, ExpectedDesign] => entry[1] !== undefined);
  if (whole.length < read.length) return undefined;
  return { engine, digest, figures: figures as string[], designs: Object.fromEntries(whole) };
}

function readDesign(json: unknown, figureCount: number): ExpectedDesign | undefined {
  if (!isObject(json)) return undefined;
  const { digest, parts, figures } = json;
  if (!isHex(digest, 8) || !Array.isArray(parts) || !Array.isArray(figures)) return undefined;
  if (parts.length > 20 || !parts.every((part) => isHex(part, 4)) || figures.length !== figureCount) return undefined;
  if (!figures.every((value) => value === null || typeof value === 'number')) return undefined;
  return { digest, parts: parts, figures: figures as (number | null)[] };
}

function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isHex(json: unknown, length: number): json is string {
  return typeof json === 'string' && json.length === length && /^[0-9a-f]+$/.test(json);
}
