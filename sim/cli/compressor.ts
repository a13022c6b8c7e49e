import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Compressor, Inflated } from '../share/compressor.ts';

/** Raw deflate by Node. */
export const compressor: Compressor = {
  deflate: (text) => Promise.resolve(Uint8Array.from(deflateRawSync(text, { level: 9 }))),
  inflate: (bytes, limit) => Promise.resolve(inflate(bytes, limit)),
};

function inflate(bytes: Uint8Array, limit: number): Inflated {
  try {
    const text = inflateRawSync(bytes, { maxOutputLength: limit });
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') return { ok: false, why: 'too big' };
    return { ok: false, why: code === 'Z_BUF_ERROR' ? 'truncated' : 'damaged' };
  }
}
