import type { Scenario } from '../../scenario/schema/scenario.ts';
import { parsePointer } from '../../scenario/pointer.ts';
import { isGiven, valuesOf, wholeOf } from '../args.ts';
import { BadInput, Exit, type Command, type Given } from '../command.ts';
import { DESTINATION_OPTIONS, destinationOf, type Format } from '../destination.ts';
import { sizingCsv, sizingJson, sizingTable, type SizingReport } from '../format/sizing.ts';
import { readOnce, type Reader } from '../input.ts';
import { tell } from '../output.ts';
import { designsOf, SETTING_OPTIONS, settingsOf } from '../settings.ts';
import { checkPlaces, readSpan, type Span } from '../vary.ts';

/** Runs of each value unless the scenario or --replications says otherwise: fewer make intervals that decide nothing. */
const RUNS = 5;

/** `size FILE`: the smallest whole value that meets the objectives. */
export const size: Command = {
  name: 'size',
  words: 'FILE',
  summary: 'find the smallest whole value that meets the objectives',
  about: [
    'Each value is run under several seeds. An objective counts as met when even the unfavorable bound of its 95% interval meets it:',
    'a value that meets it on the average only is not enough. Bisection, in the belief that more is better; the two values below the',
    'answer are tried as well where the range has them, and answers that do not go one way are reported as such.',
    'Each design is sized by itself; of a place in one design, that design. Ends with 1 when one of them has no value that meets all objectives.',
    'Places that go together take the same value: --vary /a,/b=1..16.',
  ].join('\n'),
  options: {
    vary: {
      type: 'string',
      value: '/pointer=LOW..HIGH',
      about: 'the place of the scenario, and the whole numbers it may take',
    },
    ...SETTING_OPTIONS,
    replications: {
      type: 'string',
      value: 'N',
      about: `runs of each value, 2 or more; default: the scenario's, or else ${RUNS}`,
    },
    workers: { type: 'string', value: 'N', about: 'threads; default: as many as pay' },
    ...DESTINATION_OPTIONS,
    force: { type: 'boolean', about: 'run even if it would take hours' },
  },
  arity: [1, 1],
  run: async (given) => {
    const { format, deliver } = destinationOf(given);
    const workers = wholeOf(given, 'workers', 1, 256);
    wholeOf(given, 'replications', 2, 1000);
    const [text] = valuesOf(given, 'vary');
    if (text === undefined) throw new BadInput('missing --vary /pointer=LOW..HIGH', 'for help: mailwatt size --help');
    const span = readSpan(text);
    const reader = readOnce(given.words[0] ?? '-');
    const asked = settingsOf(given);
    // As it stands, the scenario is not run.
    const { scenario: base } = reader({ settings: asked, allowLong: true });
    checkPlaces(base, span.pointers);
    if (base.objectives.length === 0) throw new BadInput('objectives: the scenario has none, and so nothing to meet');
    const designIds = designsFor(given, base, span);
    const replications = base.run.replications > 1 ? base.run.replications : RUNS;
    const settings = [...asked, { pointer: '/run/replications', value: replications }];
    const scenarioAt = (value: number): Scenario =>
      readAt(value, span, (more) => reader({ settings: [...settings, ...more], allowLong: isGiven(given, 'force') }));
    const { runSizing } = await import('../running/size.ts');
    const designs = await runSizing({ ...span, scenarioAt }, { designIds, workers });
    const { ENGINE_VERSION } = await import('../../measure/result.ts');
    const head = { scenario: base.name, seed: base.seed, engine: ENGINE_VERSION, replications };
    deliver(render({ ...head, ...span, designs }, format));
    const without = Object.entries(designs).filter(([, { smallest }]) => smallest === null);
    tell(
      ...without.map(([id]) => `missed: ${id}: no value tried from ${span.low} to ${span.high} meets all objectives`),
    );
    return without.length > 0 ? Exit.missed : Exit.done;
  },
};

/** The designs asked for; else those that the places are in, and all where one is in none. */
function designsFor(given: Given, base: Scenario, { pointers }: Span): string[] {
  const asked = designsOf(given, base);
  if (valuesOf(given, 'design').length > 0) return asked;
  const within = pointers
    .map((pointer) => parsePointer(pointer))
    .map(([part, id]) => (part === 'designs' ? id : undefined));
  return within.includes(undefined) ? asked : asked.filter((id) => within.includes(id));
}

function readAt(
  value: number,
  { pointers }: Span,
  read: (settings: { pointer: string; value: number }[]) => ReturnType<Reader>,
): Scenario {
  try {
    return read(pointers.map((pointer) => ({ pointer, value }))).scenario;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BadInput(...error.lines, `no scenario with the value ${value} at ${pointers.join(', ')}`);
  }
}

function render(report: SizingReport, format: Format): string {
  if (format === 'json') return sizingJson(report);
  return format === 'csv' ? sizingCsv(report) : sizingTable(report);
}
