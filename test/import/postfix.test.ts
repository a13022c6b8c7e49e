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

test('several instances, IPv6, a filter between them, a submission to two, a bounce, refusals of every sort', () => {
  const imported = importText(fixture('instances.log'));
  expect(linesOf(imported)).toEqual([
    '0 inbound spam - -', // talked before it was greeted
    '331 inbound ham 30 1', // greylisted at 09:00:11, came again, went through amavis
    '601 outbound ham 4 2',
    '604 internal bounce 6 1', // of the recipient that nobody is, back to who wrote
    '901 inbound spam - -', // wanted a relay
    '1201 inbound virus 2 1', // found by amavis
  ]);
  expect(imported.counts).toMatchObject({
    otherPrograms: 1,
    connections: 6,
    lostConnections: 1,
    relayDenied: 1,
    otherRejects: 1,
    temporary: 1,
    greylisted: 1,
    sent: 5,
    bounced: 1,
    reinjected: 1,
    older: 0,
    unfinished: 0,
  });
  // What the filter hands back is no session of a sender's.
  expect(imported.sessions.inbound).toEqual({ sessions: 2, messages: 2 });
  expect(imported.sessions.outbound).toEqual({ sessions: 1, messages: 1 });
  expect([imported.broken, imported.mailboxes]).toEqual([0, 1]);
});

test.each([
  ['rsyslog and syslogd, without a year', (time: string) => `May 13 ${time} mx1`],
  ['with a day of one digit, padded', (time: string) => `May  3 ${time} mx1`],
  ['on a day that looks like a century', (time: string) => `May 20 ${time} mx1`],
  ['with the year after the day', (time: string) => `May 13 2023 ${time} mx1`],
  ['syslog-ng, with the year in front', (time: string) => `2023 May 13 ${time} mx1`],
  ['with parts of a second', (time: string) => `May 13 ${time}.250 mx1`],
  ['RFC 3339', (time: string) => `2023-05-13T${time}.123456+02:00 mx1`],
  ['in UTC', (time: string) => `2023-05-13T${time}Z mx1`],
  ['ISO 8601 without an offset', (time: string) => `2023-05-13 ${time} mx1`],
  ['a relay that keeps the priority', (time: string) => `<22>May 13 ${time} mx1`],
  ['the journal, short-full', (time: string) => `Sat 2023-05-13 ${time} CEST mx1`],
])('time stamps: %s', (_, stamped) => {
  const at = (time: string, text: string) => `${stamped(time)} postfix/${text}`;
  const imported = importText(
    [
      at('09:00:00', 'smtpd[7]: 4F9D21A2B3: client=mail.example.net[198.51.100.25]'),
      at('09:00:01', 'qmgr[9]: 4F9D21A2B3: from=<a@example.net>, size=8192, nrcpt=2 (queue active)'),
      at('09:01:00', 'lmtp[5]: 4F9D21A2B3: to=<b@example.org>, relay=store[private/lmtp], status=sent (250 Saved)'),
      at('09:01:00', 'qmgr[9]: 4F9D21A2B3: removed'),
      at('09:02:30', 'smtpd[7]: NOQUEUE: reject: RCPT from x[203.0.113.1]: 554 5.7.1 Relay access denied; from=<>'),
    ].join('\n'),
  );
  expect(imported.broken).toBe(0);
  expect(linesOf(imported)).toEqual(['0 inbound ham 8 2', '150 inbound spam - -']);
  expect(writeTime(imported.fromS)).toMatch(/^2023-05-(?:03|13|20)T09:00:00$/);
});

test('lines as RFC 5424 has them, the process in a field of its own', () => {
  const imported = importText(
    [
      '<22>1 2023-05-13T09:00:00.5Z mx1 postfix/smtpd 7 - - 4F9D21A2B3: client=mail.example.net[198.51.100.25]',
      '<22>1 2023-05-13T09:00:01Z mx1 postfix/qmgr 9 - [x y="z"] 4F9D21A2B3: from=<a@example.net>, size=8192, nrcpt=2 (queue active)',
      '<22>1 2023-05-13T09:00:02Z mx1 dovecot 12 - - imap-login: Login',
    ].join('\n'),
  );
  expect(linesOf(imported)).toEqual(['0 inbound ham 8 2']);
  expect([imported.broken, imported.counts?.otherPrograms]).toEqual([0, 1]);
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
