import { expect, test } from 'vitest';
import {
  baccelliHebuterne,
  birthDeath,
  crommelin,
  erlangB,
  erlangC,
  numberInMMc,
  pollaczekKhinchine,
} from '../support/queueing.ts';
import { queue } from '../support/queue.ts';
import type { Queue } from '../support/queue.ts';
import { replicate, streamOf, tierOf } from '../support/simulate.ts';
import type { Run } from '../support/simulate.ts';
import { expectMeanOf } from '../support/statistics.ts';

const RUNS = 20;
/** Mean service [s], and what the scenarios say of it. */
const S = 0.01;
const EXPONENTIAL = { dist: 'exponential', mean: 1000 * S } as const;

const run = (q: Omit<Queue, 'warmupS'>): Run[] => replicate(queue({ warmupS: 5, ...q }), RUNS, (run) => run);
const tiersOf = (runs: readonly Run[]) => runs.map((run) => tierOf(run));

/** Share of those who came that were refused. */
const refused = (run: Run): number => tierOf(run).refused / tierOf(run).arrivals;

test.each([
  { c: 2, rho: 0.7 },
  { c: 5, rho: 0.8 },
  { c: 16, rho: 0.9 },
])('M/M/$c at $rho: Erlang’s waiting system', ({ c, rho }) => {
  const a = c * rho;
  const tiers = tiersOf(run({ arrivals: a / S, cpuMs: EXPONENTIAL, cores: c, slots: c, durationS: 700 / c }));
  const waits = (erlangC(c, a) * S) / (c - a);
  expectMeanOf(tiers, (tier) => tier.utilization, rho, { within: 0.03 });
  expectMeanOf(tiers, (tier) => tier.inService, a, { within: 0.03 });
  expectMeanOf(tiers, (tier) => tier.inSystem, numberInMMc(c, a), { within: 0.15 });
  expectMeanOf(tiers, (tier) => tier.sojournS.mean, S + waits, { within: 0.15 });
});

test('M/M/c makes wait whom Erlang’s C says', () => {
  const [c, a] = [4, 2.5];
  const banners = run({ arrivals: a / S, cpuMs: EXPONENTIAL, cores: c, slots: c, durationS: 200 }).map((run) =>
    streamOf(run),
  );
  // The wait for the banner is that of the line: (c − a) / E[S] per second among those who have to wait.
  const waiting = erlangC(c, a);
  const quantile = (p: number): number => (S / (c - a)) * Math.log(waiting / (1 - p));
  expectMeanOf(banners, ({ bannerS }) => bannerS.mean, (waiting * S) / (c - a), { within: 0.15 });
  expectMeanOf(banners, ({ bannerS }) => bannerS.p90, quantile(0.9), { within: 0.2, slack: 0.01 });
  expectMeanOf(banners, ({ bannerS }) => bannerS.p99, quantile(0.99), { within: 0.2, slack: 0.01 });
  for (const { bannerS } of banners) expect(bannerS.p50).toBe(0);
});

const SERVICES = [
  ['constant', 1000 * S],
  ['exponential', EXPONENTIAL],
  ['lognormal', { dist: 'lognormal', mean: 1000 * S, cv: 2 }],
  ['hyperexponential', { dist: 'hyperexponential', mean: 1000 * S, cv: 3 }],
] as const;

test.each(SERVICES)('Erlang’s loss system loses the same whatever the service: %s', (_, cpuMs) => {
  const [c, a] = [6, 5];
  const runs = run({ arrivals: a / S, cpuMs, cores: c, slots: c, backlog: 0, durationS: 100 });
  const lost = erlangB(c, a);
  expectMeanOf(runs, refused, lost, { within: 0.1 });
  expectMeanOf(tiersOf(runs), (tier) => tier.inService, a * (1 - lost), { within: 0.03 });
  expectMeanOf(tiersOf(runs), (tier) => tier.sojournS.mean, S, { within: 0.06 });
  // Who is refused and does not retry gives up: the ledger tells of the same loss.
  expectMeanOf(runs, (run) => streamOf(run).gaveUp / streamOf(run).offered, lost, { within: 0.1 });
});

test.each([
  { c: 1, room: 4, a: 0.8 },
  { c: 3, room: 8, a: 2.7 },
  { c: 2, room: 5, a: 3 },
])('M/M/$c/$room offered $a erlang, above capacity too', ({ c, room, a }) => {
  const states = birthDeath(a, (n) => Math.min(n, c), room);
  const mean = states.reduce((sum, p, n) => sum + n * p, 0);
  const inLine = states.reduce((sum, p, n) => sum + Math.max(0, n - c) * p, 0);
  const full = states[room] ?? NaN;
  const runs = run({ arrivals: a / S, cpuMs: EXPONENTIAL, cores: c, slots: c, backlog: room - c, durationS: 150 });
  expectMeanOf(runs, refused, full, { within: 0.15 });
  expectMeanOf(tiersOf(runs), (tier) => tier.inSystem, mean, { within: 0.07 });
  expectMeanOf(tiersOf(runs), (tier) => tier.inBacklog, inLine, { within: 0.12 });
  expectMeanOf(tiersOf(runs), (tier) => tier.sojournS.mean, (mean * S) / (a * (1 - full)), { within: 0.07 });
  for (const { peakBacklog } of tiersOf(runs)) expect(peakBacklog).toBe(room - c);
});

test.each([
  { c: 1, a: 0.8, patience: 2 },
  { c: 1, a: 1.3, patience: 3 },
  { c: 4, a: 4, patience: 0.5 },
])('M/M/$c with a constant patience of $patience services, offered $a erlang', ({ c, a, patience }) => {
  const runs = run({
    arrivals: a / S,
    cpuMs: EXPONENTIAL,
    cores: c,
    slots: c,
    patienceS: patience * S,
    durationS: 150,
  });
  const theory = baccelliHebuterne(c, a / S, 1 / S, patience * S);
  expectMeanOf(tiersOf(runs), (tier) => tier.abandoned / tier.arrivals, theory.abandoned, { within: 0.15 });
  expectMeanOf(tiersOf(runs), (tier) => tier.inBacklog, (a / S) * theory.meanWait, { within: 0.1 });
  expectMeanOf(tiersOf(runs), (tier) => tier.inService, a * (1 - theory.abandoned), { within: 0.05 });
  for (const run of runs) {
    expect(streamOf(run).bannerS.max).toBeLessThanOrEqual(patience * S * (1 + 1e-9));
    // Patience begins with the connection: only those near the edge of the warm-up count on one side alone.
    expect(Math.abs(streamOf(run).abandoned - tierOf(run).abandoned)).toBeLessThan(20);
  }
});

test('one spindle is M/D/1', () => {
  // Ten operations of 0.6 ms each, on a disk of its own; the cores have nothing to do.
  const d = 0.006;
  const rate = 0.7 / d;
  const tiers = tiersOf(
    run({ arrivals: rate, stage: { diskOps: 10 }, pool: { disk: { opMs: 0.6, spindles: 1 } }, durationS: 120 }),
  );
  expectMeanOf(tiers, (tier) => tier.sojournS.mean, d + pollaczekKhinchine(rate, d, 0), { within: 0.05 });
  for (const { utilization } of tiers) expect(utilization).toBe(0);
});

test.each([2, 4])('%d spindles serve in the order of arrival: M/D/c', (c) => {
  const d = 0.006;
  const rate = (0.8 * c) / d;
  const tiers = tiersOf(
    run({ arrivals: rate, stage: { diskOps: 10 }, pool: { disk: { opMs: 0.6, spindles: c } }, durationS: 300 / c }),
  );
  expectMeanOf(tiers, (tier) => tier.sojournS.mean, d + crommelin(c, rate, d), { within: 0.05 });
});

test('the hypervisor’s part of disk time is added to every operation', () => {
  const rate = 0.5 / 0.006;
  const d = 0.006 * 1.25;
  const tiers = tiersOf(
    run({
      arrivals: rate,
      stage: { diskOps: 10 },
      pool: { disk: { opMs: 0.6 }, hypervisor: { ioOverhead: 0.25 } },
      durationS: 120,
    }),
  );
  expectMeanOf(tiers, (tier) => tier.sojournS.mean, d + pollaczekKhinchine(rate, d, 0), { within: 0.04 });
});
