import { useEffect, useRef } from 'preact/hooks';
import { keysShown, setSingleKeys, singleKeys } from '../../state/keys.ts';
import { KEYS } from './keys.ts';
import './keys.css';

/** The keys of the page, over the page; Escape, its button or a click beside it closes it, and the focus is where it was. */
export function KeysDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = (): void => dialog.current?.close();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- Escape does the same
    <dialog
      class="key-list"
      ref={dialog}
      aria-labelledby="keys-title"
      onClose={() => {
        keysShown.value = false;
      }}
      onClick={({ target }) => {
        // Only what is around the box belongs to the dialog itself.
        if (target === dialog.current) close();
      }}
    >
      <div class="key-list-box">
        <header>
          <h2 id="keys-title">Keys</h2>
          <button type="button" onClick={close}>
            Close
          </button>
        </header>
        {KEYS.map(({ where, keys }) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {keys.map(({ keys: names, does }) => (
                <div key={does}>
                  <dt>
                    {names.map((name, i) => (
                      <span key={name}>
                        {i > 0 && ' '}
                        <kbd>{name}</kbd>
                      </span>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label class="key-list-switch">
          <input
            type="checkbox"
            checked={singleKeys.value}
            onChange={({ currentTarget }) => setSingleKeys(currentTarget.checked)}
          />{' '}
          <kbd>?</kbd> and <kbd>R</kbd> work wherever the focus is, but in fields
        </label>
      </div>
    </dialog>
  );
}
