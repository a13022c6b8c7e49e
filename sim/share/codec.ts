import { grouped } from '../scenario/grouped.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { isWhole, seal } from './checksum.ts';
import type { Compressor } from './compressor.ts';

/** What stands before the dot of a link that carries a scenario alone. */
export const CODEC = '1';
/** No link is made or read whose payload has more characters than this. */
export const MAX_PAYLOAD = 1_000_000;
/** No link is read whose text has more bytes than this. */
export const MAX_TEXT = 1_000_000;

/** What came of reading a link: the JSON as written, or one specific reason in words. */
export type Unpacked = { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly message: string };

/** JSON as the payload of a link. Rejects with RangeError when it would be too long; then only a file will do. */
export async function pack(json: unknown, { deflate }: Compressor): Promise<string> {
  const text = JSON.stringify(json);
  if (text.length > MAX_TEXT) throw new RangeError('the scenario is too big for a link: share its file instead');
  const payload = toBase64url(await deflate(seal(text)));
  if (payload.length > MAX_PAYLOAD) throw new RangeError('the scenario is too big for a link: share its file instead');
  return payload;
}

/** The payload of a link back to the JSON as it was written; nothing of it is checked but that it is JSON. */
export async function unpack(payload: string, { inflate }: Compressor): Promise<Unpacked> {
  if (payload === '')
    return fail('The link ends where its scenario should begin. It was cut when it was copied: ask for it again.');
  if (payload.length > MAX_PAYLOAD) {
    return fail(
      `The link is too long: ${grouped(payload.length)} characters, and no Mailwatt link has more than 1,000,000. Ask for the scenario as a file.`,
    );
  }
  const decoded = fromBase64url(payload);
  if (!decoded.ok) return fail(decoded.why === 'length' ? TRUNCATED : wrongCharacter(payload, decoded));
  const inflated = await inflate(decoded.bytes, MAX_TEXT);
  if (!inflated.ok) {
    return fail({ truncated: TRUNCATED, damaged: DAMAGED, 'too big': TOO_BIG }[inflated.why]);
  }
  if (!isWhole(inflated.text)) return fail(DAMAGED);
  return parse(inflated.text, 'The link');
}

/** JSON text to a value; the message names what the text is. */
export function parse(text: string, what: string): Unpacked {
  try {
    return { ok: true, json: JSON.parse(text) as unknown };
  } catch (error) {
    const reason = error instanceof Error ? ` (${error.message})` : '';
    return fail(`${what} holds no valid JSON, so there is no scenario in it${reason}.`);
  }
}

const TRUNCATED =
  'The link is incomplete: its end is missing, or a character in it was changed. Mail and chat programs sometimes cut long links; ask for it again, or for the scenario as a file.';
const DAMAGED =
  'The link is damaged: at least one of its characters was changed on the way. Ask for it again, or for the scenario as a file.';
const TOO_BIG = 'The link unfolds to more than 1,000,000 bytes. No scenario is that big, so it was not opened.';

function wrongCharacter(payload: string, { at, character }: { at: number; character: string }): string {
  const end = at >= payload.length - 2;
  const advice = end
    ? 'It looks like punctuation of the text around it: remove it and try again.'
    : 'It was changed when it was copied: ask for it again.';
  return `The link has a character that no Mailwatt link has: “${character}” at place ${at + 1} of ${payload.length}. ${advice}`;
}

function fail(message: string): Unpacked {
  return { ok: false, message };
}
