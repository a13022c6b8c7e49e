import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { Importer } from '../../sim/import/importer.ts';

const MB = 2 ** 20;

/** Five lines of one message each, of a day in which one comes every 20 ms; no two have a name in the queue or a sender in common. */
function linesOf(message: number): string {
  const hundredths = message * 2;
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const second = Math.floor(hundredths / 100) % 86_400;
  const at = `May ${13 + Math.floor(hundredths / 8_640_000)} ${two(second / 3600)}:${two((second / 60) % 60)}:${two(second % 60)} mx1 postfix/`;
  const id = (0x4_0000_0000 + message).toString(16).toUpperCase();
  const pid = 1000 + (message % 90);
  return [
    `smtpd[${pid}]: connect from mail${message}.example.net[198.51.${message % 100}.${message % 250}]`,
    `smtpd[${pid}]: ${id}: client=mail${message}.example.net[198.51.${message % 100}.${message % 250}]`,
    `qmgr[9]: ${id}: from=<user${message}@example.net>, size=${2000 + (message % 90_000)}, nrcpt=1 (queue active)`,
    `lmtp[${pid}]: ${id}: to=<user${message % 30_000}@example.org>, relay=store[private/lmtp], delay=1, dsn=2.0.0, status=sent (250 2.0.0 Saved)`,
    // One in a hundred is never heard of again.
    message % 100 === 0 ? `anvil[8]: statistics: max cache size ${message}` : `qmgr[9]: ${id}: removed`,
  ]
    .map((line) => `${at}${line}\n`)
    .join('');
}

/** Asks the engine of Node to collect garbage now, which it does not offer unless told to. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

test(
  'the longer a log is, the less it matters: four times as much of it leaves no more in memory',
  { timeout: 120_000 },
  () => {
    const collect = collector();
    const importer = new Importer({ year: 2024, month: 12, day: 31 });
    let bytes = 0;
    let message = 0;
    /** Reads the log, which is made on the way, up to a length; heap in use then [MB]. */
    const heapAfter = (length: number): number => {
      while (bytes < length) {
        let piece = '';
        for (let i = 0; i < 500; i++) piece += linesOf(message++);
        bytes += piece.length;
        importer.push(piece);
      }
      collect();
      return process.memoryUsage().heapUsed / MB;
    };
    const before = heapAfter(0);
    // By then as many messages are kept for a trace as ever will be.
    const early = heapAfter(20 * MB);
    const late = heapAfter(80 * MB);
    const imported = importer.finish();
    expect(imported).toMatchObject({ arrivals: message, lines: 5 * message, broken: 0 });
    expect(imported.counts?.unfinished).toBe(Math.ceil(message / 100));
    expect(Math.abs(imported.mailboxes / 30_000 - 1)).toBeLessThan(0.05);
    expect(early - before).toBeLessThan(40);
    expect(late - early).toBeLessThan(5);
  },
);
