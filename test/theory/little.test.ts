import { expect, test } from 'vitest';
import { complaints } from '../support/bookkeeping.ts';
import { queue } from '../support/queue.ts';
import type { Queue } from '../support/queue.ts';
import { simulate, tierOf } from '../support/simulate.ts';
import { seeds } from '../support/statistics.ts';

const exponential = (mean: number) => ({ dist: 'exponential', mean }) as const;

const QUEUES: readonly [string, Omit<Queue, 'durationS'>][] = [
  ['M/M/1', { arrivals: 80, cpuMs: exponential(10), slots: 1 }],
  ['M/G/3', { arrivals: 250, cpuMs: { dist: 'lognormal', mean: 10, cv: 2 }, cores: 3, slots: 3 }],
  ['M/G/1-PS', { arrivals: 70, cpuMs: { dist: 'hyperexponential', mean: 10, cv: 3 } }],
  ['limited sharing', { arrivals: 150, cpuMs: exponential(10), cores: 2, slots: 4 }],
  ['a loss system', { arrivals: 400, cpuMs: exponential(10), cores: 3, slots: 3, backlog: 0 }],
  ['impatient senders', { arrivals: 120, cpuMs: exponential(10), slots: 1, patienceS: 0.03 }],
  ['waits', { arrivals: 100, stage: { waitMs: { dist: 'lognormal', median: 100, sigma: 1 } } }],
  ['a disk', { arrivals: 120, stage: { diskOps: 10 }, pool: { disk: { opMs: 0.5 } } }],
  ['CPU, wait and disk', { arrivals: 60, cpuMs: exponential(8), slots: 6, stage: { waitMs: 20, diskOps: 4 } }],
  ['more than it can serve', { arrivals: 130, cpuMs: exponential(10), slots: 1, backlog: 50 }],
];

test.each(QUEUES)('Little’s law holds in %s: exactly, with those still there counted until now', (_, q) => {
  for (const seed of seeds(3)) {
    const run = simulate(queue({ ...q, durationS: 40 }), seed);
    // The integral of the number is the sum of the sojourns: see `little` among the complaints.
    expect(complaints(run)).toEqual([]);
    expect(tierOf(run).sojournS.count).toBeGreaterThan(1000);
  }
});

test.each(QUEUES)('L = λ W in %s, but for those at the edges of the measured time', (_, q) => {
  const durationS = 60;
  for (const seed of seeds(2)) {
    const tier = tierOf(simulate(queue({ ...q, durationS, warmupS: 10 }), seed));
    const { count, mean, max } = tier.sojournS;
    const spent = count * (mean ?? NaN) + tier.abandoned * (q.patienceS ?? 0);
    const area = tier.inSystem * (durationS - 10);
    // No more than so many were there at either edge, each for no longer than the longest.
    const most = tier.peakBacklog + Math.max(...tier.instances.map(({ inService }) => inService)) * 4 + 4;
    expect(Math.abs(area - spent)).toBeLessThan(2 * most * (max ?? NaN));
    expect(Math.abs(area - spent)).toBeLessThan(0.08 * area);
  }
});
