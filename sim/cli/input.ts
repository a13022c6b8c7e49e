import { readFileSync } from 'node:fs';
import { parseScenario, type LoadOptions } from '../scenario/load.ts';
import { formatProblem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/schema/scenario.ts';
import { BadInput } from './command.ts';

/** A scenario that was read, and what its reader may want to know. */
export interface Read {
  readonly scenario: Scenario;
  readonly notes: readonly string[];
}

/** The text of a file, or of standard input for `-`. Throws BadInput when it cannot be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new BadInput(`cannot read ${file}: ${reasonOf(error)}`);
  }
}

/** Reads a scenario from a file or standard input. Throws BadInput with a line for every problem. */
export function readScenario(file: string, options: LoadOptions): Read {
  return readOnce(file)(options);
}

/** Reads one text as a scenario, in one way or another. Throws BadInput with a line for every problem. */
export type Reader = (options: LoadOptions) => Read;

/** Reads a file or standard input once, for whoever makes many scenarios of it. Throws BadInput when it cannot be read. */
export function readOnce(file: string): Reader {
  const text = readText(file);
  return (options) => {
    const loaded = parseScenario(text, options);
    if (!loaded.ok) throw new BadInput(...loaded.problems.map(formatProblem));
    return { scenario: loaded.scenario, notes: loaded.notes };
  };
}

/** Why a file operation failed, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'no such file or directory',
    EACCES: 'permission denied',
    EISDIR: 'it is a directory',
    ENOTDIR: 'its folder is a file',
    ENOSPC: 'no space left',
    EROFS: 'read-only file system',
  };
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}
