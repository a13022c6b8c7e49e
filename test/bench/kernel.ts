import seedrandom from 'seedrandom';
import { compileDistribution } from '../../sim/kernel/distributions.ts';
import type { DistributionSpec, Sampler } from '../../sim/kernel/distributions.ts';
import { exp, log, pow } from '../../sim/kernel/elementary.ts';
import { Histogram } from '../../sim/kernel/histogram.ts';
import { PendingSet } from '../../sim/kernel/pendingSet.ts';
import { FateStream, NamedStream } from '../../sim/kernel/streams.ts';
import { TimeHeap } from '../../sim/kernel/timeHeap.ts';
import { standardExponential, standardNormal } from '../../sim/kernel/ziggurat.ts';
import { IndexedHeap } from './indexedHeap.ts';

/** Sum of what was computed, so that nothing can be left out as useless. */
let sink = 0;

/** Prints the best of several runs: nanoseconds of this thread's processor time per operation. */
function report(name: string, operation: (n: number) => number, n = 1000000): void {
  let best = Infinity;
  for (let run = 0; run < 7; run++) {
    const start = process.cpuUsage().user;
    sink += operation(n);
    best = Math.min(best, ((process.cpuUsage().user - start) * 1000) / n);
  }
  process.stdout.write(`${name.padEnd(52)}${best.toFixed(1).padStart(8)} ns\n`);
}

/** Numbers made before the clock runs: reading one costs about 1 ns. */
const MASK = 65535;
const units = Float64Array.from(
  { length: MASK + 1 },
  (
    (s) => () =>
      s.uniform()
  )(new NamedStream('bench', 'units')),
);
const delays = Float64Array.from(
  { length: MASK + 1 },
  (
    (s) => () =>
      standardExponential(s)
  )(new NamedStream('bench', 'delays')),
);

function draws(name: string, draw: () => number): void {
  report(name, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += draw();
    return sum;
  });
}

function samples(name: string, sampler: Sampler, source: NamedStream): void {
  report(name, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += sampler.sample(source);
    return sum;
  });
}

function functions(name: string, f: (x: number) => number, scale: number, shift: number): void {
  report(name, (n) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += f(units[i & MASK]! * scale + shift);
    return sum;
  });
}

interface Pending {
  readonly now: number;
  schedule(subject: number, at: number): void;
  take(): number;
}

/** The hold model: take the first and schedule it again; and with one other subject moved at each event. */
function hold(name: string, make: (subjects: number) => Pending): void {
  for (const subjects of [32, 128, 1000, 20000]) {
    for (const moves of [0, 1]) {
      const pending = make(subjects);
      for (let subject = 0; subject < subjects; subject++) pending.schedule(subject, delays[subject & MASK]!);
      let next = 0;
      report(`${name}, ${subjects} subjects${moves ? ', one more moved' : ''}`, (n) => {
        for (let i = 0; i < n; i++) {
          const subject = pending.take();
          if (moves) {
            const other = Math.floor(units[next & MASK]! * subjects);
            pending.schedule(other, pending.now + delays[(next + 7) & MASK]!);
          }
          pending.schedule(subject, pending.now + delays[next++ & MASK]!);
        }
        return pending.now;
      });
    }
  }
}

function holdHeap(entries: number): void {
  const heap = new TimeHeap();
  for (let item = 0; item < entries; item++) heap.push(delays[item & MASK]!, item);
  let next = 0;
  report(`TimeHeap, pop and push, ${entries} entries`, (n) => {
    let now = 0;
    for (let i = 0; i < n; i++) {
      now = heap.peekKey();
      heap.push(now + delays[next++ & MASK]!, heap.pop());
    }
    return now;
  });
}

const samplers: readonly (readonly [string, DistributionSpec])[] = [
  ['constant', 3],
  ['exponential', { dist: 'exponential', mean: 2 }],
  ['lognormal', { dist: 'lognormal', median: 30, sigma: 0.8 }],
  ['lognormal, truncated', { dist: 'lognormal', median: 30, sigma: 0.8, max: 200 }],
  ['weibull', { dist: 'weibull', scale: 2, shape: 0.7 }],
  ['pareto', { dist: 'pareto', min: 1, alpha: 1.5 }],
  ['gamma', { dist: 'gamma', mean: 3, cv: 0.5 }],
  ['erlang of 4', { dist: 'erlang', mean: 3, k: 4 }],
  ['hyperexponential', { dist: 'hyperexponential', mean: 2, cv: 2 }],
  ['uniform', { dist: 'uniform', min: 1, max: 4 }],
  ['geometric', { dist: 'geometric', mean: 1.5 }],
  ['empirical', { dist: 'empirical', values: [1, 2, 5, 9], weights: [1, 2, 1, 3] }],
];

/** Prints what the kernel's operations cost. */
export function run(): void {
  const named = new NamedStream('bench', 'draws');
  const fate = new FateStream(7);

  const alea = seedrandom.alea('bench');
  draws('alea itself, 32 bits', () => alea());
  draws('named stream, word', () => named.word());
  draws('named stream, uniform', () => named.uniform());
  let number = 0;
  draws('fate stream, at() and four words', () => {
    fate.at(number++, 3);
    return fate.word() + fate.word() + fate.word() + fate.word();
  });
  draws('fate stream, at() and a uniform', () => fate.at(number++, 3).uniform());

  draws('standard exponential, named', () => standardExponential(named));
  draws('standard exponential, fate', () => standardExponential(fate.at(number++, 3)));
  draws('standard normal, named', () => standardNormal(named));
  draws('standard normal, fate', () => standardNormal(fate.at(number++, 3)));

  for (const [name, spec] of samplers) {
    samples(`${name}, named`, compileDistribution(spec), named);
  }
  const all = samplers.map(([, spec]) => compileDistribution(spec));
  let turn = 0;
  draws('all of these in turn, named and fate', () => {
    turn = turn + 5 < all.length ? turn + 5 : turn + 5 - all.length;
    return all[turn]!.sample(turn & 1 ? named : fate.at(number++, 1));
  });

  functions('exp', exp, 8, -4);
  functions('Math.exp', Math.exp, 8, -4);
  functions('log', log, 5, 1e-9);
  functions('Math.log', Math.log, 5, 1e-9);
  functions('pow(x, 1.37)', (x) => pow(x, 1.37), 5, 0);
  functions('Math.pow(x, 1.37)', (x) => x ** 1.37, 5, 0);

  hold('PendingSet', (subjects) => new PendingSet(subjects));
  hold('4-ary indexed heap (not used)', (subjects) => new IndexedHeap(subjects));
  for (const entries of [2, 8, 30, 100, 1000, 100000]) holdHeap(entries);

  const histogram = new Histogram();
  let i = 0;
  draws('Histogram, add', () => {
    histogram.add(delays[i++ & MASK]!);
    return 0;
  });
  if (sink !== sink) process.stdout.write('\n');
}
