import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

/** The answer to "what is this?" behind a button that works by mouse, finger and key; Escape or leaving closes it. */
export function What({ about, children }: { about: string; children: ComponentChildren }) {
  const element = useRef<HTMLDetailsElement>(null);
  const close = (): void => {
    if (element.current !== null) element.current.open = false;
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- they only close what the summary opened
    <details
      class="what"
      ref={element}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !element.current?.open) return;
        close();
        element.current.querySelector('summary')?.focus();
        event.stopPropagation();
      }}
      onFocusOut={(event) => {
        if (!(event.relatedTarget instanceof Node) || !element.current?.contains(event.relatedTarget)) close();
      }}
    >
      <summary aria-label={`What is “${about}”?`}>?</summary>
      <p class="what-text">{children}</p>
    </details>
  );
}
