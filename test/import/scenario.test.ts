import { expect, test } from 'vitest';
import { scenarioText } from '../../sim/import/jsonText.ts';
import { presetOf } from '../../sim/import/preset.ts';
import { reportLines } from '../../sim/import/report.ts';
import { scenarioOf } from '../../sim/import/scenario.ts';
import { parseScenario } from '../../sim/scenario/load.ts';
import { formatProblem } from '../../sim/scenario/problem.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { Simulation } from '../../sim/simulation.ts';
import { fixture, importText } from './support.ts';

function load(json: unknown): Scenario {
  const loaded = parseScenario(scenarioText(json));
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.scenario;
}

const options = { file: 'mail.log', preset: presetOf('enterprise-today@1') };

test('a log becomes a trace that plays itself back', () => {
  const scenario = load(scenarioOf(importText(fixture('syslog.log')), { ...options, as: 'trace' }));
  expect(Object.keys(scenario.streams).toSorted()).toEqual([
    'ham',
    'internal',
    'outbound',
    'outbound bounce',
    'spam',
    'virus',
  ]);
  expect(scenario.run.startsAt).toBe('2023-12-31T23:58:00');
  expect(scenario.mailboxes).toBe(3);
  expect(scenario.streams['ham']?.arrivals).toEqual({
    process: 'trace',
    atS: [91, 92, 3120],
    sizeKB: [8, 16, 4],
    recipients: [2, 1, 1],
  });
  expect(scenario.streams['spam']?.arrivals).toEqual({ process: 'trace', atS: [7, 1381] });
  // Sizes that a log cannot know stay those of the preset.
  expect(scenario.streams['spam']?.sizeKB).toEqual({ dist: 'lognormal', median: 10, sigma: 1.1 });
  const offered = Object.keys(scenario.designs).map((design) => {
    const simulation = new Simulation(scenario, design);
    while (!simulation.advance(1e6));
    return Object.fromEntries(Object.entries(simulation.result().streams).map(([id, s]) => [id, s.offered]));
  });
  expect(offered[0]).toEqual({ ham: 3, spam: 2, virus: 1, outbound: 1, internal: 1, 'outbound bounce': 1 });
  expect(offered[1]).toEqual(offered[0]);
});

/** Eight weeks of a table: 2 messages an hour by day, one by night, half of that at weekends; every tenth is spam of 1 KB. */
function table(): string {
  const rows = ['time;class;sizeKB;recipients'];
  let n = 0;
  for (let hour = 0; hour < 8 * 168; hour++) {
    const day = Math.floor(hour / 24) % 7;
    const perHour = (hour % 24 >= 8 && hour % 24 < 20 ? 4 : 2) / (day > 4 ? 2 : 1);
    for (let i = 0; i < perHour; i++) {
      // 2024-05-13 is a Monday.
      const at = 1_715_558_400 + hour * 3600 + (i * 3600) / perHour;
      rows.push(n++ % 10 === 0 ? `${at};spam;1;1` : `${at};ham;${n % 2 === 0 ? 10 : 90};2`);
    }
  }
  return `${rows.join('\n')}\n`;
}

test('a table becomes a profile: rate, hours, days, sizes and recipients', () => {
  const imported = importText(table(), 5000);
  expect(imported).toMatchObject({ format: 'csv', broken: 0, relative: false, mailboxes: 0 });
  const scenario = load(scenarioOf(imported, { ...options, as: 'profile', mailboxes: 500 }));
  expect(Object.keys(scenario.streams).toSorted()).toEqual(['ham', 'spam']);
  const { ham } = scenario.streams;
  // (5 × 72 + 2 × 36) messages a week, nine tenths of them ham, over 500 mailboxes.
  expect(ham?.arrivals).toMatchObject({ process: 'poisson' });
  const { perMailboxPerDay } = (ham?.arrivals ?? {}) as { perMailboxPerDay: number };
  expect(perMailboxPerDay / ((0.9 * 432) / 7 / 500)).toBeCloseTo(1, 1);
  const { hours, days } = (ham?.profile ?? {}) as { hours: number[]; days: number[] };
  expect((hours[12] ?? 0) / (hours[0] ?? 0)).toBeCloseTo(2, 0);
  expect((days[6] ?? 0) / (days[0] ?? 0)).toBeCloseTo(0.5, 1);
  expect(ham?.sizeKB).toMatchObject({ dist: 'empirical', values: [10, 90] });
  expect(ham?.recipients).toEqual({ dist: 'geometric', mean: 2 });
  expect(scenario.streams['spam']?.sizeKB).toBe(1);
  expect(reportLines(imported, 'mail.csv')[0]).toMatch(
    /^mail\.csv: table of 3,457 lines, 3,456 messages in 56 days from 2024-05-13 /,
  );
});

test('a table without heading and with broken lines; times from the start know no weekday', () => {
  const imported = importText(
    '0,ham,2048\n3600,ham,1024\n,ham,1\n7200,junk,1\n7200,ham,-1\n7200,ham,1e999\n7200,spam,\n',
  );
  expect(imported.arrivals).toBe(3);
  expect(imported.broken).toBe(4);
  expect(imported.examples.map(({ line, why }) => `${line} ${why}`)).toEqual([
    '3 no time: empty',
    '4 unknown class: "junk"',
    '5 no size: "-1"',
    '6 no size: "1e999"',
  ]);
  expect(imported.relative).toBe(true);
  const scenario = load(scenarioOf(imported, { ...options, as: 'trace' }));
  expect(scenario.streams['ham']?.arrivals).toEqual({ process: 'trace', atS: [0, 3600], sizeKB: [2, 1] });
  expect(scenario.run.startsAt).toBe('2024-10-07T00:00:00');
  expect(load(scenarioOf(imported, { ...options, as: 'profile' })).streams['ham']?.profile).toBe('flat');
});
