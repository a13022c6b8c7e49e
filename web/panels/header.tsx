import { locked } from '../state/manner.ts';
import { ThemeButton } from './themeButton.tsx';
import { Picker } from './picker.tsx';
import { CopyLink } from './copyLink.tsx';

/** The bar at the top: what this is, which scenario, how to share it. */
export function Header() {
  return (
    <header class="top">
      <p class="brand">
        <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
          <rect class="mark-envelope" x="2.5" y="6.5" width="27" height="19" rx="3" />
          <path class="mark-bolt" d="M18 3 9.5 17.5h6L13.5 29 23 14h-6z" />
        </svg>
        <span>Mailwatt</span>
      </p>
      {!locked && <Picker />}
      <div class="top-actions">
        <CopyLink />
        <ThemeButton />
      </div>
    </header>
  );
}
