import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BadInput } from './command.ts';
import { reasonOf } from './input.ts';

/** Where a result goes: a file that is there as a whole or not at all, or standard output. */

/** Checks, before the work is done, that a file can be written. Throws BadInput when it cannot. */
export function checkWritable(file: string): void {
  try {
    accessSync(dirname(resolve(file)), constants.W_OK);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a directory');
  } catch (error) {
    throw new BadInput(`cannot write ${file}: ${reasonOf(error)}`);
  }
}

/** Writes a text to a file by way of a temporary one beside it, so that nobody ever sees half of it. Throws BadInput when it fails. */
export function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new BadInput(`cannot write ${file}: ${reasonOf(error)}`);
  }
}

/** Writes a text to standard output. */
export function print(text: string): void {
  process.stdout.write(text);
}

/** Writes lines to standard error. */
export function tell(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}
