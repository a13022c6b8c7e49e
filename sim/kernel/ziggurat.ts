/**
 * Standard exponential and normal draws by the ziggurat of Marsaglia and Tsang (2000): the area under the density is cut
 * into 256 layers of equal area; a layer and a place in it are drawn, and nearly always (98.9 %) the place is under the
 * density without computing it. Layer and place (with its sign) come from different bits of one 53-bit uniform: sharing bits is the
 * flaw of the original (Doornik 2005, "An Improved Ziggurat Method to Generate Normal Random Samples").
 */
import { exp } from './exp.ts';
import { log } from './log.ts';
import type { Source } from './source.ts';

const LAYERS = 256;

// Where the tail begins, and the area of each layer (Marsaglia and Tsang 2000; the test solves for them again).
const EXPONENTIAL_TAIL = 7.69711747013105;
const EXPONENTIAL_AREA = 0.003949659822581557;
const NORMAL_TAIL = 3.654152885361009;
const NORMAL_AREA = 0.004928673233974655;

// Layer i spans 0 … edges[i], heights[i] … heights[i + 1]; layer 0 is the base with the tail, as a rectangle of its area.
const exponentialEdges = new Float64Array(LAYERS + 1);
const exponentialHeights = new Float64Array(LAYERS + 1);
const normalEdges = new Float64Array(LAYERS + 1);
const normalHeights = new Float64Array(LAYERS + 1);

const exponentialDensity = (x: number): number => exp(-x);
const exponentialInverse = (y: number): number => -log(y);
const normalDensity = (x: number): number => exp(-0.5 * x * x);
const normalInverse = (y: number): number => Math.sqrt(-2 * log(y));

fill(exponentialEdges, exponentialHeights, EXPONENTIAL_TAIL, EXPONENTIAL_AREA, exponentialDensity, exponentialInverse);
fill(normalEdges, normalHeights, NORMAL_TAIL, NORMAL_AREA, normalDensity, normalInverse);

function fill(
  edges: Float64Array,
  heights: Float64Array,
  tail: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
): void {
  edges[0] = area / density(tail);
  edges[1] = tail;
  heights[1] = density(tail);
  for (let i = 2; i < LAYERS; i++) {
    heights[i] = heights[i - 1] + area / edges[i - 1];
    edges[i] = inverse(heights[i]);
  }
  heights[LAYERS] = 1; // edges[LAYERS] = 0
}

/** A draw from the exponential distribution of mean 1, in [0, ∞). */
export function standardExponential(s: Source): number {
  let offset = 0;
  for (;;) {
    const u = s.uniform() * LAYERS;
    const i = u | 0;
    const x = (u - i) * exponentialEdges[i];
    if (x < exponentialEdges[i + 1]) return offset + x;
    if (i === 0) {
      offset += EXPONENTIAL_TAIL; // the tail is the distribution once more, from there on
    } else if (between(exponentialHeights, i, s) < exp(-x)) return offset + x;
  }
}

/** A draw from the normal distribution of mean 0 and standard deviation 1. */
export function standardNormal(s: Source): number {
  for (;;) {
    const u = s.uniform() * LAYERS;
    const i = u | 0;
    const x = (2 * (u - i) - 1) * normalEdges[i]; // the sign is the first bit of the place: no branch on it
    if (Math.abs(x) < normalEdges[i + 1]) return x;
    if (i === 0) return x < 0 ? -normalTail(s) : normalTail(s);
    if (between(normalHeights, i, s) < exp(-0.5 * x * x)) return x;
  }
}

/** A uniform height within a layer. */
function between(heights: Float64Array, i: number, s: Source): number {
  return heights[i] + s.uniform() * (heights[i + 1] - heights[i]);
}

/** A draw from the normal tail beyond the last layer (Marsaglia 1964). */
function normalTail(s: Source): number {
  for (;;) {
    const x = standardExponential(s) / NORMAL_TAIL;
    if (2 * standardExponential(s) > x * x) return NORMAL_TAIL + x;
  }
}
