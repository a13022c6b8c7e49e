import type { ComponentChild } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { marking } from '../../state/marking.ts';
import { Claims, glossed } from '../../words/glossary.ts';
import type { Piece } from '../../words/glossary.ts';
import './glossary.css';

/** A word with its definition, which shows on focus, click and under the pointer; Escape or leaving takes it away. */
function Term({ text, means }: { text: string; means: string }) {
  const [isOpen, setOpen] = useState(false);
  const [isPinned, setPinned] = useState(false);
  const frame = useRef<HTMLSpanElement>(null);
  const id = useId();
  const words = useRef<HTMLSpanElement>(null);
  // Kept inside the window, wherever the word stands in its line.
  useLayoutEffect(() => {
    const { current } = words;
    if (current === null) return;
    current.style.left = '0';
    const { left, right } = current.getBoundingClientRect();
    const over = Math.max(right - (document.documentElement.clientWidth - 8), 0);
    current.style.left = `${-Math.min(over, left - 8)}px`;
  }, [isOpen]);
  const close = (): void => {
    setOpen(false);
    setPinned(false);
  };
  return (
    <span
      class="term-frame"
      ref={frame}
      onPointerEnter={() => setOpen(true)}
      onPointerLeave={() => {
        if (!isPinned && !frame.current?.contains(document.activeElement)) close();
      }}
    >
      <button
        type="button"
        class="term"
        aria-describedby={isOpen ? id : undefined}
        onFocus={() => setOpen(true)}
        onBlur={close}
        onClick={() => {
          setOpen(true);
          setPinned(true);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isOpen) return;
          close();
          event.stopPropagation();
        }}
      >
        {text}
      </button>
      {isOpen && (
        <span class="term-means" role="tooltip" id={id} ref={words}>
          {means}
        </span>
      )}
    </span>
  );
}

/** Marks words of the glossary in a text, each the first time. */
export function terms(): (text: string) => ComponentChild {
  const seen = new Set<string>();
  return (text) => marked(glossed(text, seen));
}

function marked(pieces: readonly Piece[]): ComponentChild {
  return pieces.map((piece, i) =>
    piece.entry === undefined ? piece.text : <Term key={i} text={piece.text} means={piece.entry.means} />,
  );
}

const claims = new Claims();

/** Lets headings and explanations of the whole page mark the words of the glossary. */
export function offerMarks(): void {
  marking.value ??= {
    heading: (text, owner) => marked(claims.pieces(text, owner)),
    text: (text) => terms()(text),
    release: (owner) => claims.release(owner),
  };
}
