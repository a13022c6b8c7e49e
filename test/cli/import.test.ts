import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fixture } from '../import/support.ts';
import { call, inFolder } from './support.ts';

test('makes a scenario of a log on standard input, and tells on standard error what it read', async () => {
  const { code, out, err } = await call(['import', '-', '--year', '2024', '--as', 'trace', '--mailboxes', '40'], {
    input: fixture('filter.log'),
  });
  expect(code).toBe(0);
  const json = JSON.parse(out) as { mailboxes: number; streams: Record<string, { arrivals: unknown } | null> };
  expect(json.mailboxes).toBe(40);
  expect(json.streams['ham']?.arrivals).toMatchObject({ process: 'trace', atS: [1.25], sizeKB: [10] });
  expect(json.streams['outbound']).toBeNull();
  expect(err).toContain('standard input: Postfix log of 18 lines, 3 messages in');
  expect(err).toContain('1 message came back from a content filter: counted once');
  expect(err).toContain('is that of enterprise-today@1, bought for 50,000 mailboxes: change tiers and designs');
});

test('reads logs that were packed when they were put aside', async () => {
  await inFolder(async (folder) => {
    const path = join(folder, 'mail.log.2.gz');
    writeFileSync(path, gzipSync(fixture('filter.log')));
    const { code, err } = await call(['import', path, '--year', '2024', '--as', 'trace']);
    expect(code).toBe(0);
    expect(err).toContain('mail.log.2.gz: Postfix log of 18 lines, 3 messages in');
    writeFileSync(path, fixture('filter.log'));
    const unpacked = await call(['import', path]);
    expect(unpacked.code).toBe(2);
    expect(unpacked.err).toContain(`cannot read ${path}: `);
    const gone = await call(['import', join(folder, 'gone.gz')]);
    expect(gone.code).toBe(2);
  });
});

test('writes the scenario to a file, and refuses what is none', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'own.json');
    const table = `time,class,size\n${Array.from({ length: 300 }, (_, i) => `${i * 600},ham,${1024 * (1 + (i % 7))}`).join('\n')}`;
    const { code } = await call(['import', '-', '--out', out], { input: table });
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      extends: 'enterprise-today@1',
      streams: { ham: { arrivals: { perMailboxPerDay: null }, profile: { days: null } }, spam: null },
    });
    expect((await call(['run', out, '--set', '/run/durationS=600'])).code).toBe(0);
  });
  const { code, err } = await call(['import', '-', '--as', 'spreadsheet'], { input: '' });
  expect(code).toBe(2);
  expect(err).toContain('--as');
  const none = await call(['import', '-'], { input: 'nothing here' });
  expect(none.code).toBe(2);
  expect(none.err).toContain('standard input: neither a Postfix log nor a table of time, class and size');
});
