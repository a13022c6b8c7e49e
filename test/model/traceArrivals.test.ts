import { expect, test } from 'vitest';
import { expectedEvents } from '../../sim/scenario/estimate.ts';
import { loadScenario } from '../../sim/scenario/load.ts';
import { Simulation } from '../../sim/simulation.ts';
import { engineOf, parse, simulate, streamOf } from '../support/simulate.ts';
import { changed, linesOf } from '../scenario/support/minimal.ts';

const scenario = (arrivals: object) =>
  parse({
    run: { durationS: 100, sampleS: 100 },
    streams: {
      mail: {
        direction: 'inbound',
        class: 'ham',
        arrivals: { process: 'trace', ...arrivals } as never,
        sizeKB: { dist: 'exponential', mean: 10 },
      },
      other: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 0.2 } },
    },
    tiers: { server: { stages: [{ id: 's', cpuMs: 100, cpuMsPerKB: 10 }] } },
    routes: { inbound: ['server'] },
    designs: {
      one: { pools: { p: {} }, tiers: { server: { pool: 'p' } } },
      two: { pools: { p: {} }, tiers: { server: { pool: 'p', slots: 1, backlog: 1 } } },
    },
  });

/** Time, size and recipients of each message of the stream when it is taken. */
function mailOf(input: ReturnType<typeof scenario>, design = 'one', seed = 'a'): string[] {
  const simulation = new Simulation(input, design, seed);
  const { mail } = engineOf(simulation).world;
  const seen: string[] = [];
  const release = mail.release.bind(mail);
  mail.release = (row) => {
    if (mail.stream[row] === 0)
      seen[mail.number[row] ?? 0] = `${mail.firstAt[row]} ${mail.sizeKB[row]} ${mail.recipients[row]}`;
    release(row);
  };
  while (!simulation.advance(1e6));
  return seen;
}

test('a trace is played back row by row, whatever the seed and the design', () => {
  const input = scenario({ atS: [0, 2.5, 2.5, 40, 150], sizeKB: [1, 2, 3, 4, 5], recipients: [1, 7, 1, 2, 1] });
  const rows = ['0 1 1', '2.5 2 7', '2.5 3 1', '40 4 2'];
  expect(mailOf(input)).toEqual(rows);
  expect(mailOf(input, 'two', 'b')).toEqual(rows);
  expect(streamOf(simulate(input), 'mail').offered).toBe(4);
  // One arrival and one CPU phase each, beside those of the other stream.
  expect(expectedEvents(input, 'one')).toBeCloseTo(4 * 2 + 20 * 2, 9);
});

test('what a trace does not say is drawn', () => {
  const input = scenario({ atS: [1, 2, 3] });
  const [first, second] = [mailOf(input), mailOf(input, 'two')];
  expect(new Set(first.map((line) => line.split(' ')[1])).size).toBe(3);
  expect(first).toEqual(second);
  expect(first).not.toEqual(mailOf(input, 'one', 'b'));
});

test('a trace is in order, its columns are alike, and nothing else says when it comes', () => {
  const says = (values: Record<string, unknown>, ...lines: string[]) => expect(linesOf(changed(values))).toEqual(lines);
  const at = '/streams/mail/arrivals';
  says({ [at]: { process: 'trace', atS: [0, 5, 5, 7.5] } });
  says(
    { [at]: { process: 'trace', atS: [0, 5, 4], sizeKB: [1, 2], recipients: [1, 1, 1, 1] } },
    'streams.mail.arrivals.atS[2]: must not lie before the row above it, 5 s: 4',
    'streams.mail.arrivals.sizeKB: must have as many rows as atS, 3, not 2',
    'streams.mail.arrivals.recipients: must have as many rows as atS, 3, not 4',
  );
  says(
    { [at]: { process: 'trace', atS: [0] }, '/streams/mail/profile': 'office', '/streams/mail/messagesPerSession': 2 },
    'streams.mail.profile: must be "flat": a trace brings its own times of day',
    'streams.mail.messagesPerSession: must be 1: every row of a trace is a session of one message',
  );
  says(
    {
      [at]: { process: 'trace', atS: [0] },
      '/incidents': [{ id: 'storm', kind: 'spike', atS: 1, stream: 'mail', factor: 2, holdS: 1 }],
    },
    'incidents[0].stream: must have a rate that can change; a trace is played back as it is: "mail"',
  );
  for (const atS of [[], [-1], [Infinity], ['1'], [null], Array.from({ length: 100_001 }, () => 1)]) {
    expect(loadScenario(changed({ [at]: { process: 'trace', atS } })).ok).toBe(false);
  }
});
