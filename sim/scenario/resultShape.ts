import { quoted } from './nearest.ts';
import { parsePointer } from './pointer.ts';
import { unknownWord } from './problems.ts';

/**
 * The numbers that a design's result has, as far as a scenario can point at them. The result's own types stand a floor higher
 * (`measure/result.ts`); a test holds this list against a real result.
 */

const LATENCY = ['count', 'mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'];

const STREAM = {
  numbers: [
    'offered',
    'delivered',
    'rejected',
    'quarantined',
    'dropped',
    'gaveUp',
    'lost',
    'inFlight',
    'attempts',
    'refused',
    'abandoned',
    'deferred',
    'broken',
    'turnedAwayShare',
    'filtered',
  ],
  latencies: ['sessionS', 'bannerS', 'deliveryS'],
};

const TIER = {
  numbers: [
    'utilization',
    'busyCores',
    'cores',
    'inSystem',
    'inService',
    'inBacklog',
    'inSpool',
    'peakSpool',
    'peakBacklog',
    'arrivals',
    'refused',
    'abandoned',
    'throughputPerS',
    'readyS',
    'downS',
    'degradedS',
    'availability',
  ],
  latencies: ['sojournS'],
};

/** Numbers straight below a part of the result. */
export const RESULT_NUMBERS: Readonly<Record<string, readonly string[]>> = {
  energy: ['itKWh', 'facilityKWh', 'meanW', 'peakW', 'cost', 'carbonKg', 'whPerThousandHam'],
  footprint: ['hosts', 'rackUnits'],
};

/** Numbers and latencies of a stream and of a tier. */
export const RESULT_PARTS = { streams: STREAM, tiers: TIER } as const;

/** Parts of the result that pointers are not checked in: what is there depends on the run. */
const OPEN = ['hosts', 'availability', 'incidents', 'migrations', 'admission'];

/**
 * Why a pointer leads to no number of a design's result, undefined when it does or when that shows only in the run.
 * `known` are the scenario's streams and tiers.
 */
export function pointerProblem(
  pointer: string,
  known: { readonly streams: readonly string[]; readonly tiers: readonly string[] },
): string | undefined {
  let names: string[];
  try {
    names = parsePointer(pointer);
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
  const [part = '', id = '', field = '', latency, ...rest] = names;
  const tail = ` in ${pointer}`;
  if (part === 'events') return names.length > 1 ? `leads past a number: ${pointer}` : undefined;
  if (OPEN.includes(part)) return undefined;
  const plain = RESULT_NUMBERS[part];
  if (plain) {
    if (part === 'energy' && (id === 'costBy' || id === 'ledgerKWh')) return undefined;
    if (!plain.includes(id)) return unknownWord('metric', id, plain) + tail;
    return names.length > 2 ? `leads past a number: ${pointer}` : undefined;
  }
  if (part !== 'streams' && part !== 'tiers') {
    const parts = ['streams', 'tiers', 'energy', 'footprint', 'events', ...OPEN];
    return unknownWord('part of the result', part, parts) + tail;
  }
  if (!known[part].includes(id)) return unknownWord(part.slice(0, -1), id, known[part]) + tail;
  const { numbers, latencies } = RESULT_PARTS[part];
  if (part === 'tiers' && (field === 'instances' || field === 'cpuSByStage')) return undefined;
  if (latencies.includes(field)) {
    if (latency === undefined) return `must go on to one of ${quoted(LATENCY)}: ${pointer}`;
    if (!LATENCY.includes(latency)) return unknownWord('metric', latency, LATENCY) + tail;
    return rest.length > 0 ? `leads past a number: ${pointer}` : undefined;
  }
  if (!numbers.includes(field)) return unknownWord('metric', field, [...numbers, ...latencies]) + tail;
  return latency === undefined ? undefined : `leads past a number: ${pointer}`;
}
