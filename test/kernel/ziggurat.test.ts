import { randomNormal } from 'd3';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../sim/kernel/source.ts';
import { FateStream, NamedStream } from '../../sim/kernel/streams.ts';
import { standardExponential, standardNormal } from '../../sim/kernel/ziggurat.ts';
import { KOLMOGOROV_LIMIT, chiSquareScore, kolmogorov, kolmogorovTwo, normalCdf } from './support/statistics.ts';

const sources: [string, () => Source][] = [
  ['a named stream', () => new NamedStream('ziggurat', 'test')],
  ['a fate stream', () => new FateStream(20040101)],
];
const laws: [string, (s: Source) => number, (x: number) => number][] = [
  ['exponential', standardExponential, (x) => 1 - Math.exp(-x)],
  ['normal', standardNormal, normalCdf],
];

/** Tail and layer area of the published tables satisfy the construction: 256 layers of equal area close at height 1. */
test.each([
  ['exponential', 7.69711747013105, (x: number) => Math.exp(-x), (y: number) => -Math.log(y), 1],
  [
    'normal',
    3.654152885361009,
    (x: number) => Math.exp(-0.5 * x * x),
    (y: number) => Math.sqrt(-2 * Math.log(y)),
    Math.sqrt(Math.PI / 2),
  ],
])('the %s tables close', (name, tail, density, inverse, total) => {
  const beyond = name === 'normal' ? total * 2 * (1 - normalCdf(tail)) : Math.exp(-tail);
  const area = tail * density(tail) + beyond;
  expect(area).toBeCloseTo(name === 'normal' ? 0.004928673233974655 : 0.003949659822581557, 14);
  let x = tail;
  let y = density(tail);
  for (let i = 2; i <= 255; i++) {
    y += area / x;
    x = inverse(y);
  }
  expect(y + area / x).toBeCloseTo(1, 9);
});

describe.each(laws)('the standard %s', (_name, draw, cdf) => {
  describe.each(sources)('from %s', (_source, make) => {
    test('has the right share in each of 2,000 classes, and in each layer', () => {
      const s = make();
      const classes = new Float64Array(2000);
      for (let i = 0; i < 1000000; i++) classes[Math.min(Math.floor(cdf(draw(s)) * 2000), 1999)]!++;
      expect(Math.abs(chiSquareScore(classes))).toBeLessThan(4);
    });

    test('is right in the tail', () => {
      const s = make();
      const start = draw === standardNormal ? 2.8 : 5;
      const beyond = (x: number): number => (cdf(x) - cdf(start)) / (1 - cdf(start));
      const tail: number[] = [];
      const n = 1500000;
      for (let i = 0; i < n; i++) {
        const x = draw(s);
        if (x > start) tail.push(x);
      }
      const expected = n * (1 - cdf(start));
      expect(Math.abs(tail.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
      expect(kolmogorov(Float64Array.from(tail), beyond)).toBeLessThan(KOLMOGOROV_LIMIT);
    });

    test('has neighbours that know nothing of each other', () => {
      const s = make();
      const pairs = new Float64Array(40 * 40);
      for (let i = 0; i < 400000; i++) {
        const first = Math.floor(cdf(draw(s)) * 40);
        pairs[first * 40 + Math.floor(cdf(draw(s)) * 40)]!++;
      }
      expect(Math.abs(chiSquareScore(pairs))).toBeLessThan(4);
    });
  });
});

test('normal draws agree with d3-random, and are symmetric', () => {
  const ours = new NamedStream('normal', 'ours');
  const theirs = new NamedStream('normal', 'theirs');
  const a = Float64Array.from({ length: 200000 }, () => standardNormal(ours));
  const b = Float64Array.from({ length: 200000 }, randomNormal.source(() => theirs.uniform())());
  expect(kolmogorovTwo(a, b)).toBeLessThan(KOLMOGOROV_LIMIT);
  expect(
    kolmogorovTwo(
      a.filter((x) => x > 0),
      a.filter((x) => x < 0).map((x) => -x),
    ),
  ).toBeLessThan(KOLMOGOROV_LIMIT);
});
