import { useEffect, useState } from 'preact/hooks';
import type { Scenario } from '../../../sim/scenario/schema/scenario.ts';
import { idle } from '../../state/idle.ts';
import { HEIGHT, outlineOf, WIDTH } from './outline.ts';
import type { Outline } from './outline.ts';

/** A scenario in small, once the page has a moment to read it; its place is kept until then, and empty where it cannot be read. */
export function Thumbnail({ read }: { read: () => Promise<Scenario | undefined> }) {
  const [outline, setOutline] = useState<Outline | undefined>();
  useEffect(() => {
    let isWanted = true;
    const draw = async (): Promise<void> => {
      await idle();
      const scenario = await read();
      if (isWanted && scenario !== undefined) setOutline(outlineOf(scenario));
    };
    draw().catch(() => undefined); // a picture of what the words say anyway
    return () => {
      isWanted = false;
    };
  }, []);
  return (
    <figure class="thumbnail">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {outline && (
          <>
            <path class="thumbnail-all" d={outline.all} />
            <path class="thumbnail-ham" d={outline.ham} />
            {outline.incidents.map((x) => (
              <line key={x} class="thumbnail-incident" x1={x} x2={x} y1={0} y2={HEIGHT} />
            ))}
          </>
        )}
      </svg>
      <figcaption>{outline?.words ?? '\u00A0'}</figcaption>
    </figure>
  );
}
