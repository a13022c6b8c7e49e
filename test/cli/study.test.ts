import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readArguments } from '../../sim/cli/args.ts';
import { BadInput, type Command } from '../../sim/cli/command.ts';
import { size } from '../../sim/cli/commands/size.ts';
import { sweep } from '../../sim/cli/commands/sweep.ts';
import { warmup } from '../../sim/cli/commands/warmup.ts';
import { call, inFolder, SMALL } from './support.ts';

const RATES = ['--vary', '/streams/mail/arrivals/perS=4,8'];
const WIDTH = ['/designs/narrow/tiers/server/vcpus', '/designs/narrow/tiers/server/slots'].join(',');
const SOJOURN = '/tiers/server/sojournS/mean';

/** The lines with which a command refuses, asked in this process: every other one takes as long to start as to run. */
async function refusal(command: Command, scenario: string, args: readonly string[]): Promise<string> {
  return inFolder(async (folder) => {
    const file = join(folder, 'scenario.json');
    writeFileSync(file, scenario);
    try {
      return `code ${await command.run(readArguments(command, [file, ...args]))}`;
    } catch (error) {
      if (error instanceof BadInput) return error.lines.join('\n');
      throw error;
    }
  });
}

interface SweepDocument {
  readonly rows: readonly { values: unknown; design: string; metrics: Record<string, { mean: number; low: number }> }[];
}

describe.concurrent('mailwatt sweep', () => {
  test('runs every combination and design, alike with one worker and with several, and agrees with run', async () => {
    const args = ['sweep', '-', ...RATES, '--vary', `${WIDTH}=1,2`, '--metric', SOJOURN, '--replications', '3'];
    const [alone, together, run] = await Promise.all([
      call([...args, '--format', 'json', '--workers', '1'], { input: SMALL }),
      call([...args, '--format', 'json', '--workers', '2'], { input: SMALL }),
      call(['run', '-', '--replications', '3', '--format', 'json'], { input: SMALL }),
    ]);
    expect({ code: alone.code, err: alone.err, same: alone.out === together.out }).toEqual({
      code: 0,
      err: '',
      same: true,
    });
    const { rows } = JSON.parse(alone.out) as SweepDocument;
    expect(rows.map(({ design }) => design).join()).toBe('narrow,wide,narrow,wide,narrow,wide,narrow,wide');
    const [slots, vcpus] = ['/designs/narrow/tiers/server/slots', '/designs/narrow/tiers/server/vcpus'];
    expect(rows[4]?.values).toEqual({ '/streams/mail/arrivals/perS': 8, [vcpus]: 1, [slots]: 1 });
    const { designs } = JSON.parse(run.out) as { designs: Record<string, { intervals: Record<string, object> }> };
    expect(designs['narrow']?.intervals[SOJOURN]).toMatchObject(rows[4]?.metrics[SOJOURN] ?? {});
  });

  test("takes the objectives' metrics when none is asked for; as csv a column for each", async () => {
    const { code, out } = await call(['sweep', '-', ...RATES, '--design', 'wide', '--format', 'csv'], { input: SMALL });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^\/streams\/mail\/arrivals\/perS,design,\/tiers\/server\/sojournS\/mean\n4,wide,0\.\d+\n8,wide,0\.\d+\n$/,
    );
  });

  test('refuses misspelt places and metrics with the nearest, and grids and runs beyond measure with their size', async () => {
    const of = (...args: string[]) => refusal(sweep, SMALL, args);
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1).join();
    const errors = await Promise.all([
      of('--vary', '/streams/mial/arrivals/perS=1', '--vary', '/designs/wide/tiers/server/slot=1'),
      of(...RATES, '--metric', '/tiers/server/sojournS/meen'),
      of('--vary', `/mailboxes=${hundred}`, '--vary', '/designs/wide/tiers/server/slots=1,2,3,4,5,6,7,8,9,10,11'),
      of('--vary', '/designs/wide/tiers/server/slots=2,0,none'),
      of(...RATES, '--set', '/run/durationS=2e7', '--set', '/run/sampleS=1e5', '--replications', '9'),
    ]);
    expect(errors[0]).toBe(
      '--vary: unknown name "mial"; did you mean "mail"? in /streams/mial/arrivals/perS\n' +
        '--vary: unknown key "slot"; did you mean "slots"? in /designs/wide/tiers/server/slot',
    );
    expect(errors[1]).toContain('did you mean "mean"? in /tiers/server/sojournS/meen');
    expect(errors[2]).toContain('100 × 11 = 1100 combinations, more than 1000; give fewer values');
    expect(errors[3]?.split('\n')).toHaveLength(2);
    expect(errors[4]).toMatch(/36 runs would take about .*e\+9 events, more than 2e\+9; give fewer values/);
  });

  test('stops at once at Ctrl-C and leaves no file', async () => {
    await inFolder(async (folder) => {
      const settings = ['--force', '--set', '/run/durationS=3e8', '--set', '/run/sampleS=1e5'];
      const outcome = await call(['sweep', '-', ...RATES, ...settings, '--out', join(folder, 'never.csv')], {
        input: SMALL,
        interruptAfterMs: 3000,
      });
      expect(outcome.code === 130 || outcome.signal === 'SIGINT').toBe(true);
      expect(readdirSync(folder)).toEqual([]);
    });
  });
});

describe.concurrent('mailwatt size', () => {
  test('finds the smallest value of the design that the place is in, and says what is known below it', async () => {
    const { code, out, err } = await call(['size', '-', '--vary', `${WIDTH}=1..8`], { input: SMALL });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('means of 5 runs ± half of the 95% interval');
    expect(out).toMatch(/\n +1 +[\d.]+ ± [\d.]+ (MISSED|not sure)\n +2 +[\d.]+ ± [\d.]+ met\n/);
    expect(out).toContain('2 is the smallest value found that meets all objectives');
    expect(out).toContain('1 does not meet them.');
    expect(out).not.toContain('\nwide\n');
  });

  test('ends with 1 when none meets, and names the design', async () => {
    const args = [
      'size',
      '-',
      '--vary',
      '/designs/narrow/tiers/server/slots=1..2',
      '--set',
      '/objectives/0/atMost=0.05',
    ];
    const { code, out, err } = await call([...args, '--format', 'json'], { input: SMALL });
    expect({ code, err }).toEqual({
      code: 1,
      err: 'missed: narrow: no value tried from 1 to 2 meets all objectives\n',
    });
    expect(JSON.parse(out)).toMatchObject({
      format: 'mailwatt-sizing/1',
      replications: 5,
      designs: { narrow: { smallest: null, complete: true, tried: [{ value: 1, met: false }, { value: 2 }] } },
    });
  });

  test('refuses a range that is none, a single run, and a scenario without objectives', async () => {
    const of = (input: string, ...args: string[]) => refusal(size, input, args);
    const slots = '/designs/narrow/tiers/server/slots';
    const without = SMALL.replace(/,"objectives":.*$/, '}');
    const errors = await Promise.all([
      of(SMALL, '--vary', `${slots}=8..2`),
      of(SMALL, '--vary', `${slots}=1,2`),
      of(SMALL, '--vary', `${slots}=1..2`, '--replications', '1'),
      of(without, '--vary', `${slots}=1..2`),
      of(SMALL, '--vary', `${slots}=0..2`),
    ]);
    expect(errors[0]).toContain('--vary must go upward, as in 2..8');
    expect(errors[1]).toContain('--vary must be /pointer=LOW..HIGH, whole numbers');
    expect(errors[2]).toContain('--replications must be a whole number from 2 to 1000: 1');
    expect(errors[3]).toContain('objectives: the scenario has none');
    expect(errors[4]).toContain('no scenario with the value 0 at /designs/narrow/tiers/server/slots');
  });
});

describe.concurrent('mailwatt warmup', () => {
  test('finds how long each tier feels that it began empty, alike in every format', async () => {
    const settings = ['/run/sampleS=20', '/run/durationS=3000', '/streams/mail/arrivals/perS=2'];
    const args = ['warmup', '-', ...settings.flatMap((setting) => ['--set', setting]), '--replications', '4'];
    const [table, json, csv] = await Promise.all(
      ['table', 'json', 'csv'].map((format) => call([...args, '--format', format], { input: SMALL })),
    );
    expect(json).toMatchObject({ code: 0, err: '' });
    const document = JSON.parse(json?.out ?? '') as {
      warmupS: number;
      designs: Record<string, { tier: string; warmupS: number }[]>;
    };
    const [narrow, wide] = [document.designs['narrow']?.[0]?.warmupS, document.designs['wide']?.[0]?.warmupS];
    expect(document).toMatchObject({ replications: 4, givenS: 0, warmupS: Math.max(narrow ?? -1, wide ?? -1) });
    expect((narrow ?? 1) % 100).toBe(0);
    expect(csv?.out).toBe(`design,tier,warmupS\nnarrow,server,${narrow}\nwide,server,${wide}\n`);
    expect(table?.out).toContain('averages of 4 runs from an empty start');
    expect(table?.out).toContain('serves all; the scenario has 0 s.');
  });

  test('refuses a run of few samples, and says how to get more', async () => {
    expect(await refusal(warmup, SMALL, [])).toBe(
      'run.sampleS: 3 samples are too few to see where the beginning ends; at least 50: --set /run/sampleS=6',
    );
  });

  test('warns where mail changes with the time', async () => {
    const office = SMALL.replace('"ham"', '"ham","profile":"office"');
    const { code, err } = await call(['warmup', '-', '--set', '/run/sampleS=2'], { input: office });
    expect(code).toBe(0);
    expect(err).toContain('note: the mail of "mail" changes with the time: there is no steady state');
  });
});
