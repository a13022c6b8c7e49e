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
export function crc32(bytes: Iterable<number>): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** A text with its checksum behind it. */
export function seal(text: string): string {
  const sum = crc32(utf8(text));
  return text + Array.from({ length: LENGTH }, (_, i) => BLANKS[(sum >>> (2 * i)) & 3]).join('');
}

/** Whether a text's checksum fits it; a text without one does. */
export function isWhole(sealed: string): boolean {
  const text = sealed.trimEnd();
  return text.length === sealed.length || seal(text) === sealed;
}

/** A text in UTF-8; half of a surrogate pair becomes the replacement character, as encoders do it. */
function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const given = character.codePointAt(0) ?? 0;
    const point = given >= 0xd800 && given < 0xe000 ? 0xfffd : given;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else {
      const low = [12, 6, 0].map((shift) => 0x80 | ((point >> shift) & 63));
      bytes.push(0xf0 | (point >> 18), ...low);
    }
  }
  return bytes;
}
