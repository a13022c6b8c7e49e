import { expect, test } from 'vitest';
import { CLUSTER, HA, operated } from '../support/operating.ts';
import { simulate } from '../support/simulate.ts';

/** Two machines that begin on the first host of a pool of two, each busy for 16 of its 64 cores: the second host is empty. */
const LOPSIDED = {
  ...CLUSTER,
  hosts: 2,
  placement: 'firstFit',
  migration: {},
  rebalance: { policy: 'imbalance', everyS: 300 },
} as const;

test('pools that rebalance at the same moment do not take each other for idle', () => {
  const background = { coresPerThousandMailboxes: 32, profile: 'flat' } as const;
  const how = { instances: 2, vcpus: 16, memoryGB: 4, antiAffinity: 'off' } as const;
  const { result } = simulate(
    operated({
      durationS: 1200,
      everyS: 0,
      tiers: { one: { background }, two: { background } },
      pools: { first: LOPSIDED, second: LOPSIDED },
      how: { one: { ...how, pool: 'first' }, two: { ...how, pool: 'second' } },
    }),
  );
  const moved = result.migrations.map(({ vm, reason }) => `${vm.split('-')[0] ?? ''}, ${reason}`);
  expect(moved.sort()).toEqual(['one, rebalancing', 'two, rebalancing']);
});

test('high availability in a pool of one host is not said to restart anything elsewhere', () => {
  const severities = [1, 2].map((hosts) => {
    const { result } = simulate(operated({ durationS: 10, pool: { ...CLUSTER, hosts, ha: HA } }));
    const finding = result.findings.find(({ rule }) => rule === 'single-instance');
    return [finding?.severity, finding?.why.split(', ')[1]];
  });
  expect(severities).toEqual([
    ['medium', 'high availability has no other host to restart it on'],
    ['low', 'high availability restarts it elsewhere'],
  ]);
});
