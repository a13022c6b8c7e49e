import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../sim/scenario/load.ts';
import { routesOf } from '../../sim/scenario/routes.ts';
import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import type { Stage } from '../../sim/scenario/schema/tier.ts';
import { DIRECTIONS, MAIL_CLASSES, type Direction, type MailClass } from '../../sim/scenario/words.ts';
import { Simulation } from '../../sim/simulation.ts';
import { mailAt } from '../support/chain.ts';
import { momentsOf, sumOf, thinned, times, uniformUpTo, type Moments } from '../support/lawMoments.ts';
import { engineOf, parse, simulate, streamOf, tierOf } from '../support/simulate.ts';

const PRESET = presetOf('enterprise-2010@1');
const STAGES = Object.entries(PRESET.tiers).flatMap(([tier, { stages }]) =>
  // Those that are switched off there are tried as well.
  stages.map((stage): [string, Stage] => [tier, { ...stage, enabled: true }]),
);
const N = 3000;
const SIZE_KB = { dist: 'uniform', min: 4, max: 64 } as const;
/** A geometric law from 1: its variance is its mean times its mean less 1. */
const RECIPIENTS = { dist: 'geometric', mean: 2.5 } as const;
const RECIPIENT_MOMENTS: Moments = { mean: 2.5, square: 2.5 * 1.5 + 2.5 ** 2 };
/** After the last message [s]: a bot that hangs does so for 300 s. */
const TAIL_S = 2000;

function presetOf(id: string): Scenario {
  const loaded = loadScenario({ format: 'mailwatt/1', extends: id });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return loaded.scenario;
}

/** The preset's tiers and routes with some of its stages, on hosts on which nothing ever waits for a core or a disk. */
function scenarioOf(
  streams: ScenarioInput['streams'],
  stagesOf: (tier: string, stages: readonly Stage[]) => readonly Stage[],
  durationS: number,
): Scenario {
  const routes = routesOf(PRESET);
  const tiers = Object.entries(PRESET.tiers);
  return parse({
    run: { durationS, sampleS: durationS },
    streams,
    routes: Object.fromEntries(Object.entries(routes).map(([direction, route]) => [direction, [...route]])),
    tiers: Object.fromEntries(tiers.map(([id, { stages }]) => [id, { stages: [...stagesOf(id, stages)] }])),
    designs: {
      one: {
        pools: { roomy: { hosts: tiers.length, disk: { opMs: 1, spindles: 1024 } } },
        tiers: Object.fromEntries(tiers.map(([id]) => [id, { pool: 'roomy' }])),
      },
    },
  });
}

/** One kind of mail, a message each second, through that one stage. */
function through(tier: string, stage: Stage, direction: Direction, mailClass: MailClass, n: number) {
  const mail = mailAt(
    Array.from({ length: n }, (_, i) => i),
    { direction, class: mailClass, sizeKB: SIZE_KB, recipients: RECIPIENTS },
  );
  const simulation = new Simulation(
    scenarioOf({ mail }, (id) => (id === tier ? [stage] : []), n + TAIL_S),
    'one',
  );
  const { disks } = engineOf(simulation).world;
  let diskS = 0;
  const offer = disks.offer.bind(disks);
  disks.offer = (disk, job, seconds, now) => {
    diskS += seconds;
    offer(disk, job, seconds, now);
  };
  while (!simulation.advance(1e9));
  const run = { result: simulation.result() };
  const { cpuSByStage, sojournS } = tierOf(run, tier);
  const cpuS = cpuSByStage[stage.id] ?? NaN;
  const ledger = streamOf(run);
  expect(ledger.inFlight, 'all of the mail has ended').toBe(0);
  const inTierS = sojournS.count * (sojournS.mean ?? 0);
  return { ledger, cpuS, diskOps: diskS * 1000, waitS: inTierS - cpuS - diskS };
}

/** Expects a sum over `n` messages within four standard errors of what a law says. */
function expectSum(what: string, sum: number, n: number, { mean, square }: Moments): void {
  const spread = Math.sqrt(Math.max(0, square - mean ** 2) * n);
  expect(Math.abs(sum - n * mean), `${what}: ${sum / n} should be ${mean}`).toBeLessThanOrEqual(
    4 * spread + 1e-9 * n * (mean + 1),
  );
}

/** The kinds of mail that a stage judges, and one that it lets pass. */
function kindsOf(stage: Stage): MailClass[] {
  const judges = (mailClass: MailClass): boolean =>
    stage.verdicts[mailClass] !== undefined || stage.greylist?.known[mailClass] !== undefined;
  return [...stage.classes.filter(judges), ...stage.classes.filter((one) => !judges(one)).slice(0, 1)];
}

const NO_VERDICT = { reject: 0, defer: 0, quarantine: 0, drop: 0 };

describe.each(STAGES)('%s', (tier, stage) => {
  test(`${stage.id} costs, waits and judges as its figures say`, () => {
    const { share } = stage;
    const cpuMs = sumOf([
      momentsOf(stage.cpuMs),
      times(uniformUpTo(SIZE_KB.min, SIZE_KB.max, stage.cpuMaxKB ?? SIZE_KB.max), stage.cpuMsPerKB),
      times(RECIPIENT_MOMENTS, stage.cpuMsPerRecipient),
    ]);
    for (const direction of stage.directions) {
      for (const mailClass of kindsOf(stage)) {
        const found = through(tier, stage, direction, mailClass, N);
        const kind = `${direction} ${mailClass}`;
        expectSum(`CPU of ${kind} [s]`, found.cpuS, N, times(thinned(cpuMs, share), 0.001));
        expectSum(`wait of ${kind} [s]`, found.waitS, N, times(thinned(momentsOf(stage.waitMs), share), 0.001));
        expectSum(`disk operations of ${kind}`, found.diskOps, N, thinned(momentsOf(stage.diskOps), share));
        const verdict = stage.verdicts[mailClass] ?? NO_VERDICT;
        const { rejected, gaveUp, quarantined, dropped, delivered } = found.ledger;
        const one: Moments = { mean: 1, square: 1 };
        // Nobody comes again here: whom greylisting does not know is put off for good.
        const unknownShare = stage.greylist === undefined ? 0 : 1 - (stage.greylist.known[mailClass] ?? 0);
        expectSum(`rejected ${kind}`, rejected, N, thinned(one, share * verdict.reject));
        expectSum(`deferred ${kind}`, gaveUp, N, thinned(one, share * (verdict.defer + unknownShare)));
        expectSum(`quarantined ${kind}`, quarantined, N, thinned(one, share * verdict.quarantine));
        expectSum(`dropped ${kind}`, dropped, N, thinned(one, share * verdict.drop));
        expect(delivered).toBe(N - rejected - gaveUp - quarantined - dropped);
      }
    }
  });

  test(`${stage.id} is nothing to mail that it does not serve`, () => {
    const others = DIRECTIONS.flatMap((direction) =>
      MAIL_CLASSES.filter((one) => !stage.directions.includes(direction) || !stage.classes.includes(one)).map(
        (one): [Direction, MailClass] => [direction, one],
      ),
    );
    for (const [direction, mailClass] of others) {
      const { ledger, cpuS, diskOps, waitS } = through(tier, stage, direction, mailClass, 5);
      expect({ cpuS, diskOps, waitS }, `${direction} ${mailClass}`).toEqual({ cpuS: 0, diskOps: 0, waitS: 0 });
      expect(ledger.delivered).toBe(5);
    }
  });

  test(`${stage.id} switched off is as if it were not there, and the others go on as before`, () => {
    const streams = Object.fromEntries(
      Object.entries(PRESET.streams).map(([id, stream], s) => [
        id,
        {
          ...stream,
          arrivals: { process: 'trace' as const, atS: Array.from({ length: 30 }, (_, i) => 10 * i + s) },
          retry: { policy: 'never' as const },
        },
      ]),
    );
    const run = (change: (stages: readonly Stage[]) => readonly Stage[]) =>
      simulate(scenarioOf(streams, (id, stages) => (id === tier ? change(stages) : stages), 3000)).result;
    const off = run((stages) => stages.map((one) => (one.id === stage.id ? { ...one, enabled: false } : one)));
    const gone = run((stages) => stages.filter(({ id }) => id !== stage.id));
    const { [stage.id]: cost, ...rest } = off.tiers[tier]?.cpuSByStage ?? {};
    expect(cost).toBe(0);
    expect(rest).toEqual(gone.tiers[tier]?.cpuSByStage);
    expect(off.streams).toEqual(gone.streams);
    // What judges nobody leaves everything to the others: their luck and their cost are the same.
    if (Object.keys(stage.verdicts).length > 0) return;
    const on = run((stages) => stages);
    const withoutIt = Object.entries(off.tiers).flatMap(([id, { cpuSByStage }]) =>
      Object.entries(cpuSByStage).filter(([name]) => id !== tier || name !== stage.id),
    );
    const withIt = Object.entries(on.tiers).flatMap(([id, { cpuSByStage }]) =>
      Object.entries(cpuSByStage).filter(([name]) => id !== tier || name !== stage.id),
    );
    expect(withIt.map(([name]) => name)).toEqual(withoutIt.map(([name]) => name));
    withIt.forEach(([name, cpuS], i) => expect(cpuS, name).toBeCloseTo(withoutIt[i]?.[1] ?? NaN, 9));
  });
});
