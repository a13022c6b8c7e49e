import { describe, expect, test } from 'vitest';
import type { IncidentResult } from '../../sim/measure/result.ts';
import { effectWords, hasIncidents, incidentVerdicts } from '../../web/words/happenings.ts';
import { journalWords } from '../../web/words/journal.ts';
import { factsOf, scenarioWith } from './support/facts.ts';

const incidents = [
  { id: 'death', kind: 'hostFailure', atS: 36900, pool: '*', host: 0 },
  { id: 'storm', kind: 'spike', atS: 50400, stream: 'spam', factor: 4, holdS: 600 },
  { id: 'work', kind: 'maintenance', atS: 60000, pool: 'p' },
];
const scenario = scenarioWith(['Boxes', 'Cluster'], { incidents });

function effect(parts: Partial<IncidentResult> & { id: string }): IncidentResult {
  return {
    kind: scenario.incidents.find(({ id }) => id === parts.id)?.kind ?? '',
    atS: 0,
    detectedS: null,
    restoredS: 60,
    drainedS: 60,
    deferred: 0,
    lost: 0,
    longestDelayS: 5,
    energyKWh: 1.25,
    ...parts,
  };
}

function facts(...of: IncidentResult[][]) {
  const all = factsOf(scenario, [{}, {}]);
  all.designs.forEach((design, i) => design.result.incidents.push(...(of[i] ?? [])));
  return all;
}

const incident = (id: string) => {
  const found = scenario.incidents.find((one) => one.id === id);
  if (found === undefined) throw new Error('no such incident');
  return found;
};

describe('sentences about incidents', () => {
  test('say when each design was whole again after a death', () => {
    const sentences = incidentVerdicts(
      facts([effect({ id: 'death', restoredS: 15120, deferred: 120 })], [effect({ id: 'death', restoredS: 78.2 })]),
    );
    expect(sentences).toEqual([
      'After the death of host 0 in every pool (Mon 10:15), Boxes had all machines at work again after 4 h 12 min, Cluster had all machines at work again after 78 s. Turned away: 120 tries with Boxes; no machine took mail with it.',
    ]);
  });

  test('name designs together that fared alike, and those that felt nothing', () => {
    const untouched = effect({ id: 'death', restoredS: 0, drainedS: 0 });
    expect(incidentVerdicts(facts([untouched], [untouched]))).toEqual([
      'After the death of host 0 in every pool (Mon 10:15), Boxes and Cluster served on without a break. No mail was turned away or lost.',
    ]);
  });

  test('count from the end of what lasts', () => {
    const [storm] = incidentVerdicts(
      facts(
        [effect({ id: 'storm', restoredS: 600, drainedS: 3000, deferred: 1, lost: 2 })],
        [effect({ id: 'storm', restoredS: 600, drainedS: 604 })],
      ),
    );
    expect(storm).toBe(
      'After the rise of “spam” (Mon 14:00), Boxes had short queues again 40 min after it was over, Cluster had short queues again as soon as it was over. Lost with a machine: 2 messages with Boxes.',
    );
  });

  test('leave out what nobody felt, and what has not happened', () => {
    expect(incidentVerdicts(facts([effect({ id: 'storm' })], []))).toEqual([]);
    expect(incidentVerdicts(facts())).toEqual([]);
    expect(hasIncidents(facts())).toBe(false);
    expect(hasIncidents(facts([], [effect({ id: 'work' })]))).toBe(true);
  });

  test('tell what is not over when the run ends', () => {
    const [death, work] = incidentVerdicts(
      facts([effect({ id: 'death', restoredS: null, drainedS: null })], [effect({ id: 'work', restoredS: null })]),
    );
    expect(death).toContain('Boxes still missed machines when the run ended');
    expect(work).toContain('Cluster was not done when the run ended');
  });
});

describe('what an incident did, in words', () => {
  test('with units, and no phrase for what does not apply', () => {
    expect(
      effectWords(
        effect({ id: 'death', detectedS: 15, restoredS: 78, drainedS: 400, deferred: 1, lost: 3, longestDelayS: 725 }),
        incident('death'),
      ),
    ).toBe(
      'Noticed after 15 s, all machines worked again after 78 s, queues were back to what they were after 6 min 40 s, 1 try was turned away, 3 messages were lost with a machine, the longest delivery took 12.1 min and the hosts used 1.25 kWh in that time.',
    );
    expect(effectWords(effect({ id: 'death', restoredS: 0, drainedS: 0, longestDelayS: 0 }), incident('death'))).toBe(
      'No machine went down, queues did not grow, nobody was turned away and no machine took mail with it.',
    );
    expect(effectWords(effect({ id: 'storm', restoredS: 600, drainedS: null }), incident('storm'))).toBe(
      'Queues were still longer than before when the run ended, nobody was turned away, no machine took mail with it, the longest delivery took 5 s and the hosts used 1.25 kWh by then.',
    );
  });
});

describe('entries of the journal, in words', () => {
  test.each([
    ['host died', 'v-1', '', 'Host v-1 dies'],
    ['instance serves', 'gateway-0', 'v-2', 'gateway-0 serves on v-2'],
    ['migration starts', 'gateway-0', 'v-1 → v-2, maintenance', 'gateway-0 begins to move: v-1 → v-2, maintenance'],
    ['migration pauses', 'gateway-0', 'converged', 'gateway-0 stands still for the switch (little is left to send)'],
    ['restart waits', 'gateway-0', 'no room', 'gateway-0 finds no host: no room'],
    ['something new', 'x', 'y', 'something new: x, y'],
  ])('%s', (what, to, note, words) => {
    expect(journalWords({ atS: 0, what, to, note })).toBe(words);
  });

  test('call incidents by their names', () => {
    expect(journalWords({ atS: 0, what: 'incident', to: 'death', note: '' }, () => 'A host dies')).toBe(
      'Incident “A host dies” begins',
    );
  });
});
