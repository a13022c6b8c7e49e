import { problemAt, type Problem } from './problem.ts';
import { MAX_DEPTH } from './untrusted.ts';

/**
 * Finds where a text stops being JSON, in lines and columns from 1. JavaScript engines say it each in their own way, some not at all;
 * and they take the last of two members of one name without a word, which in a file written by hand is a mistake.
 */

/** Why a text is not JSON, or not JSON that may be read; undefined when it is. */
export function syntaxProblem(text: string): Problem | undefined {
  try {
    new Scanner(text).document();
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxAt)) throw error;
    const before = text.slice(0, error.offset);
    const line = before.split('\n').length;
    const column = error.offset - before.lastIndexOf('\n');
    return problemAt([], `invalid JSON, line ${line}, column ${column}: ${error.message}`);
  }
}

class SyntaxAt extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// A control character inside a text must be written as an escape.
// oxlint-disable-next-line no-control-regex
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

class Scanner {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  document(): void {
    this.value();
    if (this.at < this.text.length) this.fail('nothing may follow the end');
  }

  private value(): void {
    this.skip(SPACE);
    const first = this.text[this.at];
    if (first === '{') this.group('}', () => this.member(new Set()));
    else if (first === '[') this.group(']', () => () => this.value());
    else if (first === '"') this.string();
    else if (!this.skip(NUMBER) && !this.skip(WORD)) this.fail('a value should stand here');
    this.skip(SPACE);
  }

  /** Items in brackets; `open` makes what reads one of this group's. */
  private group(end: string, open: () => () => void): void {
    if (++this.depth > MAX_DEPTH) this.fail(`must be nested at most ${MAX_DEPTH} deep`);
    const item = open();
    this.at++;
    this.skip(SPACE);
    if (this.text[this.at] !== end) {
      for (;;) {
        item();
        if (this.text[this.at] !== ',') break;
        this.at++;
        this.skip(SPACE);
        if (this.text[this.at] === end)
          this.fail(`no comma may stand before "${end}"`, this.text.lastIndexOf(',', this.at));
      }
    }
    if (this.text[this.at] !== end) this.fail(`a comma or "${end}" should stand here`);
    this.at++;
    this.depth--;
  }

  private member(seen: Set<string>): () => void {
    return () => {
      const from = this.at;
      if (this.text[from] !== '"') this.fail('a name in quotation marks should stand here');
      const name = this.string();
      if (seen.has(name)) this.fail(`second member of this name: ${name}`, from);
      seen.add(name);
      this.skip(SPACE);
      if (this.text[this.at] !== ':') this.fail('a colon should stand here');
      this.at++;
      this.value();
    };
  }

  private string(): string {
    const from = this.at;
    if (!this.skip(STRING)) this.fail('text is not closed, or holds a line break or an unknown escape');
    return this.text.slice(from, this.at);
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found !== null;
  }

  private fail(message: string, offset = this.at): never {
    if (offset >= this.text.length) throw new SyntaxAt(`${message}, but the text ends`, offset);
    const isComment = this.text.startsWith('//', offset) || this.text.startsWith('/*', offset);
    throw new SyntaxAt(isComment ? 'JSON has no comments' : message, offset);
  }
}
