import type { Inflated } from '../../sim/share/compressor.ts';

/** Raw deflate by the platform's own streams, reading with a limit so that a small link cannot unfold into a huge text. */

/** Bytes are fed in pieces this small: one piece unfolds to at most about 1,000 times its size before the limit is looked at. */
const PIECE = 512;

/** Text to raw deflate. */
export async function deflateRaw(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Raw deflate to text, of at most `limit` bytes. */
export async function inflateRaw(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  let fed = false; // all bytes are in and none was wrong: what fails after that is a missing end

  const feed = async (): Promise<void> => {
    for (let i = 0; i < bytes.length; i += PIECE) await writer.write(bytes.subarray(i, i + PIECE));
    fed = true;
    await writer.close();
  };
  // Its failure reaches the reader too, where it is handled.
  const feeding = feed().catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > limit) {
        await reader.cancel().catch(() => undefined);
        return { ok: false, why: 'too big' };
      }
      pieces.push(value);
    }
    await feeding;
  } catch {
    return { ok: false, why: fed ? 'truncated' : 'damaged' };
  }
  try {
    return { ok: true, text: decode(pieces, size) };
  } catch {
    return { ok: false, why: 'damaged' };
  }
}

/** Bytes to text; throws TypeError where they are not UTF-8. */
function decode(pieces: readonly Uint8Array[], size: number): string {
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(all);
}
