import type { Direction } from '../scenario/words.ts';
import type { Arrival, Listener } from './arrival.ts';
import { Clock } from './calendar.ts';
import type { Day } from './calendar.ts';
import { CsvReader, isRelative } from './csv.ts';
import { Lines } from './lines.ts';
import { PostfixReader } from './postfix.ts';
import type { PostfixCounts } from './postfixCounts.ts';
import { readPostfixLine } from './postfixLine.ts';
import { Rows } from './rows.ts';
import { Tally } from './tally.ts';

/** Broken lines that are shown; all are counted. */
const EXAMPLES = 5;
/** Lines looked at before a file counts as neither log nor table. */
const LOOK_AT = 200;

/** A line that could not be understood. */
export interface BrokenLine {
  /** Its number, from 1. */
  readonly line: number;
  readonly why: string;
}

/** What was read of a file. */
export interface Imported {
  readonly format: 'postfix' | 'csv';
  readonly lines: number;
  readonly arrivals: number;
  readonly broken: number;
  readonly examples: readonly BrokenLine[];
  /** The time that the file covers [s since 1970-01-01 by the wall clock; from the start where times are relative]. */
  readonly fromS: number;
  readonly toS: number;
  /** Times count from the start of the table: nothing is known of dates. */
  readonly relative: boolean;
  readonly tally: Tally;
  readonly rows: Rows;
  /** Sessions that brought messages, and those messages, by direction. */
  readonly sessions: Readonly<Record<Direction, { sessions: number; messages: number }>>;
  readonly counts: PostfixCounts | undefined;
  /** Different recipients inside; 0 where they are unknown. */
  readonly mailboxes: number;
}

/**
 * Reads a Postfix log or a table of arrivals, piece by piece, in constant memory: what it is is told by its first lines. It knows no
 * clock, no file and no thread; whoever drives it hands it the text.
 */
export class Importer {
  private readonly splitter = new Lines((line) => this.line(line));
  private readonly tally = new Tally();
  private readonly rows = new Rows();
  private readonly clock: Clock;
  private readonly sessions = {
    inbound: { sessions: 0, messages: 0 },
    outbound: { sessions: 0, messages: 0 },
    internal: { sessions: 0, messages: 0 },
  };
  private readonly examples: BrokenLine[] = [];
  private readonly postfix: PostfixReader;
  private readonly csv: CsvReader;
  /** Lines before it was known what they are. */
  private first: string[] | undefined = [];
  private format: 'postfix' | 'csv' | undefined;
  private lines = 0;
  private arrivals = 0;
  private broken = 0;
  private fromS = Infinity;
  private toS = -Infinity;

  /** `latest`: the last day on which a log whose stamps have no year can have been written. */
  constructor(latest: Day) {
    this.clock = new Clock(latest);
    const listener: Listener = {
      arrival: (arrival) => this.take(arrival),
      session: (direction, messages) => {
        this.sessions[direction].sessions++;
        this.sessions[direction].messages += messages;
      },
      broken: (why) => this.complain(why),
    };
    this.postfix = new PostfixReader(listener);
    this.csv = new CsvReader(listener, this.clock);
  }

  /** The next piece of the file's text. */
  push(text: string): void {
    this.splitter.push(text);
  }

  /** The file is over. Throws RangeError, in words for people, where it holds no mail. */
  finish(): Imported {
    this.splitter.finish();
    if (this.first !== undefined) this.settle('csv');
    if (this.format === 'postfix') this.postfix.finish();
    const { format, tally, rows, lines, arrivals, broken, examples, sessions } = this;
    if (format === undefined || arrivals === 0) throw new RangeError(this.whyNothing());
    const isLog = format === 'postfix';
    return {
      format,
      lines,
      arrivals,
      broken,
      examples,
      fromS: isLog ? this.fromS : tally.firstS,
      toS: isLog ? this.toS : tally.lastS,
      relative: !isLog && isRelative(tally.lastS),
      tally,
      rows,
      sessions,
      counts: isLog ? this.postfix.counts : undefined,
      mailboxes: isLog ? this.postfix.mailboxes.count() : 0,
    };
  }

  private line(line: string): void {
    this.lines++;
    if (this.first === undefined) return this.read(line);
    this.first.push(line);
    if (this.isPostfix(line)) this.settle('postfix');
    else if (this.first.length >= LOOK_AT || this.looksLikeTable(line)) this.settle('csv');
  }

  private isPostfix(line: string): boolean {
    return / postfix[\w.-]*\/[\w/-]+(?:\[\d+\]: | \d+ \S+ (?:-|\[))/.test(line);
  }

  /** A heading, or a time and a separator: no log has them at the beginning of a line. */
  private looksLikeTable(line: string): boolean {
    return /^"?(?:time|at|atS|timestamp|date)"? *[,;\t]/i.test(line) || /^"?\d[\dT:. Z+-]*"? *[,;\t]/.test(line);
  }

  private settle(format: 'postfix' | 'csv'): void {
    const first = this.first ?? [];
    this.first = undefined;
    this.format = format;
    const all = this.lines;
    this.lines -= first.length;
    for (const line of first) {
      this.lines++;
      this.read(line);
    }
    this.lines = all;
  }

  private read(line: string): void {
    if (this.format === 'csv') return this.csv.line(line);
    if (line === '') return;
    // RFC 5424 puts a priority and a version before the time.
    const plain = line.startsWith('<') ? line.replace(/^<\d+>(?:\d )?/, '') : line;
    const stamp = this.clock.read(plain);
    if (stamp === undefined) return this.complain('no time at the beginning of the line');
    const rest = plain.slice(stamp.end);
    if (/ postfix/.test(rest) && readPostfixLine(rest) === undefined && / postfix[\w.-]*\//.test(rest)) {
      return this.complain('a line of Postfix that is cut off or changed');
    }
    if (stamp.atS < this.fromS) this.fromS = stamp.atS;
    if (stamp.atS > this.toS) this.toS = stamp.atS;
    this.postfix.line(stamp.atS, rest);
  }

  private take(arrival: Arrival): void {
    this.arrivals++;
    this.tally.add(arrival);
    this.rows.add(arrival);
  }

  private complain(why: string): void {
    this.broken++;
    if (this.examples.length < EXAMPLES) this.examples.push({ line: this.lines, why });
  }

  private whyNothing(): string {
    const [example] = this.examples;
    const seen = example === undefined ? '' : ` (line ${example.line}: ${example.why})`;
    if (this.format === 'postfix') return `no mail in the ${this.lines} lines of this Postfix log${seen}`;
    return `neither a Postfix log nor a table of time, class and size${seen}`;
  }
}
