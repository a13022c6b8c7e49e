import { compileDistribution } from '../../../sim/kernel/distributions.ts';
import { exp, expm1, lnGamma, log, log1p, normalQuantile, pow } from '../../../sim/kernel/elementary.ts';
import { FateStream, NamedStream, streamKey } from '../../../sim/kernel/streams.ts';
import { standardExponential, standardNormal } from '../../../sim/kernel/ziggurat.ts';
import { cases, nameOf } from './cases.ts';

/** The 16 hexadecimal digits of a float64. */
function bits(x: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

function several(count: number, draw: (i: number) => number): string[] {
  return Array.from({ length: count }, (_, i) => bits(draw(i)));
}

/** FNV-1a over many numbers, so that a rare path that goes another way is noticed too. */
function digest(count: number, draw: (i: number) => number): string {
  const view = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (let i = 0; i < count; i++) {
    view.setFloat64(0, draw(i));
    for (let byte = 0; byte < 8; byte++) hash = Math.imul(hash ^ view.getUint8(byte), 16777619);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * What the kernel's random numbers and functions are, to the last bit: the first few of each and a digest of many.
 * Pure: a browser can compute the same.
 */
export function knownAnswers(): Record<string, string[]> {
  const answers: Record<string, string[]> = {};
  const note = (name: string, make: () => (i: number) => number): void => {
    answers[name] = [...several(4, make()), digest(20000, make())];
  };
  const named = (name: string): NamedStream => new NamedStream('known', name);
  const fate = (): FateStream => new FateStream(streamKey('known', 'fate'));

  note('named stream, words', () =>
    (
      (s) => () =>
        s.word()
    )(named('words')),
  );
  note('named stream, uniforms', () =>
    (
      (s) => () =>
        s.uniform()
    )(named('uniforms')),
  );
  note('fate stream, one message', () =>
    (
      (s) => () =>
        s.word()
    )(fate().at(12, 3)),
  );
  note('fate stream, messages', () =>
    (
      (s) => (i: number) =>
        s.at(i, i & 7).uniform()
    )(fate()),
  );
  note('fate stream, message numbers beyond 2^32', () =>
    (
      (s) => (i: number) =>
        s.at(2 ** 52 + i, 0).word()
    )(fate()),
  );
  note('standard exponential', () =>
    (
      (s) => () =>
        standardExponential(s)
    )(named('exponential')),
  );
  note('standard normal', () =>
    (
      (s) => () =>
        standardNormal(s)
    )(named('normal')),
  );
  const arguments_ = (): NamedStream => named('arguments');
  note('exp', () =>
    (
      (s) => () =>
        exp(1500 * s.uniform() - 750)
    )(arguments_()),
  );
  note('log', () =>
    (
      (s) => () =>
        log(s.uniform())
    )(arguments_()),
  );
  note('pow', () =>
    (
      (s) => () =>
        pow(10 * s.uniform(), 20 * s.uniform() - 10)
    )(arguments_()),
  );
  note('log1p', () =>
    (
      (s) => () =>
        log1p(2 * s.uniform() - 1)
    )(arguments_()),
  );
  note('expm1', () =>
    (
      (s) => () =>
        expm1(2 * s.uniform() - 1)
    )(arguments_()),
  );
  note('normalQuantile', () =>
    (
      (s) => () =>
        normalQuantile(s.uniform())
    )(arguments_()),
  );
  note('lnGamma', () =>
    (
      (s) => () =>
        lnGamma(30 * s.uniform())
    )(arguments_()),
  );
  for (const { spec } of cases) {
    const sampler = compileDistribution(spec);
    const name = nameOf(spec);
    answers[`${name}: mean, variance`] = [bits(sampler.mean), bits(sampler.variance)];
    note(name, () =>
      (
        (s) => () =>
          sampler.sample(s)
      )(named('sampler')),
    );
  }
  return answers;
}
