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
 * `attempts`, `refused`, `abandoned`, `deferred` and `broken` count the tries of their senders, message by message;
 * what became of relays from tier to tier stands in the tiers.
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
  /** Tries whose session broke when its machine died. */
  broken: number;
  /** Tries that were turned away (refused, abandoned, deferred, broken) over all; 0 where there were none. */
  turnedAwayShare: number;
  /** Messages that the filter service upstream removed; they are among the rejected. */
  filtered: number;
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
  /** The host that it is on at the end; null for none. */
  host: string | null;
  /** Time during which it worked [s]. */
  workedS: number;
  /** Busy cores over cores while it worked, background load included. */
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
  /** Time averages: cores busy, and cores of instances that work. */
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
  /** Time without a working instance, and with fewer than the design wants [s]; share of time with at least one. */
  downS: number;
  degradedS: number;
  availability: number;
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

/** Why energy was drawn. `reserve`: empty hosts that are on; `equipment`: storage and other shared equipment; `cooling`: PUE. */
export type EnergyCause = 'idle' | 'dynamic' | 'migration' | 'boot' | 'standby' | 'reserve' | 'equipment' | 'cooling';

/** Energy, money and carbon of a design; money in the scenario's currency, for the measured time. */
export interface EnergyResult {
  itKWh: number;
  facilityKWh: number;
  meanW: number;
  peakW: number;
  cost: number;
  /** Cost by cause; adds up to `cost`. */
  costBy: { energy: number; servers: number; licences: number; rackSpace: number; saas: number };
  carbonKg: number;
  /** IT energy per thousand delivered ham messages [Wh]; null when none was delivered. */
  whPerThousandHam: number | null;
  /** Facility energy by cause [kWh]; adds up to `facilityKWh`. */
  ledgerKWh: Record<EnergyCause, number>;
}

/** A migration and what it cost the mail. */
export interface MigrationResult {
  atS: number;
  vm: string;
  from: string;
  to: string;
  reason: string;
  /** From the beginning to the end, waiting for its turn not included. */
  totalS: number;
  downtimeMs: number;
  rounds: number;
  sentGB: number;
  /** done, or what ended it. */
  outcome: string;
  /** Why pre-copy stopped copying: converged, rounds, traffic; empty otherwise. */
  stoppedBecause: string;
  /** Sessions that stood still for the downtime, and those that broke. */
  sessionsPaused: number;
  sessionsBroken: number;
}

/** What an incident did; times are seconds from its beginning, null for what did not happen in the run. */
export interface IncidentResult {
  id: string;
  kind: string;
  atS: number;
  detectedS: number | null;
  /** All that it took down works again and the incident itself is over. */
  restoredS: number | null;
  /** Queues are back to what they were before. */
  drainedS: number | null;
  deferred: number;
  lost: number;
  /** Longest delivery time meanwhile, of mail that no server outside put off. */
  longestDelayS: number;
  /** IT energy from its beginning until queues were back. */
  energyKWh: number;
}

/** What a pool's admission control reckoned before anything happened, beside what the run showed. */
export interface AdmissionResult {
  pool: string;
  policy: string;
  /** Host failures that it reckons the pool survives, and how many it is to survive. */
  tolerates: number;
  wanted: number;
  ok: boolean;
  reckoning: string;
  /** Host deaths in the run, and machines that found no room then (for a time or for good). */
  hostDeaths: number;
  withoutRoom: number;
}

/** An entry of the journal: what the control plane did. */
export interface JournalResult {
  atS: number;
  what: string;
  to: string;
  note: string;
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
  /** Where the rule comes from. */
  source: string;
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
  /** Share of time in which every tier of a direction's route had a working instance. */
  availability: Record<string, number>;
  migrations: MigrationResult[];
  incidents: IncidentResult[];
  admission: AdmissionResult[];
  journal: JournalResult[];
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
