import { expect, test } from 'vitest';
import type { ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { HEIGHT, outlineOf, WIDTH } from '../../web/panels/start/outline.ts';
import { quick } from '../e2e/support/scenarios.ts';
import { parse } from '../support/simulate.ts';

/** Heights of an area above its base, from left to right. */
const heights = (path: string): number[] =>
  [...path.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, , y]) => HEIGHT - Number(y));

test('a scenario in small: its mail, the ham in it, its incidents, and the same in words', () => {
  const outline = outlineOf(parse(quick as unknown as ScenarioInput));
  // 6/s of ham, 0.02/s of bulk mail and 6/s of spam, which grow eightfold in the middle of the hour, for ten minutes.
  expect(outline.words).toBe('1 h, 12 to 54 sessions/s, 1 incident');
  expect(outline.incidents).toEqual([WIDTH / 2]);
  const [all, ham] = [heights(outline.all), heights(outline.ham)];
  expect(all.length).toBe(ham.length);
  const scale = (HEIGHT - 1) / (6 + 0.02 + 48);
  expect(all[10]).toBeCloseTo(12.02 * scale, 1);
  expect(Math.max(...all)).toBeCloseTo(HEIGHT - 1, 1);
  expect(all.at(-1)).toBeCloseTo(12.02 * scale, 1);
  for (const height of ham) expect(height).toBeCloseTo(6 * scale, 1);
});

test('nothing at all is a flat line', () => {
  const none = {
    ...quick,
    streams: { ham: { direction: 'inbound', class: 'ham', arrivals: { process: 'trace', atS: [7200] } } },
    incidents: [],
    objectives: [],
  };
  const outline = outlineOf(parse(none as unknown as ScenarioInput));
  expect(outline.words).toBe('1 h, 0 sessions/s');
  expect(new Set(heights(outline.all))).toEqual(new Set([0]));
});
