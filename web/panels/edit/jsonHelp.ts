import type { Tooltip } from '@codemirror/view';
import { getLocation } from 'jsonc-parser';
import { schemaAt } from '../../../sim/scenario/schemaWalk.ts';
import { scenario } from '../../../sim/scenario/schema/scenario.ts';
import { checked } from './check.ts';
import { defaultOf, mayBe, remarksOf, shownValue, wordsOf } from './describe.ts';

/** What a key or value of the JSON means, for whoever points at it. */
export function helpAt(text: string, at: number): Tooltip | null {
  const { path, previousNode } = getLocation(text, at);
  if (previousNode === undefined || at > previousNode.offset + previousNode.length) return null;
  const schema = schemaAt(scenario, path, checked.peek().whole);
  if (schema === undefined || path.length === 0) return null;
  const { label, more, unit } = wordsOf(schema, path);
  const byDefault = defaultOf(schema);
  const lines = [
    unit === '' ? label : `${label} [${unit}]`,
    more,
    `May be ${mayBe(schema)}.`,
    byDefault === undefined ? '' : `Default: ${shownValue(byDefault)}`,
    ...remarksOf(schema).map(({ name, text: words }) => `${name}: ${words}`),
  ];
  return {
    pos: previousNode.offset,
    end: previousNode.offset + previousNode.length,
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-help';
      for (const line of lines) {
        if (line === '') continue;
        const p = document.createElement('p');
        p.textContent = line;
        dom.append(p);
      }
      return { dom };
    },
  };
}
