import { useState } from 'preact/hooks';
import { reach } from '../../sim/share/address.ts';
import { link } from '../state/link.ts';
import { count } from '../words/numbers.ts';

/** Copies the link to what is on the page, and says how far a link of this length gets. */
export function CopyLink() {
  const [said, setSaid] = useState('');
  const now = link.value;
  const text = now !== null && 'text' in now ? now.text : undefined;
  const copy = async (): Promise<void> => {
    if (text === undefined) return;
    try {
      await navigator.clipboard.writeText(text);
      setSaid(`Link copied: ${count(text.length)} characters, ${reach(text.length).words}.`);
    } catch {
      setSaid('The browser does not allow copying here: select the link under “Share” and copy it.');
    }
    setTimeout(() => setSaid(''), 6000);
  };
  return (
    <span class="copy-link">
      <button type="button" disabled={text === undefined} onClick={() => void copy()}>
        Copy link
      </button>
      <output class="toast">{said}</output>
    </span>
  );
}
