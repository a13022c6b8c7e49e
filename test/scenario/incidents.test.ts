import { describe, expect, test } from 'vitest';
import { CHANGEABLE } from '../../sim/scenario/parameters.ts';
import { loadScenario } from '../../sim/scenario/load.ts';
import { formatPath } from '../../sim/scenario/problem.ts';

/** Two designs of three tiers in pools of their own, and whatever incidents. */
function scenario(incidents: readonly object[], more: object = {}): object {
  const pool = { hypervisor: { vcpusPerCoreMax: 4 }, storage: 'shared', racks: 2 };
  const tier = (stage: object): object => ({ stages: [{ id: 'work', ...stage }] });
  return {
    format: 'mailwatt/1',
    run: { durationS: 1000 },
    streams: {
      ham: { direction: 'inbound', class: 'ham', arrivals: { process: 'poisson', perS: 1 } },
      quiet: {
        direction: 'inbound',
        class: 'spam',
        arrivals: { process: 'poisson', perS: 0 },
        retry: { policy: 'mta' },
      },
      even: { direction: 'inbound', class: 'spam', arrivals: { process: 'renewal', interarrival: 5 } },
    },
    tiers: {
      outer: tier({ cpuMs: { dist: 'uniform', min: 5, max: 9 } }),
      inner: { ...tier({ waitMs: 10 }), background: { coresPerThousandMailboxes: 1 } },
    },
    routes: { inbound: ['outer', 'inner'] },
    designs: {
      one: {
        pools: { front: { ...pool, hosts: 2 }, back: { ...pool, hosts: 4 } },
        tiers: {
          outer: { pool: 'front', vcpus: 2, instances: 3 },
          inner: { pool: 'back', vcpus: 2, scaling: { min: 1, max: 5 } },
        },
      },
      two: {
        pools: { boxes: { hosts: 6 } },
        tiers: { outer: { pool: 'boxes', instances: 2 }, inner: { pool: 'boxes', instances: 2 } },
      },
    },
    incidents: incidents.map((incident, i) => ({ id: `i${i}`, atS: 100, ...incident })),
    ...more,
  };
}

/** The problems of one incident, as lines. */
function problemsOf(...incidents: object[]): string[] {
  const loaded = loadScenario(scenario(incidents));
  return loaded.ok ? [] : loaded.problems.map(({ steps, message }) => `${formatPath(steps)}: ${message}`);
}

test('incidents that name what there is are in order', () => {
  expect(
    problemsOf(
      { kind: 'spike', stream: 'ham', factor: 2 },
      { kind: 'surgeAfterOutage', stream: 'even', outageS: 10 },
      { kind: 'hostFailure', pool: '*', host: 5 },
      { kind: 'hostFailure', pool: 'back', host: 3, design: 'one' },
      { kind: 'rackFailure', pool: 'front', rack: 1 },
      { kind: 'maintenance', pool: 'boxes', host: 5, hosts: 99 },
      { kind: 'instanceFailure', tier: 'inner', instance: 4 },
      { kind: 'migrate', tier: 'outer', instance: 2, to: 1 },
      { kind: 'dnsSlow', stages: ['work'], factor: 2 },
      { kind: 'signatureUpdate', stages: ['work'], factor: 2 },
      { kind: 'storageSlow', pool: 'front', factor: 2 },
      { kind: 'parameter', pointer: '/designs/two/tiers/outer/slots', value: 3, design: 'two' },
    ),
  ).toEqual([]);
});

describe('an incident that names what there is not', () => {
  test.each<[string, object, string]>([
    [
      'a stream',
      { kind: 'spike', stream: 'hamm', factor: 2 },
      'incidents[0].stream: no stream "hamm"; this scenario has "ham", "quiet", "even"',
    ],
    [
      'a stream that was cut off',
      { kind: 'surgeAfterOutage', stream: 'x', outageS: 1 },
      'incidents[0].stream: no stream "x"; this scenario has "ham", "quiet", "even"',
    ],
    [
      'a design, and nothing more is said of it',
      { kind: 'hostFailure', pool: 'nowhere', design: 'three' },
      'incidents[0].design: no design "three"; this scenario has "one", "two"',
    ],
    [
      'a pool',
      { kind: 'hostFailure', pool: 'cellar' },
      'incidents[0].pool: no pool "cellar"; what it strikes has "front", "back", "boxes"',
    ],
    [
      'a pool of another design',
      { kind: 'maintenance', pool: 'boxes', design: 'one' },
      'incidents[0].pool: no pool "boxes"; what it strikes has "front", "back"',
    ],
    [
      'a host',
      { kind: 'hostFailure', pool: 'front', host: 2 },
      'incidents[0].host: must be at most 1, hosts are numbered from 0: 2',
    ],
    [
      'a host of any pool',
      { kind: 'maintenance', pool: '*', host: 6 },
      'incidents[0].host: must be at most 5, hosts are numbered from 0: 6',
    ],
    [
      'a rack',
      { kind: 'rackFailure', pool: 'back', rack: 2 },
      'incidents[0].rack: must be at most 1, racks are numbered from 0: 2',
    ],
    [
      'storage',
      { kind: 'storageSlow', pool: 'x', factor: 2 },
      'incidents[0].pool: no pool "x"; what it strikes has "front", "back", "boxes"',
    ],
    [
      'a tier',
      { kind: 'instanceFailure', tier: 'outre' },
      'incidents[0].tier: no tier "outre"; this scenario has "outer", "inner"',
    ],
    [
      'a machine',
      { kind: 'instanceFailure', tier: 'outer', instance: 3 },
      'incidents[0].instance: must be at most 2, instances are numbered from 0: 3',
    ],
    [
      'a machine that another design has',
      { kind: 'migrate', tier: 'outer', instance: 2, design: 'two' },
      'incidents[0].instance: must be at most 1, instances are numbered from 0: 2',
    ],
    [
      'a target host',
      { kind: 'migrate', tier: 'outer', to: 2, design: 'one' },
      'incidents[0].to: must be at most 1, hosts are numbered from 0: 2',
    ],
    [
      'a stage',
      { kind: 'dnsSlow', stages: ['work', 'wrk'], factor: 2 },
      'incidents[0].stages[1]: no stage "wrk"; this scenario has "work"',
    ],
    [
      'a stage with load',
      { kind: 'signatureUpdate', stages: ['x'], factor: 2 },
      'incidents[0].stages[0]: no stage "x"; this scenario has "work"',
    ],
    [
      'a filter service',
      { kind: 'saasOutage' },
      'incidents[0].kind: no design that it strikes has a filter service (saas)',
    ],
  ])('%s is refused', (_, incident, problem) => {
    expect(problemsOf(incident)).toEqual([problem]);
  });

  test('a name that another incident has is refused', () => {
    const spike = { kind: 'spike', stream: 'ham', factor: 2, id: 'same' };
    expect(problemsOf(spike, spike)).toHaveLength(1);
  });

  test('every problem of every incident is said at once', () => {
    expect(
      problemsOf(
        { kind: 'hostFailure', pool: 'front', host: 9 },
        { kind: 'spike', stream: 'x', factor: 2 },
        { kind: 'dnsSlow', stages: ['y', 'z'], factor: 2 },
      ),
    ).toHaveLength(4);
  });

  test('parts that could not be read are not complained of twice', () => {
    const broken = loadScenario(
      scenario([{ kind: 'hostFailure', pool: 'front', host: 7 }], {
        designs: { one: { pools: { front: { hosts: -1 } }, tiers: {} } },
      }),
    );
    const problems = broken.ok ? [] : broken.problems.map(({ steps }) => formatPath(steps));
    expect(problems).toContain('designs.one.pools.front.hosts');
    expect(problems).not.toContain('incidents[0].host');
  });
});

describe('a change of a number', () => {
  const change = (pointer: string, value = 1, more: object = {}) =>
    problemsOf({ kind: 'parameter', pointer, value, ...more });

  test.each<[string, string, number]>([
    ['/mailboxes', '/mailboxes', 5],
    ['of a machine’s memory', '/designs/one/tiers/outer/memoryGB', 5],
    ['of a direction', '/streams/ham/direction', 5],
    ['of a pool', '/designs/one/pools/front/hosts', 5],
    ['of a whole stage', '/tiers/outer/stages/0', 5],
  ])('%s is not possible', (_, pointer, value) => {
    const [problem, ...others] = change(pointer, value);
    expect(others).toEqual([]);
    expect(problem).toMatch(/^incidents\[0\]\.pointer: cannot change during a run; .* can: "/);
    expect(problem).toContain(`"${pointer}"`);
  });

  test.each<[string, string]>([
    ['/streams/hem/arrivals/perS', 'no stream "hem"; this scenario has "ham", "quiet", "even"'],
    ['/tiers/middle/patienceS', 'no tier "middle"; this scenario has "outer", "inner"'],
    ['/designs/three/tiers/outer/slots', 'no design "three"; this scenario has "one", "two"'],
    ['/designs/one/tiers/middle/slots', 'no tier "middle"; this design has "outer", "inner"'],
    ['/tiers/outer/stages/1/cpuMs', 'no number there: "/tiers/outer/stages/1/cpuMs"'],
    ['/tiers/outer/stages/scan/cpuMs', 'no number there: "/tiers/outer/stages/scan/cpuMs"'],
    [
      '/tiers/outer/background/coresPerThousandMailboxes',
      'no number there: "/tiers/outer/background/coresPerThousandMailboxes"',
    ],
    ['/tiers/inner/stages/0/cpuMs/mean', 'no number there: "/tiers/inner/stages/0/cpuMs/mean"'],
    ['/tiers/inner/stages/0/verdicts/ham/reject', 'no number there: "/tiers/inner/stages/0/verdicts/ham/reject"'],
    ['/streams/ham/arrivals/perMailboxPerDay', 'no number there: "/streams/ham/arrivals/perMailboxPerDay"'],
    ['/streams/even/arrivals/perS', 'no number there: "/streams/even/arrivals/perS"'],
    ['/streams/quiet/arrivals/perS', 'a rate of 0 has nothing to grow from; state a small one'],
  ])('at %s leads nowhere', (pointer, problem) => {
    expect(change(pointer)).toEqual([`incidents[0].pointer: ${problem}`]);
  });

  test('of a sender that never retries leads nowhere', () => {
    expect(change('/streams/ham/retry/firstS')[0]).toMatch(/^incidents\[0\]\.pointer: unknown key/);
  });

  test.each<[string, number]>([
    ['/tiers/outer/stages/0/share', 1.5],
    ['/streams/quiet/retry/jitter', 5],
    ['/streams/quiet/retry/firstS', 0],
    ['/designs/one/tiers/outer/slots', 0],
    ['/designs/one/tiers/outer/backlog', 2.5],
    ['/tiers/outer/patienceS', 0],
  ])('at %s to %d is out of its range', (pointer, value) => {
    const [problem, ...others] = change(pointer, value);
    expect(others).toEqual([]);
    expect(problem).toMatch(/^incidents\[0\]\.value: must be /);
  });

  test('that makes a distribution impossible is refused', () => {
    expect(change('/tiers/outer/stages/0/cpuMs/max', 2)).toEqual(['incidents[0].value: invalid max: 2 (must be >= 5)']);
    expect(change('/tiers/outer/stages/0/cpuMs/max', 6)).toEqual([]);
  });

  test('of a rate is the same for all designs, of a design for that one', () => {
    expect(change('/streams/ham/arrivals/perS', 2, { design: 'one' })).toEqual([
      'incidents[0].design: every design gets the same mail: a rate changes for all of them',
    ]);
    expect(change('/designs/one/tiers/outer/slots', 2, { design: 'two' })).toEqual([
      'incidents[0].design: strikes this design only, but the number is of "one": "two"',
    ]);
    expect(change('/tiers/outer/patienceS', 2, { design: 'two' })).toEqual([]);
  });

  test('of a rate to 0 and back is possible', () => {
    expect(
      problemsOf(
        { kind: 'parameter', pointer: '/streams/ham/arrivals/perS', value: 0 },
        { kind: 'parameter', pointer: '/streams/ham/arrivals/perS', value: 2 },
      ),
    ).toEqual([]);
  });

  test('is possible at every kind of place that is said to change', () => {
    expect(CHANGEABLE.length).toBeGreaterThan(20);
    for (const pattern of CHANGEABLE) expect(pattern).toMatch(/^\/(streams|tiers|designs)\/\*\//);
  });
});
