import { useEffect, useRef, useState } from 'preact/hooks';
import { formatPointer } from '../../../sim/scenario/pointer.ts';
import type { SourceBook } from '../../../sim/scenario/sources/sourceBook.ts';
import { editedJson } from '../../state/editing.ts';
import { MARK_WORDS } from '../../words/figures.ts';
import type { Path } from './patch.ts';

/** The sources of what is edited, made when somebody asks; they are long and come in a module of their own. */
let last: { readonly json: unknown; readonly book: Promise<SourceBook> } | undefined;

function bookOf(json: unknown): Promise<SourceBook> {
  if (last !== undefined && last.json === json) return last.book;
  const book = import('../../../sim/scenario/sources/sourceBook.ts').then(({ sourceBook }) => sourceBook(json));
  last = { json, book };
  return book;
}

/** Why a number is what it is: whether it was measured, by whom and when. Looked up when the help around it opens. */
export function Why({ path }: { path: Path }) {
  const place = useRef<HTMLSpanElement>(null);
  const [words, setWords] = useState('');
  const pointer = formatPointer(path);
  useEffect(() => {
    const help = place.current?.closest('details');
    if (help === null || help === undefined) return undefined;
    const look = (): void => {
      if (!help.open) return;
      bookOf(editedJson.peek())
        .then(({ at }) => {
          const found = at(pointer);
          if (found === undefined) setWords('');
          else {
            const { source, year, mark, from } = found;
            const by = from === 'scenario' ? '' : `${MARK_WORDS[mark]}${year === null ? '' : `, ${year}`}. `;
            setWords(`${by}${source}`);
          }
        })
        .catch(() => setWords('the sources could not be loaded; check the connection and open this again'));
    };
    help.addEventListener('toggle', look);
    return () => {
      help.removeEventListener('toggle', look);
    };
  }, [pointer]);
  return (
    <span class="help-line" ref={place}>
      {words !== '' && (
        <>
          <b>Why this number</b>
          {`: ${words}`}
        </>
      )}
    </span>
  );
}
