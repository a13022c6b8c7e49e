import type { Sampler } from '../kernel/distributions.ts';
import { NamedStream } from '../kernel/streams.ts';
import { standardExponential } from '../kernel/ziggurat.ts';
import type { Intensity } from './intensity.ts';

/** When the sessions of a stream come: the time of the one after `t` [s], Infinity if there is none. */
export interface Arrivals {
  after(t: number): number;
}

/** Poisson arrivals of the given rate. */
export class PoissonArrivals implements Arrivals {
  private readonly rate: Intensity;
  private readonly luck: NamedStream;

  constructor(rate: Intensity, seed: string, stream: string) {
    this.rate = rate;
    this.luck = new NamedStream(seed, `${stream}/arrivals`);
  }

  after(t: number): number {
    return this.rate.after(t, standardExponential(this.luck));
  }
}

/** Independent inter-arrival times, measured on a clock that runs as fast as the intensity says. */
export class RenewalArrivals implements Arrivals {
  private readonly clock: Intensity;
  private readonly gap: Sampler;
  private readonly luck: NamedStream;

  constructor(clock: Intensity, gap: Sampler, seed: string, stream: string) {
    this.clock = clock;
    this.gap = gap;
    this.luck = new NamedStream(seed, `${stream}/arrivals`);
  }

  after(t: number): number {
    return this.clock.after(t, this.gap.sample(this.luck));
  }
}

/** The parameters of a two-state Markov-modulated Poisson process. */
export interface Bursts {
  readonly burstFactor: number;
  readonly burstMeanS: number;
  readonly quietMeanS: number;
}

/**
 * Poisson arrivals whose rate is multiplied by one of two factors, each lasting an exponential time (MMPP of two states,
 * Fischer and Meier-Hellstern 1993). The factors are such that the long-run mean rate is the given one. The state at 0 is drawn from
 * its long-run law.
 */
export class BurstyArrivals implements Arrivals {
  private readonly rate: Intensity;
  private readonly luck: NamedStream;
  private readonly switches: NamedStream;
  private readonly means: readonly [quiet: number, burst: number];
  private readonly factors: readonly [quiet: number, burst: number];
  private state: 0 | 1;
  private switchAt: number;

  constructor(rate: Intensity, bursts: Bursts, seed: string, stream: string) {
    this.rate = rate;
    this.luck = new NamedStream(seed, `${stream}/arrivals`);
    this.switches = new NamedStream(seed, `${stream}/bursts`);
    this.means = [bursts.quietMeanS, bursts.burstMeanS];
    const share = bursts.burstMeanS / (bursts.burstMeanS + bursts.quietMeanS);
    const quiet = 1 / (1 - share + share * bursts.burstFactor);
    this.factors = [quiet, quiet * bursts.burstFactor];
    this.state = this.switches.uniform() < share ? 1 : 0;
    this.switchAt = this.means[this.state] * standardExponential(this.switches);
  }

  after(t: number): number {
    let from = t;
    let left = standardExponential(this.luck);
    for (;;) {
      // While the rate is 0 only the state goes on switching; a rate of 0 for ever ends it.
      from = this.rate.after(from, 0);
      if (from === Infinity) return Infinity;
      while (this.switchAt <= from) this.switch();
      const factor = this.factors[this.state];
      const passed = factor * this.rate.between(from, this.switchAt);
      if (left < passed) return this.rate.after(from, left / factor);
      left -= passed;
      from = this.switchAt;
      this.switch();
    }
  }

  private switch(): void {
    this.state = this.state === 0 ? 1 : 0;
    this.switchAt += this.means[this.state] * standardExponential(this.switches);
  }
}
