import { expect, test } from 'vitest';
import { writeTime } from '../../sim/import/calendar.ts';
import { fixture, importText, linesOf } from './support.ts';

test('follows messages from daemon to daemon, whatever the pieces that the file comes in', () => {
  const imported = importText(fixture('syslog.log'));
  expect(imported.format).toBe('postfix');
  expect(writeTime(imported.fromS)).toBe('2023-12-31T23:58:01');
  expect(writeTime(imported.toS)).toBe('2024-01-01T00:50:01');
  expect(linesOf(imported)).toEqual([
    '0 inbound spam - -', // two refused recipients of one connection are one try
    '84 inbound ham 8 2',
    '85 inbound ham 16 1',
    '175 outbound ham 20 1', // deferred once, and still one message
    '713 internal ham 1 1', // from pickup to a mailbox
    '1374 inbound spam - -',
    '1434 inbound virus - -',
    '1913 outbound bounce 3 1', // made by Postfix itself
    '3113 inbound ham 4 1', // still in the queue at the end
  ]);
  expect(imported.counts).toMatchObject({
    otherPrograms: 1,
    connections: 6,
    peakConnections: 1,
    lostConnections: 1,
    timeouts: 1,
    blocked: 1,
    unknownRecipient: 1,
    content: 1,
    temporary: 1,
    greylisted: 1,
    sent: 6,
    deferred: 1,
    bounced: 0,
    reinjected: 0,
    older: 2,
    unfinished: 1,
  });
  expect(imported.broken).toBe(2);
  expect(imported.examples).toEqual([
    { line: 53, why: 'a line of qmgr without size or nrcpt' },
    { line: 54, why: 'no time at the beginning of the line' },
  ]);
  // Two messages in the session from outside, one in that of a virus.
  expect(imported.sessions.inbound).toEqual({ sessions: 2, messages: 3 });
  expect(imported.sessions.outbound).toEqual({ sessions: 1, messages: 1 });
  expect(imported.mailboxes).toBe(3);
  for (const piece of [1, 7, 1000]) {
    expect(linesOf(importText(fixture('syslog.log'), piece))).toEqual(linesOf(imported));
  }
  expect(linesOf(importText(fixture('syslog.log').replaceAll('\n', '\r\n')))).toEqual(linesOf(imported));
});

test('counts mail once that a content filter hands back, and takes its word for spam; offsets from UTC may change', () => {
  const imported = importText(fixture('filter.log'));
  expect(linesOf(imported)).toEqual([
    '0 inbound ham 10 1',
    '3.75 inbound spam 2 1',
    '6.75 internal ham 5 3', // 08:00:08+01:00 is 09:00:08+02:00
  ]);
  expect(imported.counts?.reinjected).toBe(1);
  expect(writeTime(imported.fromS)).toBe('2024-05-13T09:00:00');
});

test('says what it cannot read', () => {
  expect(() => importText('hello\nworld\n')).toThrow(
    'neither a Postfix log nor a table of time, class and size (line 1',
  );
  expect(() => importText('Jan  1 00:00:00 mx1 postfix/smtpd[1]: connect from a[192.0.2.1]\n')).toThrow(
    'no mail in the 1 lines of this Postfix log',
  );
});

test('remembers no more than it has room for', () => {
  // A log of a quarter million messages that never end, in one line without an end after them.
  const lines = Array.from(
    { length: 202_000 },
    (_, i) =>
      `Jan  1 00:00:00 mx1 postfix/smtpd[1]: ${(0x1000000 + i).toString(16).toUpperCase()}: client=a.example.net[192.0.2.1]\n`,
  );
  const imported = importText(lines.join('') + 'x'.repeat(100_000), 1e6);
  expect(imported.arrivals).toBe(202_000);
  expect(imported.counts?.unfinished).toBe(200_000);
  expect(imported.rows.dropped).toBe(162_000);
});
