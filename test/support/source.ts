import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A source file: its path from the top folder, with forward slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** An import or re-export: what is named, and whether only types are taken from it. */
export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly text: string;
}

/** Every TypeScript file below the given folders, in the order of their paths. */
export function readSources(...folders: string[]): SourceFile[] {
  const files: SourceFile[] = [];
  for (const folder of folders) {
    const top = join(root, folder);
    for (const name of readdirSync(top, { recursive: true, encoding: 'utf8' })) {
      const file = join(top, name);
      if (!/\.tsx?$/.test(name) || !statSync(file).isFile()) continue;
      files.push({ path: relative(root, file).split(sep).join('/'), text: readFileSync(file, 'utf8') });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The source with comments blanked out and, unless they are to be kept, the contents of strings too.
 * Line breaks stay, so that line numbers do. Code inside `${…}` of a template is kept.
 */
export function strip(text: string, keepStrings = false): string {
  let out = '';
  let i = 0;
  const blank = (piece: string) => piece.replaceAll(/[^\n]/g, ' ');
  // Open templates: how many braces deep we are inside each one's `${`.
  const templates: number[] = [];

  const templateText = () => {
    const start = i;
    while (i < text.length && text[i] !== '`' && !(text[i] === '$' && text[i + 1] === '{'))
      i += text[i] === '\\' ? 2 : 1;
    const piece = text.slice(start, i);
    out += keepStrings ? piece : blank(piece);
    if (text[i] === '$') {
      out += '${';
      i += 2;
      templates.push(0);
    } else {
      out += '`';
      i += 1;
    }
  };

  while (i < text.length) {
    const c = text[i];
    const next = text[i + 1];
    if (c === '/' && (next === '/' || next === '*')) {
      const found = next === '/' ? text.indexOf('\n', i) : text.indexOf('*/', i + 2);
      const end = found < 0 ? text.length : next === '/' ? found : found + 2;
      out += blank(text.slice(i, end));
      i = end;
    } else if (c === "'" || c === '"' || (c === '/' && regexMayStart(out))) {
      const end = endOfQuoted(text, i);
      out += c + (keepStrings ? text.slice(i + 1, end - 1) : blank(text.slice(i + 1, end - 1))) + c;
      i = end;
    } else if (c === '`') {
      out += c;
      i += 1;
      templateText();
    } else if (c === '}' && templates.at(-1) === 0) {
      templates.pop();
      out += c;
      i += 1;
      templateText();
    } else {
      const depth = templates.length - 1;
      if (depth >= 0 && (c === '{' || c === '}')) templates[depth] = (templates[depth] ?? 0) + (c === '{' ? 1 : -1);
      out += c;
      i += 1;
    }
  }
  return out;
}

/** Where the string or regular expression that starts at `start` ends, one past its closing mark. */
function endOfQuoted(text: string, start: number): number {
  const mark = text[start];
  let inClass = false;
  let i = start + 1;
  while (i < text.length && text[i] !== '\n' && (text[i] !== mark || inClass)) {
    if (mark === '/' && text[i] === '[') inClass = true;
    if (text[i] === ']') inClass = false;
    i += text[i] === '\\' ? 2 : 1;
  }
  return Math.min(i + 1, text.length);
}

/** Whether a slash after this code opens a regular expression rather than divides. */
function regexMayStart(before: string): boolean {
  return /(^|[(,=:[!&|?{};+\-*%<>~^]|\b(return|typeof|case|in|of|void))\s*$/.test(before);
}

/** The imports and re-exports of a source, dynamic ones included. */
export function importsOf(text: string): Import[] {
  const source = strip(text, true);
  const found: Import[] = [];
  const statement = /(?:^|\n|;)\s*(import|export)\s+(type\s+)?([^'";]*?\s*from\s*)?(['"])([^'"\n]+)\4/g;
  for (const [, keyword, typeWord, clause, , specifier = ''] of source.matchAll(statement)) {
    if (keyword === 'export' && clause === undefined) continue;
    const names = /\{([^}]*)\}/.exec(clause ?? '')?.[1]?.split(',') ?? [''];
    const onlyTypes = names.every((name) => /^\s*(type\s|$)/.test(name)) && /^\s*\{[^}]*\w[^}]*\}/.test(clause ?? '');
    found.push({
      specifier,
      typeOnly: typeWord !== undefined || onlyTypes,
      text: `${keyword} ${clause ?? ''}'${specifier}'`,
    });
  }
  for (const [text, specifier = ''] of source.matchAll(/\bimport\s*\(\s*['"]([^'"\n]+)['"]/g)) {
    found.push({ specifier, typeOnly: false, text });
  }
  return found;
}

/** The path from the top folder that a relative import means; a query such as `?worker` is left out. */
export function resolveImport(from: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')));
}
