import { parseArgs } from 'node:util';
import { nearest, quoted } from '../scenario/nearest.ts';
import { BadInput, type Command, type Given, type OptionSpec, type OptionSpecs } from './command.ts';

/** Every command understands it. */
export const HELP: OptionSpec = { type: 'boolean', about: 'say how the command is used' };

/** Sorts a command's arguments into options and words. Throws BadInput for any that the command does not understand, all at once. */
export function readArguments(command: Command, args: readonly string[]): Given {
  const specs: OptionSpecs = { ...command.options, help: HELP };
  // Not strict: its messages name no nearest option.
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(specs).map(([name, { type }]) => [name, { type }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options: Record<string, (string | true)[]> = {};
  const words: string[] = [];
  const wrong: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    // The next option is no value of this one.
    const swallowed = !token.inlineValue && token.value?.startsWith('--') === true;
    const value = swallowed ? undefined : token.value;
    if (!spec) wrong.push(unknownOption(token.rawName, Object.keys(specs)));
    else if (spec.type === 'string' && value === undefined) {
      wrong.push(`missing ${spec.value ?? 'value'} after ${token.rawName}`);
    } else if (spec.type === 'boolean' && value !== undefined) wrong.push(`${token.rawName} takes no value: ${value}`);
    else {
      const values = (options[token.name] ??= []);
      values.push(value ?? true);
      if (values.length === 2 && !spec.multiple && spec.type === 'string') {
        wrong.push(`${token.rawName} may be given once only`);
      }
    }
  }
  // Words are counted only where all options were understood: an unknown one may have left its value among them.
  const [least, most] = options['help'] !== undefined || wrong.length > 0 ? [0, Infinity] : command.arity;
  if (words.length < least) wrong.push(`missing ${command.words}`);
  if (words.length > most) wrong.push(`unexpected: ${words.slice(most).join(' ')}`);
  if (wrong.length > 0) throw new BadInput(...wrong, `for help: mailwatt ${command.name} --help`);
  return { options, words };
}

function unknownOption(rawName: string, known: readonly string[]): string {
  const near = nearest(rawName.replace(/^-+/, ''), known);
  const hint = near === undefined ? `known: ${known.map((name) => `--${name}`).join(', ')}` : `did you mean --${near}?`;
  return `unknown option ${rawName}; ${hint}`;
}

/** The value of an option that may be given once, or undefined. */
export function valueOf({ options }: Given, name: string): string | undefined {
  const value = options[name]?.[0];
  return typeof value === 'string' ? value : undefined;
}

/** The values of an option that may be given often. */
export function valuesOf({ options }: Given, name: string): string[] {
  return (options[name] ?? []).filter((value) => typeof value === 'string');
}

/** Whether an option without a value was given. */
export function isGiven({ options }: Given, name: string): boolean {
  return options[name] !== undefined;
}

/** The value of an option as a whole number in a range, or undefined. Throws BadInput for anything else. */
export function wholeOf(given: Given, name: string, least: number, most: number): number | undefined {
  const text = valueOf(given, name);
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most))
    throw new BadInput(`--${name} must be a whole number from ${least} to ${most}: ${text}`);
  return value;
}

/** The value of an option that must be one of some words, or undefined. Throws BadInput for another word. */
export function choiceOf<T extends string>(given: Given, name: string, choices: readonly T[]): T | undefined {
  const text = valueOf(given, name);
  if (text === undefined) return undefined;
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw new BadInput(`unknown --${name}: "${text}" (known: ${quoted(choices)})`);
  return choice;
}
