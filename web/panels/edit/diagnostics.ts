import type { Diagnostic } from '@codemirror/lint';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Problem } from '../../../sim/scenario/problem.ts';

/** Problems at their place in the text: that of the value, of its name, or of the nearest thing around it that the file itself says. */
export function diagnosticsOf({
  text,
  problems,
}: {
  readonly text: string;
  readonly problems: readonly Problem[];
}): Diagnostic[] {
  const tree = parseTree(text);
  return problems
    .map((problem): Diagnostic => {
      const [from, to] = placeOf(problem, text, tree);
      return { from, to, severity: 'error', message: wordsOf(problem, text, tree) };
    })
    .sort((a, b) => a.from - b.from);
}

/** Where in the text a problem stands. */
export function placeOf({ steps, message }: Problem, text: string, tree = parseTree(text)): [from: number, to: number] {
  const at = /^invalid JSON, line (\d+), column (\d+)/.exec(message);
  if (at !== null) {
    const lines = text.split('\n');
    const line = Number(at[1]);
    const before = lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0);
    const from = Math.min(text.length, before + Number(at[2]) - 1);
    return [from, Math.min(text.length, from + 1)];
  }
  if (tree === undefined) return [0, 0];
  for (let n = steps.length; n >= 0; n--) {
    const node = findNodeAtLocation(tree, steps.slice(0, n));
    if (node === undefined) continue;
    // All of a big object underlined shows nothing: its name does.
    const big = node.type === 'object' || node.type === 'array';
    const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
    const shown: Node | { offset: number; length: number } = big ? (name ?? { offset: node.offset, length: 1 }) : node;
    return [shown.offset, shown.offset + shown.length];
  }
  return [0, 0];
}

function wordsOf({ steps, path, message }: Problem, _text: string, tree: Node | undefined): string {
  const exact = tree !== undefined && findNodeAtLocation(tree, [...steps]) !== undefined;
  return exact || path === '' ? message : `${path}: ${message}`;
}
