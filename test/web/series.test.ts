import { describe, expect, test } from 'vitest';
import { columnsOf } from '../../sim/measure/metrics.ts';
import { sampleAt, valueAt } from '../../web/charts/crosshair.ts';
import { csvOf } from '../../web/charts/csv.ts';
import { panelsOf, samplesOf } from '../../web/charts/panels.ts';
import { Series } from '../../web/engine/series.ts';

const columns = columnsOf({
  tiers: ['gateway', 'backbone'],
  hosts: [],
  instances: [],
  streams: ['ham'],
});
const at = (metric: string, of: string): number => columns.findIndex((c) => c.metric === metric && c.of === of);

/** Rows of a frame: the time, then everything NaN but what is given. */
function frameOf(rows: readonly { t: number; values: Readonly<Record<number, number>> }[]) {
  const width = columns.length + 1;
  const data = new Float64Array(rows.length * width).fill(NaN);
  rows.forEach(({ t, values }, row) => {
    data[row * width] = t;
    for (const [column, value] of Object.entries(values)) data[row * width + 1 + Number(column)] = value;
  });
  return { rows: rows.length, data };
}

describe('the series store', () => {
  test('appends frames of rows to columns and grows past its first size', () => {
    const series = new Series(columns);
    const watts = at('design.watts', '');
    for (let k = 0; k < 1000; k += 10) {
      series.append(
        frameOf(Array.from({ length: 10 }, (_, i) => ({ t: (k + i + 1) * 60, values: { [watts]: k + i } }))),
      );
    }
    expect(series.length).toBe(1000);
    expect(series.time[999]).toBe(60_000);
    expect([...(series.column('design.watts', '') ?? [])]).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect(series.column('tier.utilization', 'gateway')?.every(Number.isNaN)).toBe(true);
    expect(series.column('tier.utilization', 'no such tier')).toBeUndefined();
  });

  test('finds the highest sample after the warm-up, and none where nothing was measured', () => {
    const series = new Series(columns);
    const gateway = at('tier.utilization', 'gateway');
    series.append(frameOf([0.9, 0.2, NaN, 0.4].map((value, i) => ({ t: (i + 1) * 60, values: { [gateway]: value } }))));
    expect(series.peak('tier.utilization', 'gateway', 60)).toBe(0.4);
    expect(series.peak('tier.utilization', 'gateway', 0)).toBe(0.9);
    expect(series.peak('tier.utilization', 'backbone', 0)).toBeNaN();
  });

  test('takes what is no number for not measured', () => {
    const series = new Series(columns);
    const gateway = at('tier.utilization', 'gateway');
    series.append(frameOf([Infinity, 0.3].map((value, i) => ({ t: (i + 1) * 60, values: { [gateway]: value } }))));
    expect([...(series.column('tier.utilization', 'gateway') ?? [])]).toEqual([NaN, 0.3]);
    expect(series.peak('tier.utilization', 'gateway', 0)).toBe(0.3);
  });

  test('refuses a frame of another width', () => {
    expect(() => new Series(columns).append({ rows: 2, data: new Float64Array(3) })).toThrow('invalid frame');
  });

  test('knows for whom a metric is sampled', () => {
    expect(new Series(columns).ownersOf('tier.utilization')).toEqual(['gateway', 'backbone']);
  });
});

describe('reading at the crosshair', () => {
  const time = Float64Array.of(60, 120, 180);

  test('takes the sample that ends there, or the next one', () => {
    expect(sampleAt(time, 60)).toBe(0);
    expect(sampleAt(time, 60.00000001)).toBe(0);
    expect(sampleAt(time, 61)).toBe(1);
    expect(sampleAt(time, 181)).toBe(-1);
  });

  test('says nothing where a line has not come so far', () => {
    expect(valueAt({ time, values: Float64Array.of(1, NaN, 3) }, 180)).toBe(3);
    expect(valueAt({ time, values: Float64Array.of(1, NaN, 3) }, 120)).toBeNaN();
    expect(valueAt({ time, values: Float64Array.of(1, NaN, 3) }, 240)).toBeNaN();
  });
});

describe('panels', () => {
  const designs = [
    { id: 'a', name: 'A' },
    { id: 'b', name: 'B' },
  ];
  const ink = { color: 0, dash: 'none' };
  const part = (id: string) => ({ id, label: id, ink, metric: 'tier.utilization', of: id }) as const;

  test('stand for designs with a line per tier, or for tiers with a line per design', () => {
    const shape = (pivot: 'design' | 'part') =>
      panelsOf([part('gateway'), part('backbone')], designs, pivot, false).map(({ id, lines }) => [
        id,
        lines.map(({ design, of }) => `${design}/${of}`),
      ]);
    expect(shape('design')).toEqual([
      ['a', ['a/gateway', 'a/backbone']],
      ['b', ['b/gateway', 'b/backbone']],
    ]);
    expect(shape('part')).toEqual([
      ['gateway', ['a/gateway', 'b/gateway']],
      ['backbone', ['a/backbone', 'b/backbone']],
    ]);
  });

  test('join the designs where there is one quantity, the first solid and the second dashed', () => {
    const [panel, ...others] = panelsOf([part('gateway')], designs, 'design', false);
    expect(others).toEqual([]);
    expect(panel?.lines.map((line) => line.ink.dash === 'none')).toEqual([true, false]);
  });

  test('draw once what is the same for every design', () => {
    const panels = panelsOf([part('gateway'), part('backbone')], designs, 'design', true);
    expect(panels.map(({ lines }) => lines.length)).toEqual([2]);
  });

  test('export as CSV with units, seconds and local time, and nothing that a spreadsheet computes', () => {
    const series = new Series(columns);
    const gateway = at('tier.utilization', 'gateway');
    series.append(frameOf([0.5, NaN].map((value, i) => ({ t: (i + 1) * 60, values: { [gateway]: value } }))));
    const [panel] = panelsOf([part('gateway')], [{ id: 'a', name: '=A' }], 'design', false);
    const line = panel?.lines[0];
    if (line === undefined) throw new Error('missing line');
    const csv = csvOf(
      [{ line, design: '=A', label: 'the "gate"', samples: samplesOf(line, new Map([['a', series]])) }],
      series.time,
      1_286_150_400,
      { chart: 'CPU', scenario: '=evil()', seed: 's', engine: '1' },
    );
    expect(csv.split('\r\n')).toEqual([
      '"seconds from start [s]","local time"," =A: the ""gate"" [share 0..1]","chart","scenario","seed","engine"',
      '60,2010-10-04T00:01:00,0.5,"CPU"," =evil()","s","1"',
      '120,2010-10-04T00:02:00,,"CPU"," =evil()","s","1"',
      '',
    ]);
  });
});
