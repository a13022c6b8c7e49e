/** Base64 in the alphabet that needs no escaping in an address (RFC 4648 §5), without padding. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Map(Array.from(ALPHABET, (character, value) => [character, value] as const));

/** What came of reading a text: its bytes, or where and why it cannot be one. */
export type Decoded =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly why: 'character'; readonly at: number; readonly character: string }
  | { readonly ok: false; readonly why: 'length' };

/** Bytes to text. */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += ALPHABET[word >> 18] + ALPHABET[(word >> 12) & 63];
    if (i + 1 < bytes.length) text += ALPHABET[(word >> 6) & 63];
    if (i + 2 < bytes.length) text += ALPHABET[word & 63];
  }
  return text;
}

/** Text to bytes; the first character that is not of the alphabet is named. */
export function fromBase64url(text: string): Decoded {
  if (text.length % 4 === 1 && !findWrong(text)) return { ok: false, why: 'length' };
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let filled = 0;
  for (let at = 0; at < text.length; at++) {
    const value = VALUES.get(text.charAt(at));
    if (value === undefined) return wrong(text, at);
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[filled++] = (word >> bits) & 0xff;
    }
  }
  return { ok: true, bytes };
}

function findWrong(text: string): boolean {
  return /[^A-Za-z0-9_-]/.test(text);
}

function wrong(text: string, at: number): Decoded {
  return { ok: false, why: 'character', at, character: String.fromCodePoint(text.codePointAt(at) ?? 0) };
}
