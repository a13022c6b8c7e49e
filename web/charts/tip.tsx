import type { ComponentChildren } from 'preact';
import { MARGIN, scalesOf } from './draw.ts';
import type { Picture } from './drawn.ts';

/** The values under the crosshair, beside it, on the side where there is more room. The slider says the same to those who hear it. */
export function Tip({
  picture,
  at,
  when,
  children,
}: {
  picture: Picture;
  at: number;
  when: string;
  children: ComponentChildren;
}) {
  const { x, innerWidth } = scalesOf(picture);
  if (at < picture.from || at > picture.to) return null;
  const left = MARGIN.left + x(at);
  // In parts of the width: the picture may be drawn larger than in pixels.
  const part = (units: number): string => `${(100 * units) / picture.width}%`;
  const style = x(at) > innerWidth / 2 ? { right: part(picture.width - left + 10) } : { left: part(left + 10) };
  return (
    <div class="tip" style={style} aria-hidden="true">
      <p>{when}</p>
      <ul>{children}</ul>
    </div>
  );
}
