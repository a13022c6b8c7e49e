import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { METRICS } from '../../sim/measure/metrics.ts';
import { clockTicks } from '../../web/charts/clockTicks.ts';
import { pointerAt } from '../../web/charts/crosshair.ts';
import { CHARTS } from '../../web/charts/definitions.ts';
import { MARGIN, shortName, topOf } from '../../web/charts/draw.ts';
import type { Picture } from '../../web/charts/drawn.ts';
import { moveFor, snap, zoomAbout } from '../../web/charts/navigate.ts';
import { designInk, streamInk, tierInk } from '../../web/charts/palette.ts';
import { domainOf, extend, indexRange, valueTicks } from '../../web/charts/scales.ts';
import { axisFormatterOf, formatterOf } from '../../web/charts/units.ts';
import { startOf } from '../../web/words/clock.ts';

const start = startOf('2010-10-04T00:00:00');

describe('clock ticks', () => {
  test('stand at round times and name the day where it begins', () => {
    expect(clockTicks(0, 86400, start, 8).map(({ label, date }) => `${label} ${date}`.trim())).toEqual([
      '00:00 Mon 4 Oct',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '00:00 Tue 5 Oct',
    ]);
  });

  test('follow the clock, not the start of the run', () => {
    const odd = startOf('2010-10-04T08:20:00');
    expect(clockTicks(0, 7200, odd, 4).map(({ label }) => label)).toEqual(['08:30', '09:00', '09:30', '10:00']);
  });

  test('are dates where a run is long, and never many more than asked for', () => {
    expect(clockTicks(0, 14 * 86400, start, 7)[0]).toEqual({ at: 0, label: 'Mon 4 Oct', date: '' });
    fc.assert(
      fc.property(fc.double({ min: 10, max: 3e8, noNaN: true }), fc.integer({ min: 2, max: 20 }), (length, most) => {
        const ticks = clockTicks(0, length, start, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        expect(ticks.every(({ at }) => at >= -1e-6 && at <= length + 1e-6)).toBe(true);
      }),
    );
  });
});

describe('vertical axes', () => {
  test('of shares show all there is, unless next to nothing is used', () => {
    expect(domainOf('share', { low: 0, high: 0.7 })).toEqual([0, 1]);
    expect(domainOf('share', { low: 0, high: 0.03 })).toEqual([0, 0.05]);
    expect(domainOf('share', { low: NaN, high: NaN })).toEqual([0, 1]);
  });

  test('of amounts begin at zero and hold the highest', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (high) => {
        const [bottom, top] = domainOf('linear', { low: 0, high });
        expect(bottom).toBe(0);
        expect(top).toBeGreaterThanOrEqual(high);
      }),
    );
  });

  test('of times are logarithmic between round times', () => {
    expect(domainOf('log', { low: 2.5, high: 400 })).toEqual([1, 600]);
    expect(valueTicks('log', [1, 3600], 8).map(axisFormatterOf('stream.deliveryP95'))).toEqual([
      '1 s',
      '10 s',
      '1 min',
      '10 min',
      '1 h',
    ]);
    expect(domainOf('log', { low: NaN, high: NaN })).toEqual([0.1, 1]);
  });

  test('see the extremes in sight and nothing else', () => {
    const time = Float64Array.of(60, 120, 180, 240, 300);
    const values = Float64Array.of(9, 1, NaN, 3, 8);
    expect(indexRange(time, 120, 240)).toEqual([0, 4]);
    expect(extend({ low: NaN, high: NaN }, values, 1, 4)).toEqual({ low: 1, high: 3 });
  });
});

describe('keys on a chart', () => {
  const stance = { cursor: 3600, from: 0, to: 86400, durationS: 86400, sampleS: 60 };

  test('move by a sample, ten, a tenth of the view, and to the ends', () => {
    const at = (key: string, shift = false) => moveFor(key, shift, stance);
    expect(at('ArrowRight')).toEqual({ kind: 'cursor', at: 3660 });
    expect(at('ArrowLeft', true)).toEqual({ kind: 'cursor', at: 3000 });
    expect(at('PageUp')).toEqual({ kind: 'cursor', at: 12240 });
    expect(at('Home')).toEqual({ kind: 'cursor', at: 60 });
    expect(at('End')).toEqual({ kind: 'cursor', at: 86400 });
    expect(at('Escape')).toEqual({ kind: 'reset' });
    expect(at('x')).toBeUndefined();
  });

  test('zoom about the crosshair', () => {
    expect(moveFor('+', false, stance)).toEqual({ kind: 'zoom', from: 1800, to: 45000 });
    expect(moveFor('-', false, stance)).toBeUndefined();
    expect(zoomAbout(3600, 2, { ...stance, from: 1800, to: 45000 })).toEqual({ kind: 'zoom', from: 0, to: 86400 });
  });

  test('stay on samples', () => {
    expect(snap(89, 60, 150)).toBe(60);
    expect(snap(149, 60, 150)).toBe(120);
    expect(snap(150, 60, 150)).toBe(150);
    expect(snap(-5, 60, 150)).toBe(60);
  });
});

describe('lines', () => {
  test('of the first eight differ in color and in dashes', () => {
    for (const ink of [designInk, tierInk, streamInk]) {
      const inks = Array.from({ length: 8 }, (_, i) => ink(i));
      expect(new Set(inks.map(({ color }) => color)).size).toBe(8);
      expect(new Set(inks.map(({ dash }) => dash)).size).toBe(8);
    }
  });

  test('beyond eight are still not alike', () => {
    const inks = Array.from({ length: 20 }, (_, i) => tierInk(i));
    expect(new Set(inks.map(({ color, dash }) => `${color} ${dash}`)).size).toBe(20);
  });
});

describe('charts', () => {
  test('explain every choice they offer, with a unit on every value', () => {
    for (const { choices } of CHARTS) {
      for (const { metric, what, axis } of choices) {
        expect(what.length).toBeGreaterThan(40);
        expect(axis).not.toBe('');
        expect(METRICS[metric]).toBeDefined();
        if (METRICS[metric].unit !== 'count') expect(formatterOf(metric)(0.5)).toMatch(/[%a-z/]/i);
      }
    }
  });
});

describe('a picture', () => {
  test('that is drawn larger than planned, as its page has large text, is pointed at in its own units', () => {
    const picture: Picture = {
      width: 400,
      height: 200,
      from: 0,
      to: 3600,
      start,
      scale: 'linear',
      domain: [0, 1],
      axisName: '',
      axisFormat: String,
      lines: [],
      kind: 'lines',
      warmupS: 0,
      flags: [],
    };
    const at = (width: number, clientX: number, clientY: number) => {
      const element = { getBoundingClientRect: () => ({ left: 10, top: 20, width }) } as unknown as Element;
      return pointerAt({ clientX, clientY } as MouseEvent, element, picture);
    };
    const [x, y] = [100, 50];
    const planned = { x: MARGIN.left + x, y: topOf(picture) + y };
    expect(at(400, 10 + planned.x, 20 + planned.y)).toEqual({ x, y });
    expect(at(800, 10 + 2 * planned.x, 20 + 2 * planned.y)).toEqual({ x, y });
    expect(at(800, 0, 20).x).toBe(0);
    expect(at(800, 5000, 20).x).toBe(400 - MARGIN.left - MARGIN.right);
  });

  test('keeps what a row is and its number where the name is too long', () => {
    expect(shortName('dmz-1')).toBe('dmz-1');
    expect(shortName('gateways-0')).toBe('gatewa…-0');
    expect(shortName('groupware-104')).toBe('grou…-104');
    expect(shortName('mailboxes')).toBe('mailboxes');
    expect(shortName('front office')).toBe('front…ice');
  });
});
