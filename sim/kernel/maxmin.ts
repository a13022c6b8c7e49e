let lowest = new Float64Array(64);
let highest = new Float64Array(64);
let frozen = new Uint8Array(64);

function reserve(n: number): void {
  if (n <= lowest.length) return;
  lowest = new Float64Array(2 * n);
  highest = new Float64Array(2 * n);
  frozen = new Uint8Array(2 * n);
}

/**
 * Weighted max-min fair division of a capacity among n demands, exact:
 * out[i] = clamp(λ·weight[i], min(floor[i], most), most) with most = min(demand[i], ceiling[i]),
 * and λ such that Σ out = min(capacity, Σ most).
 *
 * Any one unit for capacity, demand, floor, ceiling and out, all ≥ 0; weights > 0 (only their ratios matter).
 * Floors that together exceed the capacity are scaled down in proportion. `out` must not be one of the inputs.
 * All at once is tried; whoever then lies outside their bounds on the side that weighs more is fixed there and the rest
 * is tried again, at most n times.
 */
export function divide(
  capacity: number,
  n: number,
  demand: Float64Array,
  weight: Float64Array,
  floor: Float64Array,
  ceiling: Float64Array,
  out: Float64Array,
): void {
  reserve(n);
  let atLeast = 0;
  let atMost = 0;
  for (let i = 0; i < n; i++) {
    const most = demand[i] < ceiling[i] ? demand[i] : ceiling[i];
    const least = floor[i] < most ? floor[i] : most;
    highest[i] = most;
    lowest[i] = least;
    atMost += most;
    atLeast += least;
    out[i] = most;
    frozen[i] = 0;
  }
  if (atMost <= capacity) return;
  if (atLeast >= capacity) {
    const scale = atLeast > 0 ? capacity / atLeast : 0;
    for (let i = 0; i < n; i++) out[i] = lowest[i] * scale;
    return;
  }
  for (let pass = 0; pass < n; pass++) {
    let left = capacity;
    let weights = 0;
    for (let i = 0; i < n; i++) {
      if (frozen[i]) left -= out[i];
      else weights += weight[i];
    }
    if (weights === 0) return;
    const share = left / weights;
    let missing = 0;
    let surplus = 0;
    for (let i = 0; i < n; i++) {
      if (frozen[i]) continue;
      const granted = share * weight[i];
      if (granted < lowest[i]) {
        missing += lowest[i] - granted;
        out[i] = lowest[i];
      } else if (granted > highest[i]) {
        surplus += granted - highest[i];
        out[i] = highest[i];
      } else out[i] = granted;
    }
    if (missing === surplus) return;
    for (let i = 0; i < n; i++) {
      if (frozen[i]) continue;
      const granted = share * weight[i];
      if (missing > surplus ? granted < lowest[i] : granted > highest[i]) frozen[i] = 1;
    }
  }
}
