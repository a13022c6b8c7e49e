import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PendingSet } from '../../sim/kernel/pendingSet.ts';
import { Stations } from '../../sim/kernel/stations.ts';

/** A station by the letter of the model: everyone's remaining work, stepped from completion to completion. */
class RemainingWork {
  readonly inService: { job: number; left: number }[] = [];
  readonly line: { job: number; left: number }[] = [];
  readonly endedAt = new Map<number, number>();
  busyArea = 0;
  cores = 1;
  speed = 1;
  readonly limit: number;
  private now = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  offer(job: number, demand: number, now: number): void {
    this.runTo(now);
    (this.inService.length < this.limit ? this.inService : this.line).push({ job, left: demand });
  }

  change(what: 'cores' | 'speed', value: number, now: number): void {
    this.runTo(now);
    this[what] = value;
  }

  /** Takes away the picked ones; those who wait move up. Returns who was in service, and who waited. */
  remove(which: (job: number) => boolean, now: number): [served: number[], waited: number[]] {
    this.runTo(now);
    const takeFrom = (list: { job: number; left: number }[]): number[] => {
      const gone = list.filter(({ job }) => which(job)).map(({ job }) => job);
      list.splice(0, list.length, ...list.filter(({ job }) => !which(job)));
      return gone;
    };
    const gone: [number[], number[]] = [takeFrom(this.inService), takeFrom(this.line)];
    while (this.line.length > 0 && this.inService.length < this.limit) {
      this.inService.push(...this.line.splice(0, 1));
    }
    return gone;
  }

  runTo(until: number): void {
    for (;;) {
      const n = this.inService.length;
      const rate = n === 0 ? 0 : this.speed * Math.min(1, this.cores / n);
      let first = 0;
      this.inService.forEach(({ left }, i) => {
        if (left < (this.inService[first]?.left ?? 0)) first = i;
      });
      const left = this.inService[first]?.left ?? Infinity;
      const at = rate > 0 ? this.now + left / rate : Infinity;
      const to = Math.min(at, until);
      this.busyArea += Math.min(n, this.cores) * (to - this.now);
      for (const job of this.inService) job.left -= rate * (to - this.now);
      this.now = to;
      if (at > until) return;
      const [ended] = this.inService.splice(first, 1);
      if (ended) this.endedAt.set(ended.job, at);
      const next = this.line.shift();
      if (next) this.inService.push(next);
    }
  }
}

type Step = { readonly station: number; readonly gap: number } & (
  | { readonly kind: 'offer'; readonly demand: number }
  | { readonly kind: 'cores' | 'speed'; readonly value: number }
  | { readonly kind: 'remove'; readonly every: number }
);

/** Small dyadic numbers make things happen at once; the others make them happen anywhere. */
const amount = (...round: number[]) =>
  fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...round) }, fc.double({ min: 0.01, max: 4, noNaN: true }));
const station = fc.nat({ max: 1 });
const gap = amount(0, 0, 0.5, 1, 2);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ kind: fc.constant('offer' as const), station, gap, demand: amount(0, 0.5, 1, 2, 3) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('cores' as const), station, gap, value: amount(0, 0.5, 1, 2, 3, 64) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('speed' as const), station, gap, value: amount(0, 0.5, 1, 2) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('remove' as const), station, gap, every: fc.constantFrom(1, 1, 2, 3) }),
  },
);
const limit = fc.constantFrom(1, 2, 3, 5, Infinity);

/** An offset at which nothing else happens. */
const ASIDE = 0.0037193;
const FIRST = 3;

test('jobs end when, and in the order in which, a simulation of everyone’s remaining work says', () => {
  fc.assert(
    fc.property(fc.tuple(limit, limit), fc.array(step, { maxLength: 60 }), fc.boolean(), (limits, steps, isLazy) => {
      const pending = new PendingSet(FIRST + 2);
      const stations = new Stations(pending, FIRST, 2);
      const exact = limits.map((limit) => new RemainingWork(limit));
      limits.forEach((limit, i) => stations.setLimit(i, limit));
      const endedAt = new Map<number, number>();
      const offered = new Set<number>();
      const removed: number[] = [];
      let now = 0;
      const close = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b));
      /** Ties between a completion and a step go either way. */
      const runTo = (until: number): void => {
        while (isLazy ? pending.firstTime() < until : pending.firstTime() <= until) {
          const subject = pending.take();
          const job = stations.complete(subject - FIRST, pending.now);
          expect(offered.has(job)).toBe(true);
          expect(endedAt.has(job)).toBe(false);
          endedAt.set(job, pending.now);
        }
        exact.forEach((exact, i) => {
          exact.runTo(until);
          const area = stations.busyAreaAt(i, until);
          expect(close(area, exact.busyArea), `busy area ${area} is ${exact.busyArea}`).toBe(true);
        });
      };
      let job = 0;
      const all: Step[] = [
        ...steps,
        ...[0, 1].flatMap((station): Step[] => [
          { kind: 'speed', station, gap: 0, value: 1 },
          { kind: 'cores', station, gap: 1, value: 1 },
        ]),
      ];
      for (const step of all) {
        const other = exact[step.station];
        if (!other) continue;
        now += step.kind === 'remove' ? step.gap + ASIDE : step.gap;
        runTo(now);
        switch (step.kind) {
          case 'offer':
            offered.add(job);
            stations.offer(step.station, job, step.demand, now);
            other.offer(job++, step.demand, now);
            break;
          case 'cores':
            stations.setCores(step.station, step.value, now);
            other.change('cores', step.value, now);
            break;
          case 'speed':
            stations.setSpeed(step.station, step.value, now);
            other.change('speed', step.value, now);
            break;
          case 'remove': {
            const gone: number[] = [];
            const isGone = (job: number): boolean => job % step.every === 0;
            stations.remove(step.station, now, isGone, (job) => void gone.push(job));
            const [served, waited] = other.remove(isGone, now);
            const first = gone.slice(0, served.length).toSorted((a, b) => a - b);
            expect(first).toEqual(served.toSorted((a, b) => a - b));
            // Those who wait go after those in service, in the order of arrival.
            expect(gone.slice(served.length)).toEqual(waited);
            removed.push(...gone);
          }
        }
        now += ASIDE;
        runTo(now);
        exact.forEach((exact, i) => {
          expect(stations.inService(i)).toBe(exact.inService.length);
          expect(stations.waiting(i)).toBe(exact.line.length);
          expect(stations.inService(i)).toBeLessThanOrEqual(exact.limit);
          expect(stations.busy(i)).toBe(Math.min(exact.inService.length, exact.cores));
        });
      }
      runTo(1e6);
      expect(endedAt.size + removed.length).toBe(offered.size);
      for (const { endedAt: expected } of exact) {
        for (const [job, at] of expected) {
          const ended = endedAt.get(job) ?? NaN;
          expect(close(ended, at), `job ${job} ended at ${ended} instead of ${at}`).toBe(true);
        }
      }
    }),
    { numRuns: 600 },
  );
});

/** One station, driven by hand: what ended, and when. */
function atOnce(limit: number, cores: number, demands: readonly number[]): [job: number, at: number][] {
  const pending = new PendingSet(1);
  const stations = new Stations(pending, 0, 1);
  stations.setLimit(0, limit);
  stations.setCores(0, cores, 0);
  demands.forEach((demand, job) => stations.offer(0, job, demand, 0));
  const ended: [number, number][] = [];
  while (pending.take() >= 0) ended.push([stations.complete(0, pending.now), pending.now]);
  return ended;
}

test('with one slot per core jobs are served in the order of arrival', () => {
  expect(atOnce(1, 1, [3, 1, 2])).toEqual([
    [0, 3],
    [1, 4],
    [2, 6],
  ]);
  expect(atOnce(2, 2, [3, 1, 2])).toEqual([
    [1, 1],
    [0, 3],
    [2, 3],
  ]);
});

test('without a limit all progress alike', () => {
  // Three share one core until 3, two until 5, the last is alone until 6.
  expect(atOnce(Infinity, 1, [3, 1, 2])).toEqual([
    [1, 3],
    [2, 5],
    [0, 6],
  ]);
});

test('with slots between, those who wait get no share', () => {
  // Jobs 0 and 1 at half speed until 2; then 0 and 2, with 2 left each.
  expect(atOnce(2, 1, [3, 1, 2])).toEqual([
    [1, 2],
    [0, 6],
    [2, 6],
  ]);
});

test('jobs that end at the same time end in the order of arrival', () => {
  expect(atOnce(Infinity, 4, [2, 2, 1, 2]).map(([job]) => job)).toEqual([2, 0, 1, 3]);
});

test('a demand of nothing ends at once, or as soon as anything progresses', () => {
  expect(atOnce(Infinity, 1, [0])).toEqual([[0, 0]]);
  const pending = new PendingSet(1);
  const stations = new Stations(pending, 0, 1);
  stations.setSpeed(0, 0, 0);
  stations.offer(0, 7, 0, 0);
  expect(stations.inService(0)).toBe(1);
  stations.setSpeed(0, 1, 2);
  expect(pending.firstTime()).toBe(2);
});

test('nobody progresses while there are no cores, and all go on when there are', () => {
  const pending = new PendingSet(1);
  const stations = new Stations(pending, 0, 1);
  stations.offer(0, 1, 4, 0);
  stations.setCores(0, 0, 1);
  expect(pending.firstTime()).toBe(Infinity);
  stations.offer(0, 2, 1, 5);
  expect(stations.busyAreaAt(0, 9)).toBe(1);
  stations.setCores(0, 0.5, 10);
  // Two at a quarter each: the second's 1 is done after 4 s, the first's other 2 after 4 more at a half.
  pending.take();
  expect([pending.now, stations.complete(0, pending.now)]).toEqual([14, 2]);
  pending.take();
  expect([pending.now, stations.complete(0, pending.now)]).toEqual([18, 1]);
  expect(stations.busyAreaAt(0, 30)).toBe(1 + 8 * 0.5);
});

test('measuring anew forgets the busy time and nothing else', () => {
  const pending = new PendingSet(1);
  const stations = new Stations(pending, 0, 1);
  stations.offer(0, 1, 4, 0);
  stations.resetArea(0, 3);
  expect(stations.busyAreaAt(0, 3)).toBe(0);
  expect(stations.busyAreaAt(0, 3.5)).toBe(0.5);
  expect(pending.firstTime()).toBe(4);
});

test('a station that is never idle stays exact to a billionth after a million jobs', () => {
  const pending = new PendingSet(1);
  const stations = new Stations(pending, 0, 1);
  // A core and a job that never ends, and short ones that share it one after the other: each takes twice its demand.
  stations.offer(0, 0, 1e9, 0);
  let worst = 0;
  for (let job = 1; job <= 1_000_000; job++) {
    const now = pending.now;
    stations.offer(0, job, 0.01, now);
    pending.take();
    stations.complete(0, pending.now);
    worst = Math.max(worst, Math.abs(pending.now - now - 0.02));
  }
  expect(worst).toBeLessThan(1e-9);
});
