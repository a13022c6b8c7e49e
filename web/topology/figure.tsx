import { computed, effect } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { designInk } from '../charts/palette.ts';
import { grown } from '../state/growth.ts';
import { Swatch } from '../charts/swatch.tsx';
import { useWidth } from '../charts/useWidth.ts';
import { series, soFar } from '../state/runner.ts';
import type { Clock } from './clock.ts';
import { drawScene } from './draw.ts';
import type { Fleet } from './fleet.ts';
import { Happenings } from './happenings.tsx';
import { Occupancy } from './occupancy.ts';
import { planOf } from './plan.ts';
import { shownAt } from './playhead.ts';
import { logOf } from './replay.ts';
import { recordingOf, sceneAt } from './scene.ts';
import type { Scene } from './scene.ts';
import { SceneTable } from './sceneTable.tsx';
import { clockWords, sceneWords } from './words.ts';

/** One design, played back: d3 owns what is inside the svg element, Preact everything around it. */
export function DesignFigure({ fleet, index, clock }: { fleet: Fleet; index: number; clock: Clock }) {
  const svgId = useId().replaceAll(/[^A-Za-z0-9-]/g, '');
  const svg = useRef<SVGSVGElement>(null);
  const [host, width, scale] = useWidth<HTMLDivElement>();
  const isSeen = useSeen(svg);
  const scene = useMemo(() => sceneSignal(fleet), [fleet]);
  const occupancy = useMemo(() => new Occupancy(fleet), [fleet]);

  useEffect(() => {
    const { current } = svg;
    if (current === null || width === 0) return undefined;
    const drawn = { once: false };
    return effect(() => {
      // Out of sight it is drawn once, so that it has its height.
      if (!isSeen && drawn.once) return;
      const now = scene.value;
      const samples = series.value.get(fleet.design);
      if (now === undefined || samples === undefined) return;
      occupancy.readSeries(samples);
      occupancy.readScene(now);
      const plan = planOf(fleet, width, (host) => occupancy.mostOn(host), occupancy.mostWaiting);
      drawScene(current, now, plan, scale);
    });
  }, [scene, occupancy, fleet, width, scale, isSeen]);

  return (
    <figure class="design-figure" data-design={fleet.design}>
      <figcaption>
        <h3>
          <Swatch ink={designInk(index)} /> {fleet.name}
        </h3>
      </figcaption>
      <SceneSentence scene={scene} clock={clock} />
      <div class="design-picture" ref={host}>
        <svg
          ref={svg}
          id={svgId}
          class="topology-svg"
          width={width * scale}
          role="img"
          aria-labelledby={`${svgId}-words`}
        />
        <PictureName id={`${svgId}-words`} scene={scene} clock={clock} name={fleet.name} />
      </div>
      <Remarks scene={scene} />
      <Happenings design={fleet.design} clock={clock} scene={scene} />
      <SceneTable scene={scene} name={fleet.name} clock={clock} />
    </figure>
  );
}

/** The design at the moment that is shown; changes at most as often as the charts are drawn while the run goes on. */
function sceneSignal(fleet: Fleet): ReadonlySignal<Scene | undefined> {
  return computed(() => {
    void grown.value;
    const samples = series.value.get(fleet.design);
    if (samples === undefined) return undefined;
    return sceneAt(recordingOf(fleet, samples, logOf(soFar.value[fleet.design])), shownAt.value);
  });
}

interface Shown {
  readonly scene: ReadonlySignal<Scene | undefined>;
  readonly clock: Clock;
}

function SceneSentence({ scene, clock: { start, durationS } }: Shown) {
  const now = scene.value;
  if (now === undefined) return <p class="scene-words">Nothing has been simulated yet.</p>;
  const isLate = now.atS < shownAt.value - 1;
  return (
    <p class="scene-words">
      {isLate && <strong>{`Simulated only to ${clockWords(start, now.atS, durationS)} so far. `}</strong>}
      {sceneWords(now)}
    </p>
  );
}

/** The picture's name: what is seen, for those who hear it. */
function PictureName({ id, scene, clock: { start, durationS }, name }: Shown & { id: string; name: string }) {
  const now = scene.value;
  return (
    <span id={id} class="visually-hidden">
      {now === undefined
        ? `${name}: nothing has been simulated yet.`
        : `${name} at ${clockWords(start, now.atS, durationS)}. ${sceneWords(now)}`}
    </span>
  );
}

/** What the picture leaves out. */
function Remarks({ scene }: Pick<Shown, 'scene'>) {
  const now = scene.value;
  if (now === undefined) return null;
  const off = now.machines.filter(({ state }) => state === 'off').map(({ id }) => id);
  const isHuge = now.machines.length === 0 && now.fleet.machines.length > 0;
  return (
    <>
      {now.machines.length > now.fleet.machines.filter(({ initial }) => initial).length && (
        <p class="note">
          {off.length === 0
            ? 'No machine is switched off.'
            : `Switched off, or not made yet: ${off.length <= 6 ? off.join(', ') : `${off.length} machines`}.`}
        </p>
      )}
      {isHuge && <p class="note">Designs of more than 200 machines are recorded by host and tier, not by machine.</p>}
    </>
  );
}

/** Whether an element is on the screen, or nearly: what nobody sees need not be drawn. */
function useSeen(element: { readonly current: Element | null }): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (element.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        setSeen(entries.at(-1)?.isIntersecting ?? false);
      },
      { rootMargin: '400px' },
    );
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return seen;
}
