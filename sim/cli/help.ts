import { HELP } from './args.ts';
import type { Command, OptionSpecs } from './command.ts';
import { columns } from './format/columns.ts';

/** How the program is called in its own help. */
const CALL = 'npm run --silent sim --';

/** The help of the program: its commands. */
export function generalHelp(commands: readonly Command[]): string {
  const rows = commands.map(({ name, words, summary }) => [`  ${`${name} ${words}`.trim()}`, summary]);
  return [
    'Mailwatt: capacity and energy of email infrastructure, simulated.',
    '',
    `usage: ${CALL} COMMAND …`,
    '',
    ...columns(rows),
    '',
    'Every command has its own --help. FILE may be - for standard input.',
    'Exit codes: 0 done, 1 an objective was missed (run --check, size), 2 bad input or usage.',
    '',
  ].join('\n');
}

/** The help of one command. */
export function helpOf({ name, words, summary, about, options }: Command): string {
  const specs: OptionSpecs = { ...options, help: HELP };
  const rows = Object.entries(specs).map(([option, { value, multiple, about }]) => {
    const of = value === undefined ? '' : ` ${value}`;
    return [`  --${option}${of}${multiple ? ' …' : ''}`, about];
  });
  return [
    `usage: ${CALL} ${name} ${words}`.trimEnd(),
    '',
    summary,
    ...(about === undefined ? [] : ['', about]),
    '',
    ...columns(rows),
    '',
  ].join('\n');
}
