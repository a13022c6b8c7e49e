import type { Compressor } from '../../sim/share/compressor.ts';
import { deflateRaw, inflateRaw } from './deflate.ts';

/** Raw deflate by the browser. */
export const compressor: Compressor = { deflate: deflateRaw, inflate: inflateRaw };
