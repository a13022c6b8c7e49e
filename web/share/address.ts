import { CODEC, parse, unpack } from './codec.ts';

/**
 * What the part of an address after `#` can say:
 * nothing; `example/<id>`, a built-in scenario; `1.<payload>`, a scenario; `u.<JSON, URI-encoded>`, one written by hand;
 * `draft`, the own file that this browser keeps.
 */
export type Address =
  | { readonly kind: 'none' }
  | { readonly kind: 'draft' }
  | { readonly kind: 'example'; readonly id: string }
  | { readonly kind: 'scenario'; readonly json: unknown }
  | { readonly kind: 'problem'; readonly message: string };

/** Reads the part of an address after `#` (with or without it). Never throws. */
export async function readAddress(hash: string): Promise<Address> {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  if (text === '' || text === '/') return { kind: 'none' };
  if (text === 'draft') return { kind: 'draft' };
  if (text.startsWith('example/')) return { kind: 'example', id: text.slice('example/'.length) };

  const dot = text.indexOf('.');
  const codec = text.slice(0, dot);
  const payload = text.slice(dot + 1);
  if (dot > 0 && codec === CODEC) return found(await unpack(payload));
  if (dot > 0 && codec === 'u') return found(fromPlain(payload));
  if (/^\d+\./.test(text)) {
    return {
      kind: 'problem',
      message: `The link begins with “#${codec}.”, a form that this page cannot read (it reads “#${CODEC}.”). It was made by a newer version of Mailwatt: reload the page to get the newest one, or ask for the scenario as a file.`,
    };
  }
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return {
    kind: 'problem',
    message: `The address ends in “#${shown}”, which is no Mailwatt link. Links begin with “#${CODEC}.” or “#example/”.`,
  };
}

/** The address part of a built-in scenario. */
export function exampleHash(id: string): string {
  return `#example/${id}`;
}

/** The address part of a packed scenario. */
export function scenarioHash(payload: string): string {
  return `#${CODEC}.${payload}`;
}

/** How far a link of this length gets, in words. */
export function reach(length: number): { readonly level: 'everywhere' | 'browsers' | 'file'; readonly words: string } {
  if (length <= 2000) return { level: 'everywhere', words: 'works everywhere' };
  if (length <= 8000) return { level: 'browsers', words: 'fine in browsers; some mail and chat programs cut it' };
  return { level: 'file', words: 'too long for many programs: share the file instead' };
}

function fromPlain(payload: string): Awaited<ReturnType<typeof unpack>> {
  if (payload.length > 1_000_000) {
    return { ok: false, message: 'The link is too long: no Mailwatt link has more than 1,000,000 characters.' };
  }
  try {
    return parse(decodeURIComponent(payload), 'The link');
  } catch {
    return { ok: false, message: 'The link is damaged: “%” is not followed by two digits in it.' };
  }
}

function found(unpacked: Awaited<ReturnType<typeof unpack>>): Address {
  return unpacked.ok ? { kind: 'scenario', json: unpacked.json } : { kind: 'problem', message: unpacked.message };
}
