import type { Scenario } from './schema/scenario.ts';

/** A factor of an arrival rate, linear between its points [s, factor]; 1 before the first and after the last. Equal times are a jump. */
export type Ramp = readonly (readonly [at: number, factor: number])[];

/** The fields of an arrival process that give its rate. */
const RATES = ['perS', 'perMailboxPerDay'] as const;

/** How the incidents of a scenario change the rate of a stream: factors that multiply. */
export function rampsOf(scenario: Pick<Scenario, 'incidents' | 'streams'>, stream: string): Ramp[] {
  const { arrivals } = scenario.streams[stream];
  let rate = arrivals.process === 'renewal' ? undefined : (arrivals.perS ?? arrivals.perMailboxPerDay);
  return scenario.incidents.flatMap((incident): Ramp[] => {
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
    if (
      incident.kind === 'parameter' &&
      RATES.some((field) => incident.pointer === `/streams/${stream}/arrivals/${field}`)
    ) {
      const before = rate;
      rate = incident.value;
      if (before === undefined || before === 0) return [];
      return [
        [
          [incident.atS, 1],
          [incident.atS, incident.value / before],
        ],
      ];
    }
    return [];
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
  return sum;
}
