/** Raw deflate (RFC 1951), which the page and the command line each have from their platform. */

/** What came of inflating. */
export type Inflated =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'truncated' | 'damaged' | 'too big' };

/** Both ways between text and raw deflate. */
export interface Compressor {
  /** A text, in UTF-8, to raw deflate. */
  readonly deflate: (text: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** Raw deflate to text of at most `limit` bytes; what unfolds to more is given up early. Never rejects. */
  readonly inflate: (bytes: Uint8Array<ArrayBuffer>, limit: number) => Promise<Inflated>;
}
