import { memberOf } from '../../scenario/schemaWalk.ts';
import { presetJson, PRESET_IDS } from '../../scenario/presets/index.ts';
import { unknownWord } from '../../scenario/problems.ts';
import { choiceOf } from '../args.ts';
import { BadInput, Exit, type Command } from '../command.ts';
import { columns } from '../format/columns.ts';
import { SOURCE_FORMATS, sourcesText } from '../format/sources.ts';
import { print } from '../output.ts';

/** `presets [ID] [--sources]`: the built-in scenarios, the JSON of one, or where its figures come from. */
export const presets: Command = {
  name: 'presets',
  words: '[ID]',
  summary: 'list the built-in scenarios, print one as JSON, or say where its figures come from',
  about: 'A scenario stands on one with "extends": "ID" and says only what is different (JSON Merge Patch).',
  options: {
    sources: { type: 'boolean', about: 'every figure with its source, year and mark instead of the JSON' },
    format: { type: 'string', value: 'table|json|csv', about: 'of the sources; default: table' },
  },
  arity: [0, 1],
  run: (given) => {
    const [id] = given.words;
    const sources = given.options['sources'] !== undefined;
    const format = choiceOf(given, 'format', SOURCE_FORMATS);
    if (format !== undefined && !sources) throw new BadInput('--format goes with --sources');
    if (id === undefined) {
      if (sources) throw new BadInput(`missing ID after --sources (known: ${PRESET_IDS.join(', ')})`);
      const rows = PRESET_IDS.map((preset) => [preset, String(memberOf(presetJson(preset), 'name'))]);
      print(`${columns(rows).join('\n')}\n`);
      return Exit.done;
    }
    const json = presetJson(id);
    if (json === undefined) throw new BadInput(unknownWord('preset', id, PRESET_IDS));
    print(sources ? sourcesText(id, format ?? 'table') : `${JSON.stringify(json, null, 2)}\n`);
    return Exit.done;
  },
};
