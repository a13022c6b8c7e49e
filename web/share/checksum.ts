/**
 * A link's own checksum. Raw deflate has none, so one changed character can turn into another valid scenario with other
 * numbers. JSON ignores blanks after its end: the CRC-32 of the text is written there as 16 blanks of two bits each, and
 * every reader of the format still reads the link. Links made by other programs may leave it out.
 */

const BLANKS = [' ', '\t', '\n', '\r'];
const LENGTH = 16;

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** The CRC-32 (ISO 3309) of bytes. */
export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (TABLE[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** A text with its checksum behind it. */
export function seal(text: string): string {
  const sum = crc32(new TextEncoder().encode(text));
  return text + Array.from({ length: LENGTH }, (_, i) => BLANKS[(sum >>> (2 * i)) & 3] ?? '').join('');
}

/** Whether a text's checksum fits it; a text without one does. */
export function isWhole(sealed: string): boolean {
  const text = sealed.trimEnd();
  return text.length === sealed.length || seal(text) === sealed;
}
