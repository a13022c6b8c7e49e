import { CODEC } from '../../sim/share/codec.ts';
import { crc32 } from '../../sim/share/checksum.ts';

/**
 * Scenarios inside pictures. What is put in is the part of a link after `#`, plain letters that need no escaping; what is read out goes
 * through the same checks as a link. Pictures are read as bytes and text, never as markup.
 */

/** The id of the SVG metadata element and keyword of the PNG chunk. */
export const KEYWORD = 'mailwatt-scenario';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const LINK = new RegExp(String.raw`^\s*(${CODEC}\.[\w-]+)\s*$`);

/** The metadata element of an SVG picture that carries a scenario's payload. */
export function svgMetadata(payload: string): { readonly id: string; readonly text: string } {
  return { id: KEYWORD, text: `${CODEC}.${payload}` };
}

/** What an SVG file carries: the part of a link after `#`; undefined where it carries no scenario. */
export function linkInSvg(text: string): string | undefined {
  const tag = text.indexOf(`id="${KEYWORD}"`);
  const from = tag < 0 ? -1 : text.indexOf('>', tag);
  const to = from < 0 ? -1 : text.indexOf('<', from);
  return to < 0 ? undefined : LINK.exec(text.slice(from + 1, to))?.[1];
}

/** Whether a file begins as PNG pictures do. */
export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/** A PNG picture with a scenario's payload in a text chunk (iTXt, PNG specification 11.3.3.4) before its end. Throws RangeError for what is no PNG. */
export function carryInPng(png: Uint8Array, payload: string): Uint8Array<ArrayBuffer> {
  const end = chunksOf(png).find(({ type }) => type === 'IEND');
  if (end === undefined) throw new RangeError('not a PNG picture');
  const encoder = new TextEncoder();
  // Keyword, then: not compressed, no language, no translated keyword.
  const body = encoder.encode(`iTXt${KEYWORD}\0\0\0\0\0${CODEC}.${payload}`);
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  const carrying = new Uint8Array(png.length + chunk.length);
  carrying.set(png.subarray(0, end.at));
  carrying.set(chunk, end.at);
  carrying.set(png.subarray(end.at), end.at + chunk.length);
  return carrying;
}

/** What a PNG file carries: the part of a link after `#`; undefined where it carries no scenario or is cut. */
export function linkInPng(png: Uint8Array): string | undefined {
  const head = `${KEYWORD}\0\0\0\0\0`;
  for (const { type, from, to } of chunksOf(png)) {
    if (type !== 'iTXt') continue;
    const text = new TextDecoder('latin1').decode(png.subarray(from, to));
    if (text.startsWith(head)) return LINK.exec(text.slice(head.length))?.[1];
  }
  return undefined;
}

interface Chunk {
  readonly type: string;
  /** Where the chunk begins, and its data from … to. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The chunks of a PNG file as far as they are whole. */
function chunksOf(png: Uint8Array): Chunk[] {
  if (!isPng(png)) return [];
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  let at = SIGNATURE.length;
  while (at + 12 <= png.length) {
    const length = view.getUint32(at);
    const from = at + 8;
    if (from + length + 4 > png.length) break;
    const type = String.fromCharCode(...png.subarray(at + 4, from));
    chunks.push({ type, at, from, to: from + length });
    at = from + length + 4;
  }
  return chunks;
}
