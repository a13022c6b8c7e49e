import { describe, expect, test } from 'vitest';
import { blankResult } from '../../web/words/blank.ts';
import { headline } from '../../web/words/headline.ts';
import { comparison, volume } from '../../web/words/summary.ts';
import { cardsOf } from '../../web/words/verdicts.ts';
import { factsOf, scenarioWith } from './support/facts.ts';
import type { Numbers } from './support/facts.ts';

const objectives = [
  { id: 'fast', name: 'Fast', metric: '/streams/ham/deliveryS/p95', atMost: 60 },
  { id: 'safe', metric: '/streams/ham/lost', atMost: 0 },
];
const two = scenarioWith(['Boxes', 'Cluster'], { objectives });
const three = scenarioWith(['Boxes', 'Cluster', 'Cloud']);
const one = scenarioWith(['Boxes']);

const verdict = (card: string, numbers: readonly Numbers[], scenario = two): string =>
  cardsOf(factsOf(scenario, numbers)).find(({ id }) => id === card)?.verdict ?? 'no such card';

describe('the sentence of what is compared', () => {
  test('names whose mail, how long, when, and each design with its machines', () => {
    const words = comparison(two)
      .map((phrase) => (typeof phrase === 'string' ? phrase : `*${phrase.strong}*`))
      .join('');
    expect(words).toBe(
      'The same mail of 1,000 mailboxes, 24 h from Monday, October 4, 2010, 00:00, through two designs: *Boxes* (2 servers, one job each) and *Cluster* (3 hosts for 2 virtual machines).',
    );
  });

  test('tells the volume where the rates are given', () => {
    expect(volume(two)).toBe('About 100,000 connections a day; 80% of the inbound ones bring spam.');
  });

  test('leaves the mailboxes out where nothing follows from them', () => {
    const streams = { ham: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 1 } } };
    const [first] = comparison(scenarioWith(['Only'], { streams }));
    expect(first).toBe('The mail, 24 h from Monday, October 4, 2010, 00:00, through one design: ');
  });
});

describe('verdicts', () => {
  test.each([
    [
      [{ p95: 7.2 }, { p95: 7 }],
      'No difference that anyone would notice: 95% of “Inbound mail” arrives within 7.2 s in both designs.',
    ],
    [
      [{ p95: 40 }, { p95: 10 }],
      'Boxes takes 4 times as long: 95% of “Inbound mail” within 40 s, against 10 s with Cluster.',
    ],
    [
      [{ p95: 10 }, { p95: 13 }],
      'Cluster takes 3 s longer: 95% of “Inbound mail” within 13 s, against 10 s with Boxes.',
    ],
    [[{ p95: 10 }, { p95: null }], 'Boxes delivers 95% of “Inbound mail” within 10 s; Cluster delivered none.'],
    [[{ p95: null }, { p95: null }], 'No “Inbound mail” was delivered in the measured time.'],
  ])('on delivery: %j', (numbers, words) => {
    expect(verdict('delivery', numbers)).toBe(words);
  });

  test.each([
    [[{ meanW: 1240 }, { meanW: 690 }], 'Cluster draws 44% less: 690 W on average against 1,240 W.'],
    [[{ meanW: 1000 }, { meanW: 1005 }], 'No difference: 1,005 W on average.'],
  ])('on power: %j', (numbers, words) => {
    expect(verdict('power', numbers)).toBe(words);
  });

  test.each([
    [
      [{ peak: 0.7 }, { peak: 0.6 }],
      'No tier runs out of CPU; the busiest is Gateway of Boxes, 50% on average and 70% at its peak.',
    ],
    [[{ peak: 1 }, { peak: 0.6 }], 'Gateway of Boxes runs out of CPU at the peak.'],
    [[{ peak: 1 }, { peak: 0.98 }], 'Gateway of Boxes and Gateway of Cluster run out of CPU at the peak.'],
  ])('on CPU: %j', (numbers, words) => {
    expect(verdict('cpu', numbers)).toBe(words);
  });

  test('on slots that run out before the CPU does', () => {
    expect(verdict('cpu', [{ peak: 0.4, peakBacklog: 30 }, {}])).toContain(
      'Gateway of Boxes runs out of session slots before the CPU is full (40% at most).',
    );
  });

  test.each([
    [[{}, {}], 'No ham is lost or delayed by a refusal. Nothing is turned away.'],
    [[{ spamAway: 4 }, {}], 'No ham is lost or delayed by a refusal. Only unwanted mail is turned away.'],
    [[{ hamAway: 4 }, {}], 'No ham is lost. Boxes turns away 4 tries of ham; the senders may try again.'],
    [[{ hamLost: 1 }, { hamAway: 9 }], 'Boxes loses 1 message of ham.'],
  ])('on losses: %j', (numbers, words) => {
    expect(verdict('loss', numbers)).toBe(words);
  });

  test.each([
    [[{}, {}], 'Both designs meet both objectives.'],
    [[{ met: [false, true] }, {}], 'Cluster meets both objectives; Boxes misses 1 of 2.'],
    [[{ met: [false, true] }, { met: [false, false] }], 'Boxes misses 1 and Cluster misses 2 of 2.'],
  ])('on objectives: %j', (numbers, words) => {
    expect(verdict('objectives', numbers)).toBe(words);
  });

  test('on space name the design that frees some', () => {
    expect(verdict('space', [{ rackUnits: 10 }, { rackUnits: 6 }])).toBe(
      'Cluster frees 4 U: 3 hosts in 6 U, against 2 hosts in 10 U with Boxes.',
    );
    expect(verdict('space', [{}, {}])).toBe('No difference in space: 10 U each.');
  });

  test('speak of one design and of three as well', () => {
    for (const scenario of [one, three]) {
      for (const card of cardsOf(factsOf(scenario, [{ p95: 3 }, { p95: 30, meanW: 500 }]))) {
        expect(card.verdict).toMatch(/^[A-Z0-9].*\.$/);
        expect(card.verdict).not.toMatch(/NaN|undefined|–/);
      }
    }
  });
});

describe('the headline', () => {
  test('puts power, delivery and objectives together', () => {
    const facts = factsOf(two, [
      { meanW: 1240, p95: 12 },
      { meanW: 690, p95: 11.5, rackUnits: 8 },
    ]);
    expect(headline(facts)).toBe(
      'Cluster draws 44% less power than Boxes and frees 2 rack units. Delivery is as fast in both: 95% of “Inbound mail” arrives within 12 s. Both meet both objectives.',
    );
  });

  test('does not hide who pays for it', () => {
    const facts = factsOf(two, [{ meanW: 1240 }, { meanW: 690, p95: 400, hamLost: 3, met: [false, false] }]);
    expect(headline(facts)).toBe(
      'Cluster draws 44% less power than Boxes. 95% of “Inbound mail” arrives within 5 s with Boxes and 6.67 min with Cluster. Cluster loses wanted mail. Cluster misses objectives that the other meets.',
    );
  });
});

describe('mail that has not arrived when the run ends', () => {
  test('is told beside the times of the mail that has', () => {
    const numbers = [
      { p95: 6, hamInFlight: 58 },
      { p95: 6.5, hamInFlight: 0.5 },
    ];
    expect(verdict('delivery', numbers)).toBe(
      'No difference that anyone would notice: 95% of “Inbound mail” arrives within 6.5 s in both designs. But Boxes has not delivered 58% of it when the run ends.',
    );
    expect(headline(factsOf(two, numbers))).toContain('But Boxes has not delivered 58% of it when the run ends.');
    const rows = cardsOf(factsOf(two, numbers)).find(({ id }) => id === 'delivery')?.groups[0]?.rows;
    expect(rows?.map(({ bad }) => bad)).toEqual([true, false]);
  });
});

describe('cards without numbers yet', () => {
  test('keep their places and show nothing that was not computed', () => {
    const designs = Object.entries(two.designs).map(([id, { name = id }]) => ({
      id,
      name,
      result: blankResult(two),
      peakUtilization: { gateway: NaN },
    }));
    const cards = cardsOf({ scenario: two, designs });
    expect(cards.map(({ id }) => id)).toEqual(['delivery', 'cpu', 'power', 'energy', 'space', 'loss', 'objectives']);
    for (const { groups } of cards) {
      for (const { rows } of groups) {
        for (const { value, note, bar } of rows) {
          expect(value.text).toBe('–');
          expect(note).not.toMatch(/\d/);
          expect(bar).toBeNull();
        }
      }
    }
  });
});
