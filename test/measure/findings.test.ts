import { expect, test } from 'vitest';
import { CLUSTER, HA, operated } from '../support/operating.ts';
import { simulate } from '../support/simulate.ts';

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
