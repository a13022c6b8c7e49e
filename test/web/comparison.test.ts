import { expect, test } from 'vitest';
import { comparedWords } from '../../web/words/compared.ts';
import { deltaOf, figuresOf } from '../../web/words/comparison.ts';
import { differences } from '../../web/words/difference.ts';
import { factsOf, scenarioWith } from './support/facts.ts';

const facts = factsOf(scenarioWith(['Boxes', 'Cluster']), [
  { meanW: 1000, p95: 5, rackUnits: 20, hamLost: 3 },
  { meanW: 590, p95: 5.7, rackUnits: 8, hamLost: 0 },
]);
const [boxes, cluster] = facts.designs;
if (boxes === undefined || cluster === undefined) throw new Error('missing design');

test('a design is compared in sentences whose numbers and directions are the results’', () => {
  expect(comparedWords(facts, cluster, boxes)).toEqual([
    'Cluster used 41% less energy than Boxes (5.9 kWh against 10 kWh).',
    'It delivered “Inbound mail” 700 ms later at p95.',
    'Cluster lost no wanted message, Boxes 3.',
    'All in all Cluster is better on energy, mean power, peak power, rack space and mail lost or given up; worse on median delivery, delivery at p95 and delivery at p99; about the same on one more.',
  ]);
  expect(comparedWords(facts, boxes, cluster)[0]).toBe(
    'Boxes used 69% more energy than Cluster (10 kWh against 5.9 kWh).',
  );
});

test('restoration after an incident is told where it differs, and where service never came back', () => {
  const blank = {
    kind: 'hostFailure',
    atS: 0,
    detectedS: 1,
    drainedS: 1,
    deferred: 0,
    lost: 0,
    longestDelayS: 0,
    energyKWh: 0,
  };
  const withIncident = (design: typeof boxes, restoredS: number | null) => ({
    ...design,
    result: { ...design.result, incidents: [{ ...blank, id: 'death', restoredS }] },
  });
  const told = (a: number | null, b: number | null) =>
    comparedWords(facts, withIncident(cluster, a), withIncident(boxes, b)).find((words) => words.startsWith('After'));
  expect(told(78, 14_400)).toBe('After “death” Cluster was back after 78 s, Boxes after 4 h.');
  expect(told(78, null)).toBe('After “death” Cluster was back after 78 s, Boxes not before the end.');
  expect(told(78, 78)).toBeUndefined();
  // What befell each in its own way at the same moment is told together.
  const rename = (design: typeof boxes, id: string) => ({
    ...design,
    result: { ...design.result, incidents: design.result.incidents.map((one) => ({ ...one, id })) },
  });
  const mine = rename(withIncident(cluster, 103), 'death of a host');
  const theirs = rename(withIncident(boxes, 14_640), 'death of a box');
  expect(comparedWords(facts, mine, theirs)).toContain(
    'After “death of a host” Cluster was back after 103 s; after “death of a box” Boxes was back after 4 h 4 min.',
  );
});

test('deltas have the sign of the difference, and say which way is better', () => {
  const figure = (id: string) => {
    const found = figuresOf(facts).find((one) => one.id === id);
    if (found === undefined) throw new Error(`missing figure: ${id}`);
    return found;
  };
  expect(deltaOf(figure('meanW'), 590, 1000)).toEqual({ text: '−410 W (−41%)', verdict: 'better' });
  expect(deltaOf(figure('p95'), 5.7, 5)).toEqual({ text: '+700 ms (+14%)', verdict: 'worse' });
  // Thousands of percent are told as how many times.
  expect(deltaOf(figure('p95'), 434, 3.23)).toEqual({ text: '+7.18 min (134 times)', verdict: 'worse' });
  expect(deltaOf(figure('meanW'), 1010, 1000)).toEqual({ text: '+10 W (+1%)', verdict: 'the same' });
  expect(deltaOf(figure('meanW'), 0.1 + 0.2, 0.3)).toEqual({ text: '±0', verdict: 'the same' });
  expect(deltaOf(figure('lost'), 1, 0)).toEqual({ text: '+1', verdict: 'worse' });
  expect(deltaOf(figure('lost'), 1001, 1000).verdict).toBe('worse');
  expect(deltaOf(figure('met'), 2, 1).verdict).toBe('better');
  expect(deltaOf(figure('p95'), null, 5)).toEqual({ text: '', verdict: '' });
});

test('what differs between two designs is found leaf by leaf', () => {
  expect(differences({ a: 1, b: { c: [1, 2], d: null } }, { a: 1, b: { c: [1, 3], d: null }, e: {} })).toEqual([
    { path: 'b.c.1', mine: '2', base: '3' },
    { path: 'e', mine: undefined, base: '{}' },
  ]);
  expect(differences({ a: 1 }, { a: 1 })).toEqual([]);
  expect(differences({ gateway: { slots: null }, ha: null }, { gateway: { slots: 4 }, ha: { hosts: 1 } })).toEqual([
    { path: 'gateway.slots', mine: 'unlimited', base: '4' },
    { path: 'ha', mine: 'none', base: 'hosts 1' },
  ]);
  const pool = { name: 'Boxes', model: 'x', hosts: 2, memoryGB: null, disk: { opMs: 0.5, spindles: 1 } };
  expect(differences({ pools: { a: { hosts: 1 } } }, { pools: { a: { hosts: 2 }, b: pool } })).toEqual([
    { path: 'pools.a.hosts', mine: '1', base: '2' },
    { path: 'pools.b', mine: undefined, base: 'name "Boxes", model "x", hosts 2, disk.opMs 0.5 and 1 more' },
  ]);
});
