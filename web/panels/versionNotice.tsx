import { unkept } from '../state/editing.ts';
import { busy } from '../state/runner.ts';
import { reason } from '../state/version.ts';

const WORDS = {
  newer: 'A new version of this page is ready.',
  missing:
    'A part of the page could not be loaded: there is no connection, or the page was updated since it was opened. What is open stays open.',
} as const;

/** Says that the page should be loaded again, and leaves it to the reader when. */
export function VersionNotice() {
  const why = reason.value;
  return (
    <section class="version-notice" aria-live="polite" aria-label="Version of the page">
      {why !== null && (
        <>
          <p>
            {WORDS[why]} {consequence()}
          </p>
          <p class="version-buttons">
            <button
              type="button"
              class="primary"
              onClick={() => {
                location.reload();
              }}
            >
              Reload
            </button>
            <button
              type="button"
              onClick={() => {
                reason.value = null;
              }}
            >
              Later
            </button>
          </p>
        </>
      )}
    </section>
  );
}

/** What happens to what is on the page when it is loaded again. */
function consequence(): string {
  if (unkept.value) return 'This browser does not keep what you edited: download it before you reload.';
  return busy.value ? 'Reloading begins the run anew; your scenarios are kept.' : 'Your scenarios are kept.';
}
