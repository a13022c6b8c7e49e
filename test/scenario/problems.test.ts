import { describe, expect, test } from 'vitest';
import { changed, linesOf, MINIMAL } from './support/minimal.ts';

/** Puts values into the smallest scenario and expects exactly these lines. */
const says = (values: Record<string, unknown>, ...lines: string[]) => {
  expect(linesOf(changed(values))).toEqual(lines);
};

const SIZE = '/streams/mail/sizeKB';
const ARRIVALS = '/streams/mail/arrivals';

describe('a problem of the schema', () => {
  test('the smallest scenario has none', () => {
    expect(linesOf(MINIMAL)).toEqual([]);
  });

  test('names the nearest known key for an unknown one', () => {
    says({ '/streams/mail/sizeKb': 1 }, 'streams.mail.sizeKb: unknown key "sizeKb"; did you mean "sizeKB"?');
    says({ '/strems': {} }, 'strems: unknown key "strems"; did you mean "streams"?');
    says({ '/run/durationH': 1 }, 'run.durationH: unknown key "durationH"; did you mean "durationS"?');
  });

  test('names all known keys when none is near', () => {
    says(
      { '/run/zzzzzz': 1 },
      'run.zzzzzz: unknown key "zzzzzz"; known: "startsAt", "durationS", "warmupS", "sampleS", "replications"',
    );
  });

  test('names the nearest known word of an enumeration', () => {
    says(
      { '/streams/mail/direction': 'inbund' },
      'streams.mail.direction: unknown direction "inbund"; did you mean "inbound"?',
    );
    says(
      { '/designs/one/pools/all/placement': 'x' },
      'designs.one.pools.all.placement: unknown placement "x"; known: "firstFit", "bestFit", "spread", "powerAware"',
    );
  });

  test('gives the range of a number with its unit, the value last', () => {
    says({ '/mailboxes': 0 }, 'mailboxes: must be a whole number from 1 to 100,000,000: 0');
    says({ '/mailboxes': 2.5 }, 'mailboxes: must be a whole number from 1 to 100,000,000: 2.5');
    says({ '/mailboxes': '10' }, 'mailboxes: must be a whole number from 1 to 100,000,000: "10"');
    says({ '/run/durationS': 0 }, 'run.durationS: must be a number above 0 and at most 315,360,000 [s]: 0');
    says({ '/tiers/server/patienceS': -1 }, 'tiers.server.patienceS: must be a number above 0 [s]: -1');
    says({ '/tiers/server/stages/0/share': 1.5 }, 'tiers.server.stages[0].share: must be a number from 0 to 1: 1.5');
    says({ '/tiers/server/patienceS': 'no' }, 'tiers.server.patienceS: must be a number above 0 [s] or null: "no"');
  });

  test('says what a missing field is for', () => {
    const { arrivals: _, ...mail } = MINIMAL.streams.mail;
    says({ '/streams/mail': mail }, 'streams.mail.arrivals: missing; when sessions come');
    says({ '/designs/one': { pools: {} } }, 'designs.one.tiers: missing; how each tier is run');
  });

  test('says what should stand in place of another type', () => {
    says({ '/streams': 3 }, 'streams: must be an object: 3');
    says({ '/tiers/server/stages': {} }, 'tiers.server.stages: must be a list: {}');
    says({ '/designs/one/security': true }, 'designs.one.security: must be an object: true');
    says({ '/tiers/server/stages/0/enabled': 1 }, 'tiers.server.stages[0].enabled: must be true or false: 1');
    says({ '/name': 7 }, 'name: must be a text of at most 200 characters: 7');
    says({ '/name': 'x'.repeat(201) }, 'name: must be a text of at most 200 characters, not 201');
  });

  test('counts the items of a list', () => {
    says({ '/streams/mail/profile': { hours: [1] } }, 'streams.mail.profile.hours: must have exactly 24 items, not 1');
    says(
      { '/tiers/server/stages/0/directions': [] },
      'tiers.server.stages[0].directions: must have at least 1 item, not 0',
    );
  });

  test('refuses a name that would be no name', () => {
    const stream = MINIMAL.streams.mail;
    says(
      { '/streams': { 'a/b': stream } },
      'streams["a/b"]: invalid name, must be 1 to 48 letters, digits, spaces, ".", "_" or "-", beginning with a letter or digit: "a/b"',
    );
  });

  test('explains a distribution by the law that was meant', () => {
    says(
      { [SIZE]: { dist: 'lognrmal', mean: 1 } },
      'streams.mail.sizeKB.dist: unknown dist "lognrmal"; did you mean "lognormal"?',
    );
    says({ [SIZE]: { dist: 'exponential' } }, 'streams.mail.sizeKB.mean: missing; must be a number above 0');
    says(
      { [SIZE]: { dist: 'exponential', mean: 1, cv: 2 } },
      'streams.mail.sizeKB.cv: unknown key "cv"; known: "dist", "mean", "max"',
    );
    says(
      { [SIZE]: { dist: 'lognormal', median: 3, cv: 2 } },
      'streams.mail.sizeKB: "lognormal" needs median and sigma, or mean and cv: {"dist":"lognormal","median":3,"cv":2}',
    );
    says(
      { [SIZE]: { dist: 'lognormal', median: 3, sigma: -2 } },
      'streams.mail.sizeKB.sigma: must be a number from 0 to 6: -2',
    );
    says({ [SIZE]: -3 }, 'streams.mail.sizeKB: must be a number of at least 0: -3');
    says({ [SIZE]: 'big' }, 'streams.mail.sizeKB: must be a number of at least 0 or an object with "dist": "big"');
    says(
      { [SIZE]: { dist: 'mixture', parts: [{ weight: 1, of: { dist: 'gamma', mean: 0, cv: 1 } }] } },
      'streams.mail.sizeKB.parts[0].of.mean: must be a number above 0: 0',
    );
  });

  test('explains arrivals, retries, profiles and incidents by the kind that was meant', () => {
    says(
      { [ARRIVALS]: { process: 'poison', perS: 1 } },
      'streams.mail.arrivals.process: unknown process "poison"; did you mean "poisson"?',
    );
    says(
      { [ARRIVALS]: { perS: 1 } },
      'streams.mail.arrivals.process: missing; known: "poisson", "renewal", "mmpp", "trace"',
    );
    says(
      { [ARRIVALS]: { process: 'poisson', perS: 1, perM: 2 } },
      'streams.mail.arrivals.perM: unknown key "perM"; did you mean "perS"?',
    );
    says(
      { '/streams/mail/retry': { policy: 'mta', share: 2 } },
      'streams.mail.retry.share: must be a number from 0 to 1: 2',
    );
    says({ '/streams/mail/profile': 'ofice' }, 'streams.mail.profile: unknown profile "ofice"; did you mean "office"?');
    says({ '/streams/mail/profile': 3 }, 'streams.mail.profile: must be "flat", "office" or an object with "hours": 3');
    says(
      { '/incidents': [{ kind: 'spike', id: 'a', stream: 'mail', factor: 2 }] },
      'incidents[0].atS: missing; when it begins, from the start of the run',
    );
    says(
      { '/incidents': [{ kind: 'spke', id: 'a', atS: 1 }] },
      'incidents[0].kind: unknown kind "spke"; did you mean "spike"?',
    );
  });

  test('explains sums of probabilities and pairs that exclude each other', () => {
    says(
      { '/tiers/server/stages/0/verdicts': { ham: { reject: 0.6, drop: 0.6 } } },
      'tiers.server.stages[0].verdicts.ham: the probabilities add up to more than 1',
    );
    says(
      { '/objectives': [{ id: 'a', metric: '/streams/mail/lost' }] },
      'objectives[0]: needs either atMost or atLeast',
    );
    says(
      { '/facility': { currency: 'usd' } },
      'facility.currency: must be a currency code of three letters like USD: "usd"',
    );
  });

  test('comes with all the others, those of reference included', () => {
    says(
      {
        '/mailboxes': 0,
        '/streams/mail/sizeKb': 1,
        '/tiers/server/stages/0/cpuMs': -1,
        '/designs/one/tiers/server/pool': 'dmx',
      },
      'mailboxes: must be a whole number from 1 to 100,000,000: 0',
      'streams.mail.sizeKb: unknown key "sizeKb"; did you mean "sizeKB"?',
      'tiers.server.stages[0].cpuMs: must be a number of at least 0: -1',
      'designs.one.tiers.server.pool: no pool "dmx"; this design has "all"',
    );
  });

  test('is cut where the value is long', () => {
    const [line] = linesOf(changed({ '/streams/mail/retry': { policy: 'x'.repeat(500) } }));
    expect(line!.length).toBeLessThan(150);
  });
});
