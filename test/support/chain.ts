import type { Scenario, ScenarioInput } from '../../sim/scenario/schema/scenario.ts';
import { parse } from './simulate.ts';

type StreamInput = ScenarioInput['streams'][string];
type TierInput = ScenarioInput['tiers'][string];
type HowInput = ScenarioInput['designs'][string]['tiers'][string];

/** A stream whose messages come at these times [s]. */
export function mailAt(atS: readonly number[], more: Partial<StreamInput> = {}): StreamInput {
  return { direction: 'inbound', class: 'ham', arrivals: { process: 'trace', atS: [...atS] }, ...more };
}

/** Tiers in a row, each with one machine of a reference core unless it says otherwise; outbound mail goes the other way. */
export function chainOf(
  streams: Record<string, StreamInput>,
  tiers: Record<string, TierInput & { how?: Partial<HowInput> }>,
  durationS: number,
  seed = '1',
): Scenario {
  const ids = Object.keys(tiers);
  return parse({
    seed,
    run: { durationS, sampleS: durationS },
    streams,
    routes: { inbound: ids, outbound: ids.toReversed() },
    tiers: Object.fromEntries(Object.entries(tiers).map(([id, { how: _how, ...tier }]) => [id, tier])),
    designs: {
      one: {
        pools: { p: { hypervisor: {} } },
        tiers: Object.fromEntries(Object.entries(tiers).map(([id, { how }]) => [id, { pool: 'p', vcpus: 1, ...how }])),
      },
    },
  });
}
