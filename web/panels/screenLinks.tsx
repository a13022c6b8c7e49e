import { goTo, screen, screenAddress } from '../state/screen.ts';
import type { ScreenId } from '../state/screen.ts';
import { SCREENS } from './screens.ts';

/** Links to the page's screens; links, so that they can be opened in a tab of their own and copied. */
export function ScreenLinks() {
  return (
    <nav class="screens" aria-label="Screens">
      <ul>
        {[{ id: 'results' as const, label: 'Results' }, ...SCREENS].map(({ id, label }) => (
          <li key={id}>
            <ScreenLink id={id} label={label} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ScreenLink({ id, label }: { id: ScreenId; label: string }) {
  // The scenario's part of the address changes unseen: it is read when the link is about to be used.
  const renew = ({ currentTarget }: { currentTarget: HTMLAnchorElement }): void => {
    currentTarget.href = screenAddress(id);
  };
  return (
    <a
      href={screenAddress(id)}
      aria-current={screen.value === id ? 'page' : undefined}
      onFocus={renew}
      onPointerDown={renew}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
        event.preventDefault();
        goTo(id);
      }}
    >
      {label}
    </a>
  );
}
