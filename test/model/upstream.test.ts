import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../sim/scenario/load.ts';
import type { ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { complaints } from '../support/bookkeeping.ts';
import { chainOf, mailAt } from '../support/chain.ts';
import { simulate, streamOf } from '../support/simulate.ts';

type Saas = NonNullable<ScenarioInput['designs'][string]['saas']>;

/** Two messages of bots that never come again, at the same moment, for a gateway with room for one of them. */
function twoBots(saas: Saas | null, incidents: ScenarioInput['incidents'] = []) {
  const scenario = chainOf(
    { mail: mailAt([10, 10], { class: 'spam', retry: { policy: 'never' } }) },
    { mx: { stages: [{ id: 'scan', cpuMs: 1000 }], how: { slots: 1, backlog: 0 } } },
    40_000,
  );
  const { one } = scenario.designs;
  const loaded = loadScenario({ ...scenario, designs: { one: { ...one, saas } }, incidents });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const run = simulate(loaded.scenario);
  expect(complaints(run)).toEqual([]);
  return streamOf(run);
}

describe('mail that a filter service has taken and the gateway turns away', () => {
  test('comes again as the service does, whatever its senders would have done', () => {
    expect(twoBots(null)).toMatchObject({ delivered: 1, refused: 1, gaveUp: 1 });
    const mail = twoBots({ latencyS: 3, retry: { policy: 'mta', firstS: 120, jitter: 0 } });
    expect(mail).toMatchObject({ delivered: 2, refused: 1, gaveUp: 0, attempts: 3 });
    // The service's 3 s, its wait, a second of work.
    expect(mail.deliveryS.max).toBeCloseTo(3 + 120 + 1, 9);
  });

  test('by default within minutes, as mail servers do, and not for ever', () => {
    const mail = twoBots({ latencyS: 3 });
    expect(mail).toMatchObject({ delivered: 2, gaveUp: 0 });
    expect(mail.deliveryS.max).toBeGreaterThan(3 + 0.8 * 300 + 1);
    expect(mail.deliveryS.max).toBeLessThan(3 + 1.2 * 300 + 1);
    expect(twoBots({ latencyS: 3, retry: { policy: 'never' } })).toMatchObject({ delivered: 1, gaveUp: 1 });
  });

  test('is its senders’ own when it came unfiltered', () => {
    const outage = { id: 'away', kind: 'saasOutage', atS: 5, holdS: 60, effect: 'unfiltered' } as const;
    expect(twoBots({ latencyS: 3 }, [outage])).toMatchObject({ delivered: 1, refused: 1, gaveUp: 1 });
  });

  test('has a law whose waits can be told to be wrong', () => {
    expect(() => twoBots({ retry: { policy: 'mta', firstS: 600, maxS: 300 } })).toThrow(
      'must be at least firstS, 600 s: 300',
    );
  });
});
