/** Formulas of queueing theory, in the notation of Kleinrock 1975 unless said otherwise: a = λ E[S] is the offered load [erlang]. */

/** Share of arrivals that find all of c servers busy and leave (Erlang's loss formula). */
export function erlangB(c: number, a: number): number {
  let b = 1;
  for (let k = 1; k <= c; k++) b = (a * b) / (k + a * b);
  return b;
}

/** Probability that an arrival has to wait in M/M/c. */
export function erlangC(c: number, a: number): number {
  const b = erlangB(c, a);
  return b / (1 - (a / c) * (1 - b));
}

/** Mean number in M/M/c. */
export function numberInMMc(c: number, a: number): number {
  return a + (erlangC(c, a) * a) / (c - a);
}

/** Long-run shares of the states of a birth and death process of constant birth rate, from 0 to `last`. */
export function birthDeath(birth: number, death: (n: number) => number, last: number): number[] {
  const weights = [1];
  for (let n = 1; n <= last; n++) weights.push(((weights[n - 1] ?? 0) * birth) / death(n));
  const sum = weights.reduce((total, w) => total + w, 0);
  return weights.map((w) => w / sum);
}

/** Mean wait in M/G/1 in order of arrival (Pollaczek 1930, Khinchine 1932); the service has that mean and that coefficient of variation. */
export function pollaczekKhinchine(rate: number, mean: number, cv: number): number {
  return (rate * mean * mean * (1 + cv * cv)) / (2 * (1 - rate * mean));
}

/** Mean wait in M/D/c with service time `d` (Crommelin 1932). */
export function crommelin(c: number, rate: number, d: number): number {
  const rho = (rate * d) / c;
  let sum = 0;
  for (let i = 1; i < 10_000; i++) {
    const m = i * rho * c;
    // Poisson terms from i c on, of mean m: logarithms, since the first are tiny.
    let logTerm = -m + i * c * Math.log(m);
    for (let k = 2; k <= i * c; k++) logTerm -= Math.log(k);
    let term = Math.exp(logTerm);
    let from = 0;
    let after = 0;
    for (let j = i * c; j < i * c + 500; j++) {
      from += term;
      if (j > i * c) after += term;
      term *= m / (j + 1);
    }
    const part = from - after / rho;
    sum += part;
    if (part < 1e-12) break;
  }
  return sum * d;
}

/**
 * The root σ < 1 of σ = A*(μ (1 − σ)) for G/M/1, given A*, the Laplace transform of the time between arrivals:
 * σ is the probability to wait, and the sojourn is exponential of mean 1 / (μ (1 − σ)).
 */
export function rootOfGM1(transform: (s: number) => number, mu: number): number {
  let sigma = 0.5;
  for (let i = 0; i < 5000; i++) sigma = transform(mu * (1 - sigma));
  return sigma;
}

/** What becomes of customers who leave after waiting for exactly `patience` (M/M/c+D: Baccelli and Hebuterne 1981). */
export interface Impatient {
  /** Share of those who leave. */
  readonly abandoned: number;
  /** Mean time in the line, of those who leave too. */
  readonly meanWait: number;
}

/** M/M/c with constant patience: the offered wait has density λ p_{c−1} e^{−(cμ−λ)x} up to it, and falls by e^{−cμx} from there on. */
export function baccelliHebuterne(c: number, rate: number, mu: number, patience: number): Impatient {
  const a = rate / mu;
  const drift = c * mu - rate;
  const weights = [1];
  for (let n = 1; n < c; n++) weights.push(((weights[n - 1] ?? 0) * a) / n);
  const last = weights[c - 1] ?? 0;
  const below = drift === 0 ? patience : (1 - Math.exp(-drift * patience)) / drift;
  const above = Math.exp(-drift * patience) / (c * mu);
  const sum = weights.reduce((total, w) => total + w, 0) + rate * last * (below + above);
  const density = (rate * last) / sum;
  // ∫ x e^{−drift x} over 0 … patience.
  const moment = drift === 0 ? patience ** 2 / 2 : (below - patience * Math.exp(-drift * patience)) / drift;
  return { abandoned: density * above, meanWait: density * (moment + patience * above) };
}

/** A line that is taken turns at by n others sees Erlang arrivals: the transform of the sum of n exponentials of together that mean. */
export function erlangTransform(k: number, mean: number): (s: number) => number {
  return (s) => (1 + (s * mean) / k) ** -k;
}
