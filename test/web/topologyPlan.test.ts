import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../sim/scenario/load.ts';
import { fit } from '../../web/topology/fit.ts';
import { fleetOf } from '../../web/topology/fleet.ts';
import type { Fleet } from '../../web/topology/fleet.ts';
import { chipBox, planOf } from '../../web/topology/plan.ts';
import type { Box } from '../../web/topology/plan.ts';
import { sampleEnd, speedFor } from '../../web/topology/playhead.ts';
import { blocksFor, widthOfStack } from '../../web/topology/shapes.ts';
import { momentsOf, neighbor, wishFor } from '../../web/topology/steps.ts';
import { eventful } from '../e2e/support/operations.ts';

/** A fleet of one pool, with other numbers of hosts and racks than the scenario of the end-to-end tests. */
function fleetWith(hosts: number, racks: number): Fleet {
  const designs = structuredClone(eventful['designs']) as Record<string, { pools: Record<string, object> }>;
  const { virtual } = designs;
  if (virtual === undefined) throw new Error('missing design');
  virtual.pools['v'] = { ...virtual.pools['v'], hosts, racks };
  const loaded = loadScenario({ ...eventful, designs: { virtual }, incidents: [] });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return fleetOf(loaded.scenario, 'virtual');
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the plan of the drawing', () => {
  test.each([300, 420, 640, 900, 1800])('keeps hosts apart and machines inside, %i px wide', (width) => {
    for (const [hosts, racks] of [
      [1, 1],
      [4, 2],
      [7, 3],
      [20, 4],
      [200, 5],
    ] as const) {
      const fleet = fleetWith(hosts, racks);
      const mostOn = (host: number): number => 1 + (host % 5);
      const plan = planOf(fleet, width, mostOn, 3);
      expect(plan.hosts).toHaveLength(hosts);
      plan.hosts.forEach((host, i) => {
        expect(host.x).toBeGreaterThanOrEqual(0);
        expect(host.x + host.width).toBeLessThanOrEqual(width + 1e-6);
        expect(host.y + host.height).toBeLessThanOrEqual(plan.height);
        for (const other of plan.hosts.slice(0, i)) expect(overlap(host, other)).toBe(false);
        if (!plan.detailed) return;
        for (let n = 0; n < mostOn(i); n++) {
          const chip = chipBox(host, n);
          expect(chip.x + chip.width).toBeLessThanOrEqual(host.x + host.width);
          expect(chip.y + chip.height).toBeLessThanOrEqual(host.y + host.height);
        }
      });
    }
  });

  test('frames racks only where there are several, around their hosts', () => {
    expect(planOf(fleetWith(4, 1), 800, () => 1, 0).pools[0]?.racks).toEqual([]);
    const fleet = fleetWith(5, 2);
    const plan = planOf(fleet, 800, () => 2, 0);
    fleet.hosts.forEach(({ rack }, i) => {
      const frame = plan.pools[0]?.racks[rack];
      const host = plan.hosts[i];
      if (frame === undefined || host === undefined) throw new Error('missing');
      expect(host.x).toBeGreaterThan(frame.x);
      expect(host.x + host.width).toBeLessThan(frame.x + frame.width);
      expect(host.y + host.height).toBeLessThanOrEqual(frame.y + frame.height);
    });
  });
});

describe('stepping', () => {
  test('stops at each moment once, in both directions', () => {
    const moments = momentsOf([
      [30, 10],
      [10.0001, 20],
    ]);
    expect(moments).toEqual([10, 20, 30]);
    expect(neighbor(moments, 10, 1)).toBe(20);
    expect(neighbor(moments, 15, -1)).toBe(10);
    expect(neighbor(moments, 10, -1)).toBeUndefined();
    expect(neighbor(moments, 30, 1)).toBeUndefined();
  });

  test('has keys', () => {
    expect([' ', '.', ',', 'ArrowLeft', 'End', 'n'].map(wishFor)).toEqual([
      'play',
      'event+',
      'event-',
      'sample-',
      'end',
      'incident+',
    ]);
    expect(wishFor('x')).toBeUndefined();
  });

  test('puts the charts’ crosshair at the end of the sample that the moment is in', () => {
    expect([0, 1, 60, 60.5, 119.999, 3600].map((at) => sampleEnd(at, 60, 3600))).toEqual([60, 60, 60, 120, 120, 3600]);
  });

  test('plays a run of any length in two minutes or so', () => {
    expect(speedFor(120)).toBe(1);
    expect(speedFor(3600)).toBe(60);
    expect(speedFor(86400)).toBe(900);
    expect(speedFor(7 * 86400)).toBe(14400);
  });
});

describe('small pieces', () => {
  test('blocks double', () => {
    expect([0, 0.4, 0.5, 1, 2, 3, 4, 8, 1e9].map(blocksFor)).toEqual([0, 0, 1, 1, 2, 2, 3, 4, 10]);
  });

  test('a stack is as wide as its blocks', () => {
    expect(widthOfStack(0)).toBe(0);
    expect(widthOfStack(5) / blocksFor(5)).toBe(widthOfStack(1000) / blocksFor(1000));
  });

  test('text is cut to its room', () => {
    expect(fit('gateway-0', 500)).toBe('gateway-0');
    expect(fit('gateway-0 of the north building', 60)).toMatch(/^gatew.*…$/);
    expect(fit('gateway-0', 3)).toBe('');
  });
});
