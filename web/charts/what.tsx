import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { marking } from '../state/marking.ts';

/** The answer to "what is this?" behind a button that works by mouse, finger and key; Escape or leaving closes it. */
export function What({ about, children }: { about: string; children: ComponentChildren }) {
  const element = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => {
    if (element.current !== null) element.current.open = false;
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- they only close what the summary opened
    <details
      class="what"
      ref={element}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
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
      {/* A click into the text is no leaving, also where buttons take no focus. */}
      <p class="what-text" tabIndex={-1}>
        {isOpen && typeof children === 'string' ? (marking.value?.text(children) ?? children) : children}
      </p>
    </details>
  );
}
