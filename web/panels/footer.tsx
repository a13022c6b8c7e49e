import { keysShown } from '../state/keys.ts';

/** What the page promises, and its keys. */
export function Footer() {
  return (
    <footer class="foot">
      <p>
        Everything is computed in this browser; nothing is sent anywhere. The same scenario and seed give the same
        digest on every machine. Energy follows published server benchmarks: use it to compare designs, not to read a
        meter.
      </p>
      <button
        type="button"
        class="quiet"
        aria-haspopup="dialog"
        aria-keyshortcuts="?"
        onClick={() => {
          keysShown.value = true;
        }}
      >
        Keys <kbd aria-hidden="true">?</kbd>
      </button>
    </footer>
  );
}
