import { memberOf } from '../../scenario/schemaWalk.ts';
import { presetJson, PRESET_IDS } from '../../scenario/presets/index.ts';
import { unknownWord } from '../../scenario/problems.ts';
import { BadInput, Exit, type Command } from '../command.ts';
import { columns } from '../format/columns.ts';
import { print } from '../output.ts';

/** `presets [ID]`: the built-in scenarios, or the JSON of one. */
export const presets: Command = {
  name: 'presets',
  words: '[ID]',
  summary: 'list the built-in scenarios, or print one as JSON',
  about: 'A scenario stands on one with "extends": "ID" and says only what is different (JSON Merge Patch).',
  options: {},
  arity: [0, 1],
  run: ({ words: [id] }) => {
    if (id === undefined) {
      const rows = PRESET_IDS.map((preset) => [preset, String(memberOf(presetJson(preset), 'name'))]);
      print(`${columns(rows).join('\n')}\n`);
    } else {
      const json = presetJson(id);
      if (json === undefined) throw new BadInput(unknownWord('preset', id, PRESET_IDS));
      print(`${JSON.stringify(json, null, 2)}\n`);
    }
    return Exit.done;
  },
};
