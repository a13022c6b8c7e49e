import { DIRECTIONS, MAIL_CLASSES, type Direction, type MailClass } from '../scenario/words.ts';
import type { Clock } from './calendar.ts';
import type { Listener } from './arrival.ts';

/** What a column holds; `size` is in bytes, as logs have it. */
type Field = 'time' | 'class' | 'size' | 'sizeKB' | 'direction' | 'recipients';

const NAMES: Readonly<Record<string, Field>> = {
  time: 'time',
  at: 'time',
  timestamp: 'time',
  date: 'time',
  ats: 'time',
  class: 'class',
  kind: 'class',
  size: 'size',
  bytes: 'size',
  sizebytes: 'size',
  sizekb: 'sizeKB',
  kb: 'sizeKB',
  direction: 'direction',
  recipients: 'recipients',
  nrcpt: 'recipients',
  rcpts: 'recipients',
};

/** Columns of a table without a heading. */
const USUAL: readonly Field[] = ['time', 'class', 'size', 'direction', 'recipients'];
/** Numbers from here on are seconds since 1970, and from there on milliseconds; smaller ones count from the start of the table. */
const EPOCH_S = 1e8;
const EPOCH_MS = 1e11;

/**
 * Reads a table of arrivals: time (ISO 8601, seconds since 1970, or seconds from the start), class, size in bytes, and where there are such
 * columns direction and recipients. The separator is a comma, a semicolon or a tabulator; a first line without a time names the columns.
 */
export class CsvReader {
  private readonly listener: Listener;
  private readonly clock: Clock;
  private separator = ',';
  private fields: readonly (Field | undefined)[] | undefined;

  constructor(listener: Listener, clock: Clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /** A line of the table; empty ones are passed over. */
  line(line: string): void {
    if (line.trim() === '' || line.startsWith('#')) return;
    if (this.fields === undefined && this.heading(line)) return;
    const cells = this.cellsOf(line);
    const cell = (field: Field): string => cells[this.fields?.indexOf(field) ?? -1] ?? '';
    const atS = this.time(cell('time'));
    if (atS === undefined) return this.listener.broken(`no time: ${shown(cell('time'))}`);
    const mailClass = cell('class') === '' ? 'ham' : oneOf<MailClass>(cell('class'), MAIL_CLASSES);
    if (mailClass === undefined) return this.listener.broken(`unknown class: ${shown(cell('class'))}`);
    const direction = cell('direction') === '' ? 'inbound' : oneOf<Direction>(cell('direction'), DIRECTIONS);
    if (direction === undefined) return this.listener.broken(`unknown direction: ${shown(cell('direction'))}`);
    const sizeKB = cell('sizeKB') === '' ? numberOf(cell('size'), 1 / 1024) : numberOf(cell('sizeKB'), 1);
    if (sizeKB === null) return this.listener.broken(`no size: ${shown(cell('sizeKB') || cell('size'))}`);
    const recipients = numberOf(cell('recipients'), 1);
    if (recipients === null) return this.listener.broken(`no number of recipients: ${shown(cell('recipients'))}`);
    this.listener.arrival({ atS, direction, class: mailClass, sizeKB, recipients });
  }

  /** Takes the first line as a heading; false where it holds data. */
  private heading(line: string): boolean {
    this.separator = [';', '\t', ','].find((mark) => line.includes(mark)) ?? ',';
    const named = this.cellsOf(line).map((name): Field | undefined => {
      const key = name.toLowerCase().replace(/[^a-z]/g, '');
      return Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
    });
    const isHeading = named.includes('time');
    this.fields = isHeading ? named : USUAL;
    return isHeading;
  }

  private cellsOf(line: string): string[] {
    return line.split(this.separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  }

  private time(text: string): number | undefined {
    if (/^\d+(\.\d+)?$/.test(text)) {
      const value = Number(text);
      return value >= EPOCH_MS ? value / 1000 : value;
    }
    return this.clock.read(text)?.atS;
  }
}

/** True for times that count from the start of a table, not from 1970. */
export function isRelative(atS: number): boolean {
  return atS < EPOCH_S;
}

function oneOf<T extends string>(text: string, known: readonly T[]): T | undefined {
  const word = text.toLowerCase();
  return known.find((name) => name === word);
}

/** A number times a unit; undefined for an empty cell, null for what is none or not positive. */
function numberOf(text: string, unit: number): number | undefined | null {
  if (text === '') return undefined;
  const value = Number(text);
  return value > 0 && value < Infinity ? value * unit : null;
}

function shown(text: string): string {
  return text === '' ? 'empty' : `"${text.slice(0, 40)}"`;
}
