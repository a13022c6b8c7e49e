import { SERVER_MODELS } from '../../parts/catalog/catalog.ts';
import { choiceOf } from '../args.ts';
import { Exit, type Command } from '../command.ts';
import { columns, csv } from '../format/columns.ts';
import { print } from '../output.ts';

const FORMATS = ['table', 'json', 'csv'] as const;

const HEAD = ['id', 'year', 'cores', 'speed', 'GB', 'U', 'idle W', 'half W', 'full W', 'trust'];

/** `models`: the server catalog. */
export const models: Command = {
  name: 'models',
  words: '',
  summary: 'list the server models of the catalog',
  about: [
    'Speed is that of one core over a core of a 2010 Xeon X5670. Watts are those of the published benchmark.',
    'Trust: A read from the published results, B quoted by public code. The json has all points and every source.',
  ].join('\n'),
  options: { format: { type: 'string', value: 'table|json|csv', about: 'default: table' } },
  arity: [0, 0],
  run: (given) => {
    const format = choiceOf(given, 'format', FORMATS) ?? 'table';
    const rows = SERVER_MODELS.map(({ id, year, cores, relativeCoreSpeed, ramGB, rackUnits, watts, confidence }) => [
      id,
      year,
      cores,
      relativeCoreSpeed,
      ramGB,
      rackUnits,
      watts[0] ?? null,
      watts[5] ?? null,
      watts[10] ?? null,
      confidence,
    ]);
    if (format === 'json') print(`${JSON.stringify(SERVER_MODELS, null, 2)}\n`);
    else if (format === 'csv') print(csv([HEAD, ...rows]));
    else {
      const cells = [HEAD, ...rows.map((row) => row.map((cell) => (cell === null ? '–' : String(cell))))];
      print(`${columns(cells, [1, 2, 3, 4, 5, 6, 7, 8]).join('\n')}\n`);
    }
    return Exit.done;
  },
};
