import { describe, expect, test } from 'vitest';
import type { DesignResult } from '../../sim/measure/result.ts';
import { happened } from '../support/operating.ts';
import { findings, incident, mail, of, run, total } from './support/shippedRun.ts';

/**
 * What the abouts of the shipped scenarios claim, on lighter runs: less mail, shorter repairs and works. The directions must hold;
 * the figures of the abouts are those of the full runs.
 */

describe('a host dies at the peak', () => {
  const results = run('host-death-at-the-peak', {
    ...mail(10),
    '/mailboxes': 3000,
    '/run/durationS': 7200,
    '/run/warmupS': 600,
    '/incidents/0/atS': 1200,
    '/incidents/1/atS': 1200,
    '/incidents/2/atS': 3000,
    '/incidents/3/atS': 3000,
    '/designs/physical/pools/gateways/repairS': 3600,
    '/designs/physical/pools/backbones/coldSpareS': 1500,
  });
  const physical = of(results, 'physical');
  const virtual = of(results, 'virtual');
  const tolerant = of(results, 'tolerant');

  test('high availability restores in its times of detection and boot, the contract in its hours', () => {
    expect(incident(virtual, 'dmz host dies').restoredS).toBe(18 + 85);
    expect(incident(virtual, 'inside host dies').restoredS).toBe(18 + 260);
    expect(incident(physical, 'gateway dies').restoredS).toBeGreaterThanOrEqual(3600);
    expect(incident(physical, 'backbone dies').restoredS).toBeGreaterThanOrEqual(1500);
  });

  test('availability: a spare below a restart below a shadow, which misses nothing', () => {
    expect(physical.availability['inbound']).toBeLessThan(virtual.availability['inbound'] ?? 0);
    expect(virtual.availability['inbound']).toBeLessThan(1);
    expect(tolerant.availability['inbound']).toBe(1);
    expect(tolerant.tiers['backbone']?.downS).toBe(0);
    expect(virtual.tiers['backbone']?.downS).toBe(18 + 45);
  });

  test('nothing is lost, it is late: by the outage and the time to the next try', () => {
    for (const result of [physical, virtual, tolerant]) expect(total(result, 'lost')).toBe(0);
    expect(incident(physical, 'backbone dies').longestDelayS).toBeGreaterThan(1500);
    expect(incident(tolerant, 'inside host dies').longestDelayS).toBeLessThan(600);
  });
});

describe('rolling maintenance', () => {
  const work = Object.fromEntries([0, 1, 2, 3, 4].map((i) => [`/incidents/${i}/workS`, 300]));
  const results = run('rolling-maintenance', {
    ...mail(10),
    ...work,
    '/mailboxes': 3000,
    '/run/durationS': 7200,
    '/run/warmupS': 300,
    '/incidents/0/atS': 600,
    '/incidents/1/atS': 2400,
    '/incidents/2/atS': 3200,
    '/incidents/3/atS': 600,
    '/incidents/4/atS': 2400,
  });
  const physical = of(results, 'physical');
  const virtual = of(results, 'virtual');

  test('is over in both designs before the run is', () => {
    for (const { incidents } of [physical, virtual]) {
      expect(incidents.length).toBeGreaterThan(0);
      for (const { restoredS } of incidents) expect(restoredS).not.toBeNull();
    }
  });

  test('breaks nothing, turns nothing away and degrades no tier where machines move', () => {
    for (const field of ['refused', 'broken', 'abandoned', 'lost'] as const) expect(total(virtual, field)).toBe(0);
    expect(virtual.availability['inbound']).toBe(1);
    for (const { degradedS } of Object.values(virtual.tiers)) expect(degradedS).toBe(0);
  });

  test('every machine moves in rounds and stands still for less than a second', () => {
    expect(virtual.migrations.filter(({ reason }) => reason === 'maintenance').length).toBeGreaterThanOrEqual(8);
    for (const { outcome, downtimeMs, rounds } of virtual.migrations) {
      expect(outcome).toBe('done');
      expect(downtimeMs).toBeLessThan(1000);
      expect(rounds).toBeGreaterThanOrEqual(1);
    }
  });

  test('takes physical tiers down or leaves them short, and loses nothing', () => {
    expect(physical.tiers['backbone']?.downS).toBeGreaterThan(300);
    expect(physical.tiers['gateway']?.degradedS).toBeGreaterThan(600);
    expect(physical.tiers['groupware']?.degradedS).toBeGreaterThan(1200);
    expect(physical.availability['inbound']).toBeLessThan(1);
    expect(total(physical, 'lost')).toBe(0);
  });
});

describe('a storm, and gateways that multiply', () => {
  const results = run('storm-with-scaling', {
    '/run/startsAt': '2010-10-04T09:45:00',
    '/run/durationS': 3000,
    '/run/warmupS': 0,
    '/incidents/0/atS': 900,
    '/incidents/0/holdS': 1500,
    '/incidents/0/decayS': 60,
  });
  const fixed = of(results, 'physical');
  const scaled = of(results, 'virtual');

  test('more gateways turn away less', () => {
    expect(total(fixed, 'refused')).toBeGreaterThan(5000);
    expect(total(scaled, 'refused')).toBeLessThan(total(fixed, 'refused') / 3);
    expect(scaled.streams['ham']?.refused).toBeLessThan(fixed.streams['ham']?.refused ?? 0);
  });

  test('a gateway takes its time to be made and to boot, and the next one waits for the cool-down', () => {
    const ordered = happened(scaled, 'scaled out').map(([atS]) => atS);
    const served = happened(scaled, 'instance serves').map(([atS]) => atS);
    expect(ordered.length).toBeGreaterThanOrEqual(2);
    expect(served[0]).toBe((ordered[0] ?? 0) + 120 + 85);
    expect((ordered[1] ?? 0) - (ordered[0] ?? 0)).toBeGreaterThanOrEqual(300);
  });
});

describe('consolidation at night', () => {
  const results = run('consolidation-at-night', mail(0.5));
  const always = of(results, 'virtual');
  const sleeping = of(results, 'sleeping');

  test('hosts go to sleep, one wakes in the morning', () => {
    const asleep = happened(sleeping, 'host standby');
    const woken = happened(sleeping, 'host boots').map(([atS]) => atS / 3600);
    expect(asleep.length).toBeGreaterThanOrEqual(2);
    expect(happened(always, 'host standby')).toEqual([]);
    // Noon and 20 hours are 8 in the morning.
    expect(woken.length).toBeGreaterThanOrEqual(1);
    expect(woken[0]).toBeGreaterThan(20);
  });

  test('saves energy, and mail is the same within bounds', () => {
    expect(sleeping.energy.facilityKWh).toBeLessThan(0.95 * always.energy.facilityKWh);
    expect(sleeping.energy.facilityKWh).toBeGreaterThan(0.8 * always.energy.facilityKWh);
    expect(total(sleeping, 'lost')).toBe(0);
    expect(total(sleeping, 'refused')).toBe(0);
    const p95 = ({ streams }: DesignResult): number => streams['ham']?.deliveryS.p95 ?? 0;
    expect(p95(sleeping)).toBeLessThan(1.1 * p95(always));
    expect(Math.abs(total(sleeping, 'delivered') - total(always, 'delivered'))).toBeLessThan(5);
  });

  test('never below what high availability needs: three hosts stay on', () => {
    const poolOf = ({ hosts }: DesignResult) => hosts.filter(({ pool }) => pool === 'inside');
    const measuredS = Math.max(...poolOf(sleeping).map(({ poweredS }) => poweredS));
    expect(poolOf(sleeping).filter(({ poweredS }) => poweredS === measuredS)).toHaveLength(3);
    expect(poolOf(always).every(({ poweredS }) => poweredS === measuredS)).toBe(true);
  });
});

describe('the price of zones', () => {
  const results = run('price-of-zones', { ...mail(5), '/run/durationS': 1200, '/run/warmupS': 300 });
  const designs = ['mixed', 'virtual', 'apart'].map((id) => of(results, id));

  test('each zone that is kept apart takes two hosts more, and power for them', () => {
    expect(designs.map(({ footprint }) => footprint.hosts)).toEqual([2, 4, 6]);
    expect(designs.map(({ footprint }) => footprint.rackUnits)).toEqual([7, 11, 15]);
    const watts = designs.map(({ energy }) => energy.meanW);
    expect(watts).toEqual([...watts].sort((a, b) => a - b));
  });

  test('and takes away a finding', () => {
    expect(designs.map((design) => findings(design, 'zone-mixed-host'))).toEqual([
      ['host all-0', 'host all-1'],
      ['host inside-0', 'host inside-1'],
      [],
    ]);
    for (const { admission } of designs) for (const { ok } of admission) expect(ok).toBe(true);
  });
});

describe('one host per tier', () => {
  const results = run('one-host-per-tier', {
    ...mail(10),
    '/run/durationS': 9000,
    '/run/warmupS': 600,
    ...Object.fromEntries([0, 1, 2].map((i) => [`/incidents/${i}/atS`, 1200])),
    '/designs/single/pools/mailboxes/repairS': 3600,
  });
  const single = of(results, 'single');

  test('admission control and findings say so beforehand', () => {
    expect(single.admission.map(({ ok, tolerates, wanted }) => [ok, tolerates, wanted])).toEqual([
      [false, 0, 1],
      [false, 0, 1],
      [false, 0, 1],
    ]);
    expect(findings(single, 'no-room-after-failure')).toHaveLength(3);
    for (const id of ['spare', 'pairs']) {
      expect(of(results, id).admission.every(({ ok }) => ok)).toBe(true);
      expect(findings(of(results, id), 'no-room-after-failure')).toEqual([]);
    }
  });

  test('the run shows it: the machine waits for the repair; elsewhere for its boot', () => {
    expect(single.admission.map(({ withoutRoom }) => withoutRoom)).toEqual([0, 0, 1]);
    expect(happened(single, 'restart waits').map(([, to]) => to)).toEqual(['groupware-0']);
    expect(incident(single, 'single mailboxes').restoredS).toBeGreaterThanOrEqual(3600);
    for (const id of ['spare', 'pairs']) {
      expect(incident(of(results, id), `${id} mailboxes`).restoredS).toBe(18 + 260);
      expect(of(results, id).admission.every(({ withoutRoom }) => withoutRoom === 0)).toBe(true);
    }
    expect(single.availability['inbound']).toBeLessThan(of(results, 'spare').availability['inbound'] ?? 0);
  });

  test('three hosts with a spare are as many as three without', () => {
    expect(single.footprint.hosts).toBe(3);
    expect(of(results, 'spare').footprint.hosts).toBe(3);
    expect(of(results, 'pairs').footprint.hosts).toBe(4);
    for (const result of Object.values(results)) expect(total(result, 'lost')).toBe(0);
  });
});
