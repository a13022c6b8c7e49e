/** Longest line that is read [characters]; what is beyond is dropped, so that a file without line ends cannot fill memory. */
export const LONGEST_LINE = 16_384;

/** Cuts a text that comes in pieces into its lines, without their ends. Memory: one line. */
export class Lines {
  private rest = '';
  private readonly take: (line: string) => void;

  constructor(take: (line: string) => void) {
    this.take = take;
  }

  /** The next piece of the text, of any length. */
  push(piece: string): void {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      this.emit(this.rest + piece.slice(from, end));
      this.rest = '';
      from = end + 1;
    }
    if (this.rest.length < LONGEST_LINE) this.rest += piece.slice(from, from + LONGEST_LINE);
  }

  /** The text is over: its last line may have no end. */
  finish(): void {
    if (this.rest !== '') this.emit(this.rest);
    this.rest = '';
  }

  private emit(line: string): void {
    const end = line.endsWith('\r') ? line.length - 1 : line.length;
    this.take(line.slice(0, Math.min(end, LONGEST_LINE)));
  }
}
