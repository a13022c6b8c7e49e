import type { ComponentChild } from 'preact';
import { Scroller } from '../charts/scroller.tsx';
import { firstParagraph, parseMarkdown } from '../words/markdown.ts';
import type { Block, Inline } from '../words/markdown.ts';
import { closedUp } from '../words/numbers.ts';

/** What the scenario says about itself, beyond its first paragraph, which stands beside the title. */
export function About({ text }: { text: string }) {
  const blocks = parseMarkdown(text);
  const first = firstParagraph(blocks);
  if (blocks.length === 0 || (blocks.length === 1 && first !== undefined)) return null;
  return (
    <section class="about" aria-labelledby="about-title">
      <h2 id="about-title">About this scenario</h2>
      <div class="prose">{blocks.map((one, key) => block(one, key))}</div>
    </section>
  );
}

/** The first paragraph of what the scenario says about itself. */
export function Purpose({ text }: { text: string }) {
  const first = firstParagraph(parseMarkdown(text));
  return first === undefined ? null : <div class="purpose prose">{block(first, 0)}</div>;
}

/** A text in Markdown; `say` makes more of its plain texts than what they are. */
export function Prose({ text, say }: { text: string; say?: Say }) {
  return <div class="prose">{parseMarkdown(text).map((one, key) => block(one, key, say))}</div>;
}

type Say = (text: string) => ComponentChild;

/** A block of a scenario's text. It may come from a stranger: only known elements are made, all else is text. */
function block(one: Block, key: number, say: Say = (text) => text): ComponentChild {
  const inline = (part: Inline, i: number): ComponentChild => inlineOf(part, i, say);
  switch (one.kind) {
    case 'heading':
      return one.level <= 2 ? <h3 key={key}>{one.of.map(inline)}</h3> : <h4 key={key}>{one.of.map(inline)}</h4>;
    case 'paragraph':
      return <p key={key}>{one.of.map(inline)}</p>;
    case 'quote':
      return (
        <blockquote key={key}>
          <p>{one.of.map(inline)}</p>
        </blockquote>
      );
    case 'code':
      return (
        <Scroller key={key} label="Code">
          <pre>
            <code>{one.text}</code>
          </pre>
        </Scroller>
      );
    case 'rule':
      return <hr key={key} />;
    case 'list': {
      const items = one.items.map((item, i) => <li key={i}>{item.map(inline)}</li>);
      return one.ordered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>;
    }
    case 'table':
      return (
        <Scroller key={key} label="Table">
          <table>
            <thead>
              <tr>
                {one.head.map((cell, i) => (
                  <th key={i} scope="col">
                    {cell.map(inline)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {one.rows.map((cells, i) => (
                <tr key={i}>
                  {cells.map((cell, j) => (
                    <td key={j}>{cell.map(inline)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      );
  }
}

function inlineOf(one: Inline, key: number, say: Say): ComponentChild {
  const inline = (part: Inline, i: number): ComponentChild => inlineOf(part, i, say);
  switch (one.kind) {
    case 'text':
      return say(closedUp(one.text));
    case 'code':
      return <code key={key}>{one.text}</code>;
    case 'strong':
      return <strong key={key}>{one.of.map(inline)}</strong>;
    case 'emphasis':
      return <em key={key}>{one.of.map(inline)}</em>;
    case 'link':
      return (
        <a key={key} href={one.href} target="_blank" rel="noopener noreferrer nofollow">
          {one.of.map((part, i) => inlineOf(part, i, (text) => text))}
        </a>
      );
  }
}
