/**
 * The result of a run as FORMAT.md states it: plain data, the same in Node and in the browser.
 * Everything counts from the end of the warm-up; times are seconds unless the name says otherwise.
 */

/** The result format's name and version. */
export const RESULT_FORMAT = 'mailwatt-result/1';
/** Version of the engine: the same scenario, seed and engine give the same digest. */
export const ENGINE_VERSION = '0.1.0';

/** What a latency histogram says [s]; every field but `count` is null while nothing was measured. Quantiles are within 1 %. */
export interface Latency {
  count: number;
  mean: number | null;
  p50: number | null;
  p90: number | null;
  p95: number | null;
  p99: number | null;
  p999: number | null;
  max: number | null;
}

/**
 * What became of one stream's mail, in messages first offered after the warm-up:
 * offered = delivered + rejected + quarantined + dropped + gaveUp + lost + inFlight.
 * `attempts`, `refused`, `abandoned` and `deferred` count tries of those messages, at any tier.
 */
export interface StreamResult {
  offered: number;
  delivered: number;
  rejected: number;
  quarantined: number;
  dropped: number;
  gaveUp: number;
  lost: number;
  inFlight: number;
  attempts: number;
  refused: number;
  abandoned: number;
  deferred: number;
  /** Connect to close as the sender sees it, for sessions that were served. */
  sessionS: Latency;
  /** Connect to the banner: time in the backlog, for sessions that were served. */
  bannerS: Latency;
  /** First attempt to mailbox or to the remote server's acceptance, for delivered messages. */
  deliveryS: Latency;
}

/** One machine's worth of a tier. */
export interface InstanceResult {
  id: string;
  /** Null where no host could take it. */
  host: string | null;
  /** Busy cores over cores, background load included. */
  utilization: number;
  /** Time averages. */
  inService: number;
  inBacklog: number;
  arrivals: number;
  /** Time during which it wanted more CPU than its host granted, in core seconds. */
  readyS: number;
  cores: number;
}

/** A tier: its instances together. */
export interface TierResult {
  utilization: number;
  busyCores: number;
  cores: number;
  /** Time averages of sessions in the tier, holding a slot, waiting in the backlog. */
  inSystem: number;
  inService: number;
  inBacklog: number;
  /** Time average and peak of messages in its spool. */
  inSpool: number;
  peakSpool: number;
  peakBacklog: number;
  arrivals: number;
  refused: number;
  abandoned: number;
  throughputPerS: number;
  /** Arrival at the tier to the end of the session there. */
  sojournS: Latency;
  readyS: number;
  /** CPU seconds on the tier's own cores by stage, and `background`. */
  cpuSByStage: Record<string, number>;
  instances: InstanceResult[];
}

/** A host over the measured time. */
export interface HostResult {
  id: string;
  pool: string;
  model: string;
  utilization: number;
  readyS: number;
  meanW: number;
  peakW: number;
  energyKWh: number;
  poweredS: number;
  /** Instances placed on it at the end. */
  instances: string[];
}

/** Energy, money and carbon of a design; money in the scenario's currency, for the measured time. */
export interface EnergyResult {
  itKWh: number;
  facilityKWh: number;
  meanW: number;
  peakW: number;
  cost: number;
  /** Cost by cause; adds up to `cost`. */
  costBy: { energy: number; servers: number; licences: number; rackSpace: number };
  carbonKg: number;
  /** IT energy per thousand delivered ham messages [Wh]; null when none was delivered. */
  whPerThousandHam: number | null;
}

/** An objective held against the run. */
export interface ObjectiveResult {
  id: string;
  metric: string;
  /** Null where the metric has no value in this run. */
  value: number | null;
  atMost?: number;
  atLeast?: number;
  met: boolean;
}

/** A broken or endangered rule. */
export interface Finding {
  rule: string;
  severity: 'high' | 'medium' | 'low' | 'info';
  where: string;
  why: string;
}

/** Mean and Student-t 95 % interval of a metric over replications. */
export interface Interval {
  mean: number;
  low: number;
  high: number;
  n: number;
}

/** Sampled columns of a run: one value per sample; null where nothing was measured in the sample. */
export interface Series {
  /** End of each sample [s from the start of the run]. */
  timeS: number[];
  columns: { metric: string; of: string; unit: string; values: (number | null)[] }[];
}

/** All that one design did. */
export interface DesignResult {
  events: number;
  streams: Record<string, StreamResult>;
  tiers: Record<string, TierResult>;
  hosts: HostResult[];
  energy: EnergyResult;
  footprint: { hosts: number; rackUnits: number };
  objectives: ObjectiveResult[];
  findings: Finding[];
  /** With replications: metric pointer to interval. */
  intervals: Record<string, Interval>;
  /** With series asked for; not part of the digest. */
  series?: Series;
}

/** The result of a scenario. */
export interface Result {
  format: typeof RESULT_FORMAT;
  scenario: string;
  seed: string;
  engine: string;
  /** SHA-256 of the canonical result without series, in hexadecimal. */
  digest: string;
  designs: Record<string, DesignResult>;
}
