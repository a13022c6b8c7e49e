import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import type { Journey } from '../../../sim/measure/journeys.ts';
import { designInk } from '../../charts/palette.ts';
import { Swatch } from '../../charts/swatch.tsx';
import { useWidth } from '../../charts/useWidth.ts';
import { journeySentence } from '../../words/journey.ts';
import type { JourneyContext } from '../../words/journey.ts';
import { lanesOf } from './lanes.ts';
import { drawTimeline, heightOf } from './timeline.ts';

/** The journey of a message in one design, as bars in time. d3 owns the inside of the svg element. */
export function JourneyFigure({
  journey,
  context,
  name,
  index,
  mostS,
  alike,
}: {
  journey: Journey;
  context: JourneyContext;
  name: string;
  index: number;
  mostS: number;
  alike: boolean;
}) {
  const svg = useRef<SVGSVGElement>(null);
  const id = useId().replaceAll(/[^A-Za-z0-9-]/g, '');
  const [host, width, scale] = useWidth<HTMLDivElement>();
  const timeline = useMemo(
    () => ({
      lanes: lanesOf(journey, context.scenario, context.names),
      firstAt: journey.firstAt,
      mostS,
      alike: alike ? journey.segments.length : null,
    }),
    [journey, context, mostS, alike],
  );
  useEffect(() => {
    if (svg.current !== null && width > 0) drawTimeline(svg.current, timeline, width);
  }, [timeline, width]);
  return (
    <figure class="journey" data-design={context.design}>
      <figcaption>
        <Swatch ink={designInk(index)} /> {name}
      </figcaption>
      <div ref={host}>
        <svg
          ref={svg}
          id={`journey-${id}`}
          class="chart"
          width={width * scale}
          height={heightOf(timeline) * scale}
          role="img"
          aria-label={`In ${name} it ${journeySentence(journey, context)}`}
        />
      </div>
    </figure>
  );
}
