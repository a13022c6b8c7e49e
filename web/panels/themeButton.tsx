import { THEMES, chooseTheme, theme } from '../state/theme.ts';

const NAMES = { auto: 'system', light: 'light', dark: 'dark' } as const;

/** Goes through the themes: system, light, dark. */
export function ThemeButton() {
  const now = theme.value;
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length] ?? 'auto';
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Theme: ${NAMES[now]}. Switch to ${NAMES[next]}`}
      onClick={() => {
        chooseTheme(next);
      }}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.8" />
        {now !== 'light' && (
          <path
            d={now === 'dark' ? 'M10 3a7 7 0 0 1 0 14 7 7 0 0 1 0-14' : 'M10 3a7 7 0 0 1 0 14z'}
            fill="currentColor"
          />
        )}
      </svg>
      <span class="theme-name">{NAMES[now]}</span>
    </button>
  );
}
