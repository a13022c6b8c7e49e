import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { arbitraryScenario } from '../support/arbitraryScenario.ts';
import { complaints, jobsInUse } from '../support/bookkeeping.ts';
import { simulate } from '../support/simulate.ts';

/** What a scenario has that the engine treats in a way of its own, where mail comes by it. */
function meetParts(scenario: Scenario, design: string, meet: (what: string, n: number) => void): void {
  const tiers = Object.values(scenario.tiers);
  const stages = tiers.flatMap((tier) => tier.stages.filter(({ enabled }) => enabled));
  const streams = Object.values(scenario.streams);
  const kinds = scenario.incidents.map((incident) => ('effect' in incident ? incident.effect : incident.kind));
  const filtered = scenario.designs[design]?.saas !== null;
  meet('greylisting', stages.filter(({ greylist }) => greylist !== undefined).length);
  meet('after acceptance', stages.filter(({ after }) => after !== undefined).length);
  meet('remote delivery', tiers.filter(({ remote }) => remote !== undefined).length);
  meet('campaigns', streams.filter(({ arrivals }) => arrivals.process === 'mmpp').length);
  meet('traces', streams.filter(({ arrivals }) => arrivals.process === 'trace').length);
  meet('mixed habits', streams.filter(({ retry }) => retry.policy === 'mix').length);
  meet('filter service', filtered ? 1 : 0);
  meet('filter away: unfiltered', filtered && kinds.includes('unfiltered') ? 1 : 0);
  meet('filter away: held', filtered && kinds.includes('waits') ? 1 : 0);
  meet('surge after an outage', kinds.includes('surgeAfterOutage') ? 1 : 0);
}

test('whatever happens, everything adds up: messages, sessions, spools, cores, energy and time', () => {
  const met = new Map<string, number>();
  const meet = (what: string, n: number): void => void met.set(what, (met.get(what) ?? 0) + n);
  fc.assert(
    fc.property(fc.oneof(arbitraryScenario(), arbitraryScenario({ warmup: true })), (scenario) => {
      for (const design of ['one', 'two']) {
        const run = simulate(scenario, scenario.seed, design);
        expect(complaints(run)).toEqual([]);
        for (const stream of Object.values(run.result.streams)) {
          for (const what of ['delivered', 'rejected', 'quarantined', 'dropped', 'gaveUp', 'inFlight'] as const) {
            meet(what, stream[what]);
          }
          for (const what of ['refused', 'abandoned', 'deferred', 'filtered'] as const) meet(what, stream[what]);
        }
        meetParts(scenario, design, meet);
        for (const tier of Object.values(run.result.tiers)) {
          meet('relays refused', tier.refused);
          meet('ready', tier.readyS);
        }
        for (const { what, note } of run.result.journal) {
          if (what === 'stress mode') meet('stress', 1);
          if (what === 'back pressure') meet(note.startsWith('high') ? 'high pressure' : 'pressure', 1);
        }
      }
    }),
    { numRuns: 200 },
  );
  // The scenarios led everywhere.
  for (const [what, n] of met) expect(n, what).toBeGreaterThan(what.startsWith('filter away') ? 12 : 50);
});

test('when mail stops coming, everything is given back', () => {
  let empty = 0;
  fc.assert(
    fc.property(arbitraryScenario({ drains: true }), (scenario) => {
      const run = simulate(scenario);
      expect(complaints(run)).toEqual([]);
      const { mail } = run.engine.world;
      const live = mail.live.reduce((sum, used) => sum + used, 0);
      const inFlight = Object.values(run.result.streams).reduce((sum, stream) => sum + stream.inFlight, 0);
      expect(live).toBe(inFlight);
      if (inFlight > 0) return;
      empty++;
      expect(jobsInUse(run.engine)).toEqual([]);
      for (const [id, tier] of Object.entries(run.result.tiers)) {
        const { background, ...stages } = tier.cpuSByStage;
        // Work is booked to stages when it begins; when all is done, it has been worked off.
        const booked = Object.values(stages).reduce((sum, s) => sum + s, 0);
        expect(booked, id).toBeCloseTo(tier.busyCores * scenario.run.durationS - (background ?? 0), 8);
      }
    }),
    { numRuns: 120 },
  );
  expect(empty).toBeGreaterThan(30);
});
