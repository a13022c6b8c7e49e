import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../sim/measure/result.ts';
import { call, inFolder, SMALL } from './support.ts';

const resultOf = (text: string) => JSON.parse(text) as Result;

describe.concurrent('mailwatt run', () => {
  test('prints a table of all designs with units, and nothing else', async () => {
    const { code, out, err } = await call(['run', '-'], { input: SMALL });
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/^Small\nseed small, engine [\d.]+, digest [0-9a-f]{64}\n/);
    expect(out).toMatch(/narrow +wide/);
    expect(out).toMatch(/power +W, mean +[\d.]+ +[\d.]+/);
    expect(out).toMatch(/quick +≤ 0.2 +[\d.]+ MISSED +[\d.]+ met/);
    expect(out.split('\n').every((line) => line === line.trimEnd())).toBe(true);
  });

  test('gives byte for byte the same with one worker and with several', async () => {
    const args = ['run', '-', '--replications', '3', '--format', 'json', '--series'];
    const alone = await call([...args, '--workers', '1'], { input: SMALL });
    const together = await call([...args, '--workers', '3'], { input: SMALL });
    expect(alone.code).toBe(0);
    expect(together.err).toBe('');
    expect(together.out).toBe(alone.out);
    const { designs } = resultOf(alone.out);
    expect(designs['wide']!.intervals['/streams/mail/offered']?.n).toBe(3);
    expect(designs['wide']!.series?.timeS).toEqual([100, 200, 300]);
  });

  test('changes seed, designs and values as asked, and writes a whole file of the format that its name says', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'small.json');
      writeFileSync(file, SMALL);
      const settings = ['--seed', 'other', '--design', 'wide', '--set', '/run/durationS=50', '--set', '/name=Renamed'];
      const outcome = await call(['run', file, ...settings, '--out', join(folder, 'result.json')]);
      expect(outcome).toEqual({ code: 0, signal: null, out: '', err: '' });
      const result = resultOf(readFileSync(join(folder, 'result.json'), 'utf8'));
      expect(result).toMatchObject({ format: 'mailwatt-result/1', seed: 'other', scenario: 'Renamed' });
      expect(Object.keys(result.designs)).toEqual(['wide']);
      expect(result.designs['wide']!.streams['mail']!.offered).toBeLessThan(600);
      expect(readdirSync(folder).sort()).toEqual(['result.json', 'small.json']);
    });
  });

  test('exits with 1 when --check is given and an objective is missed', async () => {
    const { code, err, out } = await call(['run', '-', '--check', '--format', 'csv'], { input: SMALL });
    expect(code).toBe(1);
    expect(err).toMatch(/^missed: narrow: quick is 0\.\d+\n$/);
    expect(out).toMatch(/^design,pointer,value,mean,low,high,n\nnarrow,\/events,\d+,,,,\n/);
  });

  test('writes series as csv, one value a line', async () => {
    const { out } = await call(['run', '-', '--series', '--format', 'csv'], { input: SMALL });
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toBe('design,timeS,metric,of,unit,value');
    expect(lines[1]).toMatch(/^narrow,100,design\.watts,,W,[\d.]+$/);
    expect(lines.filter((line) => line.includes('tier.utilization,server'))).toHaveLength(6);
  });

  test('stops at once at Ctrl-C and leaves no file', async () => {
    await inFolder(async (folder) => {
      const args = ['run', '-', '--force', '--set', '/run/sampleS=1e5', '--workers', '2'];
      const endless = SMALL.replace('"durationS":300', '"durationS":3e8');
      const outcome = await call([...args, '--out', join(folder, 'never.json')], {
        input: endless,
        interruptAfterMs: 3000,
      });
      // On a slow machine it may not even have begun.
      expect(outcome.code === 130 || outcome.signal === 'SIGINT').toBe(true);
      expect(outcome.err).toBe('');
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  test('refuses a bad scenario with every problem, one line each, and no trace of ours', async () => {
    const bad = SMALL.replace('"pool":"all"', '"pool":"al"')
      .replace('"perS":8', '"perS":-8')
      .replace('"name"', '"nam"');
    const { code, out, err } = await call(['run', '-'], { input: bad });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([
      'streams.mail.arrivals.perS: must be a number from 0 to 1,000,000 [1/s]: -8',
      'nam: unknown key "nam"; did you mean "name"?',
      'designs.narrow.tiers.server.pool: no pool "al"; this design has "all"',
    ]);
  });

  test('refuses a run of hours with the estimate', async () => {
    const long = SMALL.replace('"durationS":300', '"durationS":3e8');
    const { code, err } = await call(['run', '-', '--set', '/run/sampleS=1e5'], { input: long });
    expect(code).toBe(2);
    expect(err).toContain('designs.narrow: would take about 4.8e+9 events, more than 2e+9');
  });

  test('refuses a place where it cannot write before it runs', async () => {
    const { code, err } = await call(['run', '-', '--out', '/no/such/folder/x.json'], { input: SMALL });
    expect(code).toBe(2);
    expect(err).toBe('cannot write /no/such/folder/x.json: no such file or directory\n');
  });
});
