import { locked } from '../state/manner.ts';
import { goTo, screen, screenAddress } from '../state/screen.ts';
import type { ScreenId } from '../state/screen.ts';
import { isPlainClick } from './plainClick.ts';
import { SCREENS } from './screens.ts';

const RESULTS = { id: 'results', label: 'Results' } as const;
const isStart = ({ id }: { id: ScreenId }): boolean => id === 'start';

/** Links to the page's screens; links, so that they can be opened in a tab of their own and copied. */
export function ScreenLinks() {
  return (
    <nav class="screens" aria-label="Screens">
      <ul>
        {[...SCREENS.filter(isStart), RESULTS, ...SCREENS.filter((one) => !isStart(one))].map(({ id, label }) => (
          <li key={id}>
            <ScreenLink id={id} label={label} />
          </li>
        ))}
      </ul>
      {locked && <Locked />}
    </nav>
  );
}

/** Says why controls are missing, and how to get them. */
function Locked() {
  return (
    <p class="locked">
      The scenario is locked by its link.{' '}
      <button
        type="button"
        onClick={() => {
          const address = new URL(location.href);
          address.searchParams.delete('lock');
          location.assign(address);
        }}
      >
        Unlock
      </button>
    </p>
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
        if (!isPlainClick(event)) return;
        event.preventDefault();
        goTo(id);
      }}
    >
      {label}
    </a>
  );
}
