import { pack, parse, unpack } from './codec.ts';
import type { Unpacked } from './codec.ts';
import type { Compressor } from './compressor.ts';
import { readExpectation } from './expectation.ts';
import type { Expectation } from './expectation.ts';

/**
 * What the part of an address after `#` can say:
 * nothing; `example/<id>`, a built-in scenario; `1.<payload>`, a scenario; `2.<payload>`, a scenario and what came of it;
 * `u.<JSON, URI-encoded>`, one written by hand; `draft`, the own file that this browser keeps.
 * After a `~` it can say what to look at, which is the page's own affair; only in links written by hand a `~` is a character as any.
 */
export type Address =
  | { readonly kind: 'none' }
  | { readonly kind: 'draft' }
  | { readonly kind: 'example'; readonly id: string; readonly view?: string }
  | { readonly kind: 'scenario'; readonly json: unknown; readonly expected?: Expectation; readonly view?: string }
  | { readonly kind: 'problem'; readonly message: string };

type Found = Extract<Address, { kind: 'scenario' | 'problem' }>;

/** Every form of link there ever was, by what stands before its dot. They stay readable for ever. */
const FORMS: Readonly<Record<string, (payload: string, compressor: Compressor) => Promise<Found>>> = {
  '1': async (payload, compressor) => scenarioOf(await unpack(payload, compressor)),
  '2': async (payload, compressor) => pairOf(await unpack(payload, compressor)),
  u: (payload) => Promise.resolve(scenarioOf(fromPlain(payload))),
};

/** Reads the part of an address after `#` (with or without it). Never rejects. */
export async function readAddress(hash: string, compressor: Compressor): Promise<Address> {
  const { text, view } = parted(hash);
  const address = await readText(text, compressor);
  return view !== undefined && (address.kind === 'example' || address.kind === 'scenario')
    ? { ...address, view }
    : address;
}

/** Parts what an address opens from what to look at. */
function parted(hash: string): { readonly text: string; readonly view?: string } {
  const whole = hash.startsWith('#') ? hash.slice(1) : hash;
  const at = whole.startsWith('u.') ? -1 : whole.indexOf('~');
  return at < 0 ? { text: whole } : { text: whole.slice(0, at), view: whole.slice(at + 1) };
}

async function readText(text: string, compressor: Compressor): Promise<Address> {
  if (text === '' || text === '/') return { kind: 'none' };
  if (text === 'draft') return { kind: 'draft' };
  const example = exampleIn(text);
  if (example !== undefined) return { kind: 'example', id: example };

  const dot = text.indexOf('.');
  const form = text.slice(0, Math.max(0, dot));
  if (Object.hasOwn(FORMS, form)) return FORMS[form](text.slice(dot + 1), compressor);
  if (/^\d{1,9}\./.test(text)) {
    return problem(
      `The link begins with “#${form}.”, a form that this page cannot read (it reads “#1.” and “#2.”). It was made by a newer version of Mailwatt: reload the page to get the newest one, or ask for the scenario as a file.`,
    );
  }
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return problem(
    `The address ends in “#${shown}”, which is no Mailwatt link. Links begin with “#1.”, “#2.” or “#example/”.`,
  );
}

/** The built-in scenario that the part of an address after `#` names; undefined where it names none. */
export function exampleNamed(hash: string): string | undefined {
  return exampleIn(parted(hash).text);
}

function exampleIn(text: string): string | undefined {
  return /^example\/(.*)$/s.exec(text)?.[1];
}

/** The address part of a built-in scenario. */
export function exampleHash(id: string): string {
  return `#example/${id}`;
}

/** An address part, and what to look at; without words for that, as it is. */
export function withView(hash: string, view: string): string {
  return view === '' ? hash : `${hash}~${view}`;
}

/** The address part of a scenario, and of what came of it if that goes along. Rejects with RangeError when it would be too long. */
export async function scenarioHash(json: unknown, compressor: Compressor, expected?: Expectation): Promise<string> {
  if (expected === undefined) return `#1.${await pack(json, compressor)}`;
  return `#2.${await pack({ scenario: json, result: expected }, compressor)}`;
}

/** How far a link of this length gets, in words. */
export function reach(length: number): { readonly level: 'everywhere' | 'browsers' | 'file'; readonly words: string } {
  if (length <= 2000) return { level: 'everywhere', words: 'works everywhere' };
  if (length <= 8000) return { level: 'browsers', words: 'fine in browsers; some mail and chat programs cut it' };
  return { level: 'file', words: 'too long for many programs: share the file instead' };
}

function fromPlain(payload: string): Unpacked {
  if (payload.length > 1_000_000) {
    return { ok: false, message: 'The link is too long: no Mailwatt link has more than 1,000,000 characters.' };
  }
  let text: string;
  try {
    text = decodeURIComponent(payload);
  } catch {
    return { ok: false, message: 'The link is damaged: “%” is not followed by two digits in it.' };
  }
  return parse(text, 'The link');
}

function scenarioOf(unpacked: Unpacked): Found {
  return unpacked.ok ? { kind: 'scenario', json: unpacked.json } : problem(unpacked.message);
}

function pairOf(unpacked: Unpacked): Found {
  if (!unpacked.ok) return problem(unpacked.message);
  const { json } = unpacked;
  if (typeof json !== 'object' || json === null || !('scenario' in json) || !('result' in json)) {
    return problem(
      'The link begins with “#2.”, so a scenario and its result should be in it, but they are not. Ask for it again, or for the scenario as a file.',
    );
  }
  const expected = readExpectation(json.result);
  if (expected === undefined) {
    return problem(
      'The result that came with the link is in no form that this page can read. Ask for the link without its result, or for the scenario as a file.',
    );
  }
  return { kind: 'scenario', json: json.scenario, expected };
}

function problem(message: string): Extract<Address, { kind: 'problem' }> {
  return { kind: 'problem', message };
}
