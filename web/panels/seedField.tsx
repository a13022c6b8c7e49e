import { useEffect, useState } from 'preact/hooks';
import { What } from '../charts/what.tsx';
import { reseed, seed } from '../state/scenario.ts';

/** The seed, to be edited: another one gives another day of the same kind. */
export function SeedField() {
  const [text, setText] = useState(seed.value);
  const current = seed.value;
  useEffect(() => {
    setText(current);
  }, [current]);
  const changed = text !== current && text.trim() !== '';
  return (
    <form
      class="seed"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void reseed(text);
      }}
    >
      <label>
        <span>Seed</span>
        <input
          type="text"
          value={text}
          maxLength={100}
          size={10}
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <span class="print-only">{current}</span>
      {changed && <button type="submit">Run this seed</button>}
      <What about="Seed">
        All chance in a run follows from this text: the same seed gives exactly the same mail and the same results in
        every browser. Another seed gives another day of the same kind; a difference between designs that stays under
        several seeds is no accident.
      </What>
    </form>
  );
}
