import { expect, test } from 'vitest';
import { CLUSTER, operated } from '../support/operating.ts';
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

test('a machine that takes long to move is not followed by others', () => {
  const { result } = simulate(
    operated({
      durationS: 7200,
      everyS: 0,
      tiers: { tier: { background: { coresPerThousandMailboxes: 64, profile: 'flat' } } },
      pool: { ...LOPSIDED, migration: { linkGbps: 0.1 } },
      how: { tier: { instances: 4, vcpus: 16, memoryGB: 8, antiAffinity: 'off' } },
    }),
  );
  // 8 GB over 11 MB/s take more than two looks; two of four machines are to go, in one look or one after the other.
  expect(result.migrations.map(({ to, outcome }) => [to, outcome])).toEqual([
    ['pool-1', 'done'],
    ['pool-1', 'done'],
  ]);
});
