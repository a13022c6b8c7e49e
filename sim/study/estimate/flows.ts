import { multiplierAt, shapeOfRun } from '../../parts/profiles.ts';
import type { RunShape } from '../../parts/profiles.ts';
import { sessionsPerS } from '../../scenario/estimate.ts';
import { rampsOf } from '../../scenario/ramps.ts';
import type { Ramp } from '../../scenario/ramps.ts';
import type { Design } from '../../scenario/schema/design.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { momentsOf, ZERO } from './moments.ts';
import type { Moments } from './moments.ts';
import { ratesOf, visitsOf } from './work.ts';
import type { Visit } from './work.ts';

/** A stream as it comes to a design: its rate along the run, and what its sessions ask of each tier. */
export interface Flow {
  readonly id: string;
  /** Sessions per second at the profile's mean. */
  readonly perS: number;
  readonly shape: RunShape;
  readonly ramps: readonly Ramp[];
  readonly visits: readonly Visit[];
  /** Time in the filter service upstream [s]. */
  readonly upstreamS: Moments;
}

/** All streams of a scenario as they come to a design. */
export function flowsOf(scenario: Scenario, design: Design): Flow[] {
  return Object.entries(scenario.streams).map(([id, stream]) => ({
    id,
    perS: sessionsPerS(stream, scenario.mailboxes),
    shape: shapeOfRun(stream.profile, scenario.run.startsAt),
    ramps: rampsOf(scenario, id),
    visits: visitsOf(scenario, design, stream),
    upstreamS: design.saas !== null && stream.direction === 'inbound' ? momentsOf(design.saas.latencyS) : ZERO,
  }));
}

/** Sessions per second of a stream at a moment of the run [s]: its profile, and the spikes of incidents. */
export function rateAt({ perS, shape, ramps }: Flow, moment: number): number {
  return ramps.reduce((rate, ramp) => rate * factorAt(ramp, moment), perS * multiplierAt(shape, moment));
}

/** Cores that background load keeps busy at a tier, at a moment of the run. */
export function backgroundOf(scenario: Scenario, design: Design, tier: string): (moment: number) => number {
  const { background } = scenario.tiers[tier];
  if (background === null) return () => 0;
  const shape = shapeOfRun(background.profile, scenario.run.startsAt);
  const mean = (background.coresPerThousandMailboxes * scenario.mailboxes) / 1000 / ratesOf(design, tier).speed;
  return (moment) => mean * multiplierAt(shape, moment);
}

function factorAt(ramp: Ramp, moment: number): number {
  let factor = 1;
  let from = 0;
  for (const [at, value] of ramp) {
    if (moment < at)
      return at === from ? factor : factor + ((value - factor) * Math.max(0, moment - from)) / (at - from);
    factor = value;
    from = at;
  }
  return factor;
}
