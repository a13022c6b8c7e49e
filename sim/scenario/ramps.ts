import type { Scenario } from './schema/scenario.ts';

/** A factor of an arrival rate, linear between its points [s, factor]; 1 before the first, and what the last says after it. Equal times are a jump. */
export type Ramp = readonly (readonly [at: number, factor: number])[];

/** The fields of an arrival process that give its rate. */
const RATES = ['perS', 'perMailboxPerDay'] as const;

/** How the incidents of a scenario change the rate of a stream: factors that multiply. */
export function rampsOf(scenario: Pick<Scenario, 'incidents' | 'streams'>, stream: string): Ramp[] {
  const ramps = scenario.incidents.flatMap((incident): Ramp[] => {
    if (incident.kind === 'spike' && incident.stream === stream) {
      const { atS, rampS, holdS, decayS, factor } = incident;
      const end = atS + rampS + holdS;
      return [
        [
          [atS, 1],
          [atS + rampS, factor],
          [end, factor],
          [end + decayS, 1],
        ],
      ];
    }
    if (incident.kind === 'surgeAfterOutage' && incident.stream === stream) {
      const { atS, outageS, drainS } = incident;
      const back = atS + outageS;
      return [
        [
          [atS, 1],
          [atS, 0],
          [back, 0],
          [back, 1 + outageS / drainS],
          [back + drainS, 1 + outageS / drainS],
          [back + drainS, 1],
        ],
      ];
    }
    return [];
  });
  const changes = changesOf(scenario, stream);
  return changes.length > 0 ? [...ramps, changes] : ramps;
}

/** The rate as incidents of kind `parameter` set it, one after the other, over the rate that is stated; a rate of 0 stays. */
function changesOf({ incidents, streams }: Pick<Scenario, 'incidents' | 'streams'>, stream: string): Ramp {
  const { arrivals } = streams[stream];
  const hasRate = arrivals.process === 'poisson' || arrivals.process === 'mmpp';
  const stated = hasRate ? (arrivals.perS ?? arrivals.perMailboxPerDay ?? 0) : 0;
  if (stated === 0) return [];
  const isRate = (pointer: string): boolean =>
    RATES.some((field) => pointer === `/streams/${stream}/arrivals/${field}`);
  let factor = 1;
  return incidents
    .filter((incident) => incident.kind === 'parameter')
    .filter(({ pointer }) => isRate(pointer))
    .sort((a, b) => a.atS - b.atS)
    .flatMap(({ atS, value }): Ramp => {
      const before = factor;
      factor = value / stated;
      return [
        [atS, before],
        [atS, factor],
      ];
    });
}

/** What a ramp adds to the integral of a rate of 1 until `endS`. */
export function extraArea(ramp: Ramp, endS: number): number {
  let sum = 0;
  for (let i = 1; i < ramp.length; i++) {
    const [from, before] = ramp[i - 1];
    const [to, after] = ramp[i];
    if (from >= endS || to === from) continue;
    const end = Math.min(to, endS);
    const atEnd = before + ((after - before) * (end - from)) / (to - from);
    sum += ((before + atEnd) / 2 - 1) * (end - from);
  }
  const last = ramp[ramp.length - 1];
  return last === undefined || last[0] >= endS ? sum : sum + (last[1] - 1) * (endS - last[0]);
}
