import type { Hosts } from '../columns/hosts.ts';
import type { Instances } from '../columns/instances.ts';
import type { Interruptions } from '../columns/interruptions.ts';
import type { Journal } from '../columns/journal.ts';
import type { Jobs } from '../columns/jobs.ts';
import type { Mail } from '../columns/mail.ts';
import type { Migration } from '../columns/migrations.ts';
import type { Passes, StageTable } from '../columns/stages.ts';
import type { Streams } from '../columns/streams.ts';
import type { Tiers } from '../columns/tiers.ts';
import type { PendingSet } from '../kernel/pendingSet.ts';
import type { Stations } from '../kernel/stations.ts';
import type { Guest } from '../parts/placement/places.ts';
import type { Candidates } from '../parts/balancing/candidates.ts';
import type { ServerModel } from '../parts/catalog/catalog.ts';
import type { Design, DesignTier, Pool } from '../scenario/schema/design.ts';
import type { Stream } from '../scenario/schema/mail.ts';
import type { Scenario } from '../scenario/schema/scenario.ts';
import type { Tier } from '../scenario/schema/tier.ts';
import type { Subjects } from './subjects.ts';

/** A host of the design: what never changes in a run. */
export interface HostSpec {
  readonly id: string;
  readonly pool: string;
  /** Its number in its pool. */
  readonly number: number;
  readonly rack: number;
  readonly model: ServerModel;
  readonly spec: Pool;
  readonly memoryGB: number;
}

/** Where the CPU work of a stage is booked. */
export interface Account {
  readonly tier: number;
  readonly stage: string;
}

/** All that is known of one design in a run: what was asked for, and the columns that the model writes. */
export interface World {
  readonly scenario: Scenario;
  /** The scenario as incidents have changed it so far: a copy where one of them changes numbers. */
  readonly changing: Scenario;
  readonly designId: string;
  readonly design: Design;
  readonly seed: string;

  readonly pending: PendingSet;
  readonly subjects: Subjects;

  readonly mail: Mail;
  readonly jobs: Jobs;
  readonly streams: Streams;
  /** What the scenario says of streams and tiers; incidents may change it. */
  readonly streamSpecs: Stream[];
  readonly stages: StageTable;
  readonly passes: Passes;

  readonly tiers: Tiers;
  readonly tierSpecs: Tier[];
  /** How the design runs each tier; undefined for a tier that no route of it needs. */
  readonly tierDesigns: readonly (DesignTier | undefined)[];
  readonly candidates: readonly Candidates[];

  readonly instances: Instances;
  /** The CPU station of each instance. */
  readonly cpus: Stations;
  /** The disk stations: one per host, or one per pool with shared storage. */
  readonly disks: Stations;
  readonly diskNames: readonly string[];

  readonly hosts: Hosts;
  readonly hostSpecs: readonly HostSpec[];

  readonly accounts: readonly Account[];
  /** Seconds on the tiers' own cores, by account. */
  readonly cpuS: Float64Array;
  /** How placement sees each instance. */
  readonly guests: readonly Guest[];
  /** The disk station of each host. */
  readonly diskOfHost: readonly number[];
  readonly journal: Journal;
  readonly migrations: Migration[];
  readonly interruptions: Interruptions;
  /** Hosts on which machines of different zones have been together, with the zones. */
  readonly mixedZones: Map<number, Set<string>>;
}
