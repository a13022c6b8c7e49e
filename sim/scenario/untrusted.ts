import { grouped } from './grouped.ts';
import { problemAt, type PathStep, type Problem } from './problem.ts';

/**
 * Bounds on a scenario before anything looks at it: it may come from a stranger's file or link.
 */

/** Longest scenario, in characters of JSON. */
export const MAX_CHARACTERS = 1_000_000;
/** Deepest nesting of arrays and objects. */
export const MAX_DEPTH = 64;
/** Names that reach into JavaScript's own machinery. */
export const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** What makes a value unfit to be looked at as a scenario; empty when nothing does. It need not be JSON: cycles and functions are found. */
export function boundsProblems(json: unknown): Problem[] {
  const problems: Problem[] = [];
  let characters = 0;
  // False once there is no point in going on.
  const walk = (value: unknown, steps: readonly PathStep[]): boolean => {
    characters += typeof value === 'string' ? value.length + 2 : 1;
    if (characters > MAX_CHARACTERS) {
      problems.push(problemAt([], `must have at most ${grouped(MAX_CHARACTERS)} characters of JSON`));
      return false;
    }
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      return true;
    }
    if (typeof value !== 'object') {
      problems.push(problemAt(steps, `invalid value, not JSON: ${typeof value}`));
      return true;
    }
    if (steps.length >= MAX_DEPTH) {
      problems.push(problemAt(steps.slice(0, 3), `must be nested at most ${MAX_DEPTH} deep`));
      return false;
    }
    if (Array.isArray(value)) return value.every((item, i) => walk(item, [...steps, i]));
    return Object.entries(value).every(([key, member]) => {
      characters += key.length + 4;
      if (FORBIDDEN_KEYS.includes(key)) problems.push(problemAt([...steps, key], 'forbidden key'));
      return walk(member, [...steps, key]);
    });
  };
  walk(json, []);
  return problems;
}
