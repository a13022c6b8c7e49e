import { useEffect, useId, useRef } from 'preact/hooks';
import type { Fleet } from './fleet.ts';
import { drawPatterns, zoneFill } from './patterns.ts';

/** What colors and fillings mean: tiers by color, zones by filling, states in words on the machines themselves. */
export function Legend({ fleets }: { fleets: readonly Fleet[] }) {
  const id = useId().replaceAll(/[^A-Za-z0-9-]/g, '');
  const holder = useRef<SVGSVGElement>(null);
  const [first] = fleets;
  const tiers = first?.tiers ?? [];
  const zones = first?.zones ?? [];
  useEffect(() => {
    if (holder.current !== null) drawPatterns(holder.current, zones);
  }, [zones]);
  return (
    <div class="topology-legend">
      <svg ref={holder} id={id} width="0" height="0" aria-hidden="true" focusable="false" />
      <ul aria-label="Tiers by color">
        {tiers.map((tier) => (
          <li key={tier.id}>
            <svg width="14" height="14" aria-hidden="true" focusable="false">
              <rect class={`fill c${tier.ink.color}`} width="14" height="14" rx="2" />
            </svg>{' '}
            {tier.name}
            {zones.length > 1 && <span class="soft">{` (zone ${tier.zone})`}</span>}
          </li>
        ))}
      </ul>
      {zones.length > 1 && (
        <ul aria-label="Zones by filling">
          {zones.map((zone, i) => (
            <li key={zone}>
              <svg class="zone-sample" width="26" height="16" aria-hidden="true" focusable="false">
                <rect class="zone-area" fill={zoneFill(id, i)} x="0.5" y="0.5" width="25" height="15" rx="2" />
              </svg>{' '}
              {`zone ${zone}`}
            </li>
          ))}
        </ul>
      )}
      <ul aria-label="Blocks">
        <li>
          <svg width="26" height="10" aria-hidden="true" focusable="false">
            {[0, 1, 2].map((i) => (
              <rect key={i} class="block waiting" x={i * 4} y="1" width="3" height="8" />
            ))}
          </svg>{' '}
          waiting: each block twice as many as the one before
        </li>
      </ul>
    </div>
  );
}
