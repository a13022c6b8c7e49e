import { nearest } from '../scenario/nearest.ts';
import { isGiven, readArguments } from './args.ts';
import { BadInput, Exit, type Command } from './command.ts';
import { importMail } from './commands/import.ts';
import { link } from './commands/link.ts';
import { models } from './commands/models.ts';
import { open } from './commands/open.ts';
import { presets } from './commands/presets.ts';
import { run } from './commands/run.ts';
import { schema } from './commands/schema.ts';
import { size } from './commands/size.ts';
import { sweep } from './commands/sweep.ts';
import { validate } from './commands/validate.ts';
import { warmup } from './commands/warmup.ts';
import { generalHelp, helpOf } from './help.ts';
import { print, tell } from './output.ts';

const COMMANDS: readonly Command[] = [
  run,
  sweep,
  size,
  warmup,
  validate,
  link,
  open,
  importMail,
  schema,
  presets,
  models,
];

/** Does what the arguments say; returns the exit code. Bad input and usage are told on standard error, mistakes of ours are thrown. */
async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(generalHelp(COMMANDS));
    return name === undefined ? Exit.bad : Exit.done;
  }
  const command = COMMANDS.find((known) => known.name === name);
  try {
    if (!command) {
      const names = COMMANDS.map((known) => known.name);
      const near = nearest(name, names);
      throw new BadInput(
        `unknown command ${name}; ${near === undefined ? `known: ${names.join(', ')}` : `did you mean ${near}?`}`,
      );
    }
    const given = readArguments(command, rest);
    if (isGiven(given, 'help')) {
      print(helpOf(command));
      return Exit.done;
    }
    return await command.run(given);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    tell(...error.lines);
    return Exit.bad;
  }
}

// Between two slices of work there is time for this; files are written in one go, so that none is ever left half-written.
process.on('SIGINT', () => process.exit(Exit.interrupted));
// Whoever reads may stop reading, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(Exit.done);
  throw error;
});
process.exitCode = await main(process.argv.slice(2));
