/**
 * A small, safe subset of Markdown as a tree of plain data: headings, paragraphs, lists, quotes, code, tables, rules;
 * emphasis, strong, code and web links inside. Everything else, HTML above all, stays text. Nothing here can make an element
 * that is not in the types below.
 */

/** A piece of running text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly of: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly of: readonly Inline[] };

/** A block of text. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly of: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly of: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'rule' };

/** The first paragraph: what fits beside a title. Undefined where there is none. */
export function firstParagraph(blocks: readonly Block[]): Block | undefined {
  return blocks.find(({ kind }) => kind === 'paragraph');
}

/** Text to blocks. */
export function parseMarkdown(source: string): Block[] {
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const [block, next] = readBlock(lines, at, line);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

// A stranger's link may bring any text: no pattern here takes more than linear time, or quadratic time in a short bound.
const HEADING = /^(#{1,6})\s+(.*)$/;
const ITEM = /^\s{0,3}(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const FENCE = /^\s{0,3}```/;
const RULE = /^\s{0,3}(?:-\s*){3,}$|^\s{0,3}(?:\*\s*){3,}$/;
const TABLE_RULE = /^\|?(?:\s{0,9}:?-{1,99}:?\s{0,9}\|)*\s{0,9}:?-{1,99}:?\s{0,9}\|?$/;

function readBlock(lines: readonly string[], at: number, line: string): [Block, number] {
  const heading = HEADING.exec(line);
  if (heading)
    return [
      { kind: 'heading', level: heading[1]?.length ?? 1, of: parseInline((heading[2] ?? '').replace(/\s#+$/, '')) },
      at + 1,
    ];
  if (FENCE.test(line)) return readCode(lines, at + 1);
  if (RULE.test(line)) return [{ kind: 'rule' }, at + 1];
  if (ITEM.test(line)) return readList(lines, at);
  if (line.startsWith('>')) {
    const end = endOf(lines, at, (next) => next.startsWith('>'));
    const text = lines.slice(at, end).map((quoted) => quoted.replace(/^>\s?/, ''));
    return [{ kind: 'quote', of: parseInline(text.join(' ')) }, end];
  }
  if (line.includes('|') && TABLE_RULE.test((lines[at + 1] ?? '').trim())) {
    const end = endOf(lines, at + 2, (next) => next.includes('|'));
    return [{ kind: 'table', head: cells(line), rows: lines.slice(at + 2, end).map(cells) }, end];
  }
  const end = endOf(lines, at + 1, (next) => next.trim() !== '' && !startsBlock(next));
  return [
    {
      kind: 'paragraph',
      of: parseInline(
        lines
          .slice(at, end)
          .map((part) => part.trim())
          .join(' '),
      ),
    },
    end,
  ];
}

function startsBlock(line: string): boolean {
  return HEADING.test(line) || FENCE.test(line) || ITEM.test(line) || line.startsWith('>') || RULE.test(line);
}

function readCode(lines: readonly string[], at: number): [Block, number] {
  const end = endOf(lines, at, (next) => !FENCE.test(next));
  return [{ kind: 'code', text: lines.slice(at, end).join('\n') }, end + 1];
}

function readList(lines: readonly string[], at: number): [Block, number] {
  const ordered = ITEM.exec(lines[at] ?? '')?.[2] !== undefined;
  const items: string[] = [];
  let end = at;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    const item = ITEM.exec(line);
    if (item && (item[2] !== undefined) === ordered) items.push(item[3] ?? '');
    else if (!item && /^\s+\S/.test(line) && items.length > 0) items.push(`${items.pop() ?? ''} ${line.trim()}`);
    else break;
  }
  return [{ kind: 'list', ordered, items: items.map(parseInline) }, end];
}

function endOf(lines: readonly string[], from: number, goesOn: (line: string) => boolean): number {
  let end = from;
  while (end < lines.length && goesOn(lines[end] ?? '')) end += 1;
  return end;
}

function cells(line: string): Inline[][] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').map((cell) => parseInline(cell.trim()));
}

const INLINE =
  /\\([\\`*_[\]()#|])|(`{1,2})(?!`)([^`]{1,500})\2|\*\*(?=\S)(.{1,1000}?)(?<=\S)\*\*|\*(?=\S)([^*]{1,1000}?)(?<=\S)\*|(?<![\p{L}\p{N}])_(?=\S)([^_]{1,1000}?)(?<=\S)_(?![\p{L}\p{N}])|\[([^[\]]{1,500})\]\(([^()\s]{1,1000})\)/su;

/** Running text to its pieces. */
export function parseInline(text: string): Inline[] {
  const pieces: Inline[] = [];
  let rest = text;
  while (rest !== '') {
    const match = INLINE.exec(rest);
    if (!match) {
      pieces.push({ kind: 'text', text: rest });
      break;
    }
    if (match.index > 0) pieces.push({ kind: 'text', text: rest.slice(0, match.index) });
    pieces.push(piece(match));
    rest = rest.slice(match.index + match[0].length);
  }
  return pieces;
}

function piece(match: RegExpExecArray): Inline {
  const [whole, escaped, , code, strong, star, underscore, label, href] = match;
  if (escaped !== undefined) return { kind: 'text', text: escaped };
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', of: parseInline(strong) };
  const emphasis = star ?? underscore;
  if (emphasis !== undefined) return { kind: 'emphasis', of: parseInline(emphasis) };
  if (label !== undefined && href !== undefined && /^https?:\/\/[^\s]+$/i.test(href)) {
    return { kind: 'link', href, of: parseInline(label) };
  }
  return { kind: 'text', text: whole };
}
