import type { Scenario } from '../../scenario/schema/scenario.ts';
import { LEAST_SAMPLES } from '../../study/warmup.ts';
import { isGiven, wholeOf } from '../args.ts';
import { BadInput, Exit, type Command } from '../command.ts';
import { DESTINATION_OPTIONS, destinationOf, type Format } from '../destination.ts';
import { warmupCsv, warmupJson, warmupTable, type WarmupReport } from '../format/warmup.ts';
import { readScenario } from '../input.ts';
import { tell } from '../output.ts';
import { designsOf, SETTING_OPTIONS, settingsOf } from '../settings.ts';

/** `warmup FILE`: how long a scenario's designs feel that they begin empty. */
export const warmup: Command = {
  name: 'warmup',
  words: 'FILE',
  summary: 'find the warm-up that a scenario needs',
  about: [
    'Runs each design from an empty start and finds, by MSER-5 on the sessions in each tier, what to leave out at the beginning so that the',
    'means of the rest are known best. With --replications the sessions are averaged over the runs first, which tells more.',
    'Nothing is changed: put the answer into /run/warmupS, or give it to another command by --set.',
  ].join('\n'),
  options: {
    ...SETTING_OPTIONS,
    replications: { type: 'string', value: 'N', about: 'runs under different seeds to average' },
    workers: { type: 'string', value: 'N', about: 'threads; default: as many as pay' },
    ...DESTINATION_OPTIONS,
    force: { type: 'boolean', about: 'run even if it would take hours' },
  },
  arity: [1, 1],
  run: async (given) => {
    const { format, deliver } = destinationOf(given);
    const workers = wholeOf(given, 'workers', 1, 256);
    const options = { settings: settingsOf(given), allowLong: isGiven(given, 'force') };
    const { scenario, notes } = readScenario(given.words[0] ?? '-', options);
    const { durationS, sampleS, replications, warmupS } = scenario.run;
    if (durationS / sampleS < LEAST_SAMPLES) {
      const samples = Math.ceil(durationS / sampleS);
      throw new BadInput(
        `run.sampleS: ${samples} samples are too few to see where the beginning ends; at least ${LEAST_SAMPLES}: --set /run/sampleS=${durationS / LEAST_SAMPLES}`,
      );
    }
    tell(...[...notes, ...unsteady(scenario)].map((note) => `note: ${note}`));
    const designIds = designsOf(given, scenario);
    const { findWarmups } = await import('../running/warmup.ts');
    const designs = await findWarmups(scenario, { designIds, workers });
    const { ENGINE_VERSION } = await import('../../measure/result.ts');
    const { name, seed } = scenario;
    const head = { scenario: name, seed, engine: ENGINE_VERSION, replications, givenS: warmupS };
    deliver(render({ ...head, designs }, format));
    return Exit.done;
  },
};

/** Why a scenario has no steady state to warm up to: what is found is then where its busiest part begins, not where it settles. */
function unsteady({ streams, incidents }: Scenario): string[] {
  const varying = Object.entries(streams).filter(([, { profile, arrivals }]) => {
    return profile !== 'flat' || arrivals.process === 'trace';
  });
  if (varying.length === 0 && incidents.length === 0) return [];
  const why =
    varying.length > 0 ? `the mail of "${varying[0]?.[0]}" changes with the time` : 'incidents change the run';
  return [`${why}: there is no steady state, so that the answer may be the hour that differs most, not the beginning`];
}

function render(report: WarmupReport, format: Format): string {
  if (format === 'json') return warmupJson(report);
  return format === 'csv' ? warmupCsv(report) : warmupTable(report);
}
