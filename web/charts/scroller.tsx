import type { ComponentChildren } from 'preact';

/** A frame in which something wide scrolls, so that the page does not; the keyboard reaches it. */
export function Scroller({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling by keyboard needs focus
    <section class="scroller" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
