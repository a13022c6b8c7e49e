import { JourneyRecords, PHASES, REASONS, UNDER_WAY } from '../../columns/journeys.ts';
import type { Phase, Reason } from '../../columns/journeys.ts';
import { Outcomes } from '../../columns/outcomes.ts';
import { Count } from '../../columns/counts.ts';
import { Traces } from '../../columns/traces.ts';
import type { World } from '../world.ts';
import { Choice, hashOf } from './choice.ts';
import { recordOf } from './record.ts';
import { Slowest } from './slowest.ts';
import { Troubled } from './troubled.ts';

const codes = <T extends string>(names: readonly T[]): Readonly<Record<T, number>> =>
  Object.fromEntries(names.map((name, code) => [name, code])) as Record<T, number>;
const PHASE = codes(PHASES);
const REASON = codes(REASONS);

/** Which messages are followed: none, a sample and those in trouble, or one alone. */
export type Following = boolean | { readonly stream: number; readonly number: number };

/**
 * Follows some messages step by step, so that one can say later why they were late: a fair sample that is the same in every design, and, from
 * their first trouble on, messages that were put off. It only reads: a run is the same with and without it. The mail path calls it where
 * something begins for a message, guarded by `Mail.traced` and `Jobs.traced`; switched off it chooses no message and so is never called there.
 */
export class Journeys {
  readonly records = new JourneyRecords();
  readonly outcomes: Outcomes;
  /** Messages chosen for the sample, and traced because of trouble. */
  sampled = 0;
  troubled = 0;
  private readonly on: boolean;
  private readonly only: { readonly stream: number; readonly number: number } | null;
  private readonly world: World;
  private readonly traces = new Traces();
  private readonly choice: Choice;
  private readonly trouble: Troubled;
  private readonly slowest: Slowest;
  /** Why the next message is put off, and by which instance: the mail path says it before. */
  private reason: number = REASON.none;
  private by = -1;
  private stage = -1;

  constructor(world: World, following: Following) {
    const { streams, scenario, mail } = world;
    const n = streams.ids.length;
    const windows = Math.ceil(scenario.run.durationS / scenario.run.sampleS);
    this.world = world;
    this.on = following !== false;
    this.only = typeof following === 'object' ? following : null;
    this.outcomes = new Outcomes(n);
    this.choice = new Choice(n, windows);
    this.slowest = new Slowest(n, windows, this.records);
    this.trouble = new Troubled(
      n,
      this.traces,
      (message) => mail.stream[message],
      (row) => this.forget(row),
    );
  }

  /** A message is made: its sender tries for the first time. */
  offered(message: number, now: number): void {
    if (!this.on) return;
    const { mail } = this.world;
    if (!this.isChosen(mail.stream[message], mail.number[message])) return;
    this.sampled++;
    mail.traced[message] = this.traces.open(message, hashOf(mail.number[message]), 1);
    this.step(message, PHASE.earlier, -1, -1, now);
  }

  /** A traced message goes to the filter service upstream. */
  filter(message: number, now: number): void {
    this.step(message, PHASE.filter, -1, -1, now);
  }

  /** 1 when one of a chain of messages is traced. */
  inChain(first: number): 0 | 1 {
    if (!this.on) return 0;
    const { mail } = this.world;
    for (let message = first; message >= 0; message = mail.next[message]) if (mail.traced[message] >= 0) return 1;
    return 0;
  }

  /** A job waits for a slot, or is greeted slowly: all its messages do. */
  waits(job: number, phase: Extract<Phase, 'backlog' | 'tarpit'>, now: number): void {
    const { jobs, mail, passes } = this.world;
    const tier = passes.tier[jobs.pass[job]];
    for (let message = jobs.message[job]; message >= 0; message = mail.next[message]) {
      this.step(message, PHASE[phase], tier, jobs.instance[job], now);
    }
  }

  /** A phase of a job's stages begins; alone it would take `ownS`. In the stages of one message, the others of the session wait for their turn. */
  works(job: number, phase: Extract<Phase, 'cpu' | 'wait' | 'disk'>, ownS: number, now: number): void {
    const { jobs, mail, passes } = this.world;
    const tier = passes.tier[jobs.pass[job]];
    const instance = jobs.instance[job];
    const first = jobs.message[job];
    const stage = jobs.row[job] - 1;
    this.step(first, PHASE[phase], tier, instance, now, stage, ownS);
    for (let message = mail.next[first]; message >= 0; message = mail.next[message]) {
      if (jobs.inMessages[job] === 0) this.step(message, PHASE[phase], tier, instance, now, stage, ownS);
      else this.takesTurn(message, tier, instance, now);
    }
  }

  /** Says why the messages that are put off next are. */
  because(reason: Reason, instance = -1, stage = -1): void {
    this.reason = REASON[reason];
    this.by = instance;
    this.stage = stage;
  }

  /** A message is put off: it waits at its sender, or in its spool, for another try. From now on it is traced, if there is room. */
  putOff(message: number, phase: Extract<Phase, 'retry' | 'spool'>, now: number): void {
    if (!this.on) return;
    const { mail, passes, streams, instances } = this.world;
    if (mail.traced[message] < 0 && !this.startLate(message)) return;
    const hop = passes.tier[streams.firstPass[mail.stream[message]] + mail.hop[message]];
    const tier = this.by >= 0 ? instances.tier[this.by] : hop;
    const resends = phase === 'retry' && mail.viaFilter[message] === 1;
    this.step(message, resends ? PHASE.resend : PHASE[phase], tier, this.by, now, this.stage, 0, this.reason);
  }

  /** A message in a spool cannot go on while its holder is down. */
  stranded(message: number, now: number): void {
    if (!this.on) return;
    const { mail, instances } = this.world;
    if (mail.traced[message] < 0 && !this.startLate(message)) return;
    const holder = mail.spooledAt[message];
    this.step(message, PHASE.stranded, instances.tier[holder], holder, now);
  }

  /** A traced message is kept in the spool of a holder until the stages after acceptance have looked at it. */
  held(message: number, pass: number, holder: number, now: number): void {
    const { passes } = this.world;
    this.step(message, PHASE.hold, passes.tier[pass], holder, now, passes.afterEnd[pass] - 1);
  }

  /** A traced message waits for a delivery agent of a tier, or a remote server takes it. */
  remote(message: number, phase: Extract<Phase, 'agent' | 'remote'>, tier: number, now: number): void {
    this.step(message, PHASE[phase], tier, this.world.mail.spooledAt[message], now);
  }

  /** A message ends. */
  ended(message: number, fate: number, now: number): void {
    if (!this.on) return;
    const { mail } = this.world;
    const stream = mail.stream[message];
    const took = now - mail.firstAt[message];
    this.outcomes.set(stream, mail.number[message], fate === Count.delivered ? took : -fate);
    if (mail.traced[message] >= 0) this.keep(mail.traced[message], fate, now);
  }

  /** A window of the charts ends. */
  windowEnds(): void {
    if (!this.on) return;
    this.choice.windowEnds();
    this.slowest.windowEnds(false);
  }

  /** The run ends: what is under way is recorded as far as it came. */
  finish(now: number): void {
    for (let row = 0; row < this.traces.extent; row++) {
      if (this.traces.message[row] >= 0) this.keep(row, UNDER_WAY, now);
    }
    this.slowest.windowEnds(true);
  }

  /** Records a journey that has come to its end, if it is one of those that are kept. */
  private keep(row: number, fate: number, now: number): void {
    const { traces } = this;
    const { mail, interruptions } = this.world;
    const message = traces.message[row];
    const make = (): Float64Array => recordOf(traces, row, mail, interruptions, fate, now);
    if (traces.sampled[row] === 1) this.records.add(make());
    else this.slowest.offer(mail.stream[message], fate === Count.delivered, now - mail.firstAt[message], make);
    this.forget(row);
  }

  /** A message that was not traced is, from now on. False: there is no room for it. */
  private startLate(message: number): boolean {
    if (this.only !== null) return false;
    const { mail } = this.world;
    const stream = mail.stream[message];
    const hash = hashOf(mail.number[message]);
    if (!this.trouble.admits(stream, hash)) return false;
    this.troubled++;
    this.trouble.count(stream, 1);
    mail.traced[message] = this.traces.open(message, hash, 0);
    this.step(message, PHASE.earlier, -1, -1, mail.firstAt[message]);
    return true;
  }

  private isChosen(stream: number, number: number): boolean {
    const { only } = this;
    return only === null ? this.choice.picks(stream, number) : stream === only.stream && number === only.number;
  }

  private takesTurn(message: number, tier: number, instance: number, now: number): void {
    const row = this.world.mail.traced[message];
    if (row >= 0 && this.traces.phase[this.traces.last[row]] !== PHASE.turn)
      this.step(message, PHASE.turn, tier, instance, now);
  }

  /** Writes what a message does from now on; nothing for one that is not traced. */
  private step(
    message: number,
    phase: number,
    tier: number,
    instance: number,
    now: number,
    stage = -1,
    ownS = 0,
    reason: number = REASON.none,
  ): void {
    const { traces } = this;
    const row = this.world.mail.traced[message];
    if (row < 0) return;
    const step = traces.add(row, now);
    if (step < 0) {
      this.forget(row);
      return;
    }
    traces.phase[step] = phase;
    traces.tier[step] = tier;
    traces.instance[step] = instance;
    traces.stage[step] = stage;
    traces.ownS[step] = ownS;
    traces.reason[step] = reason;
  }

  /** Ends a trace; its message goes on without. */
  private forget(row: number): void {
    const { mail } = this.world;
    const message = this.traces.message[row];
    if (this.traces.sampled[row] === 0) this.trouble.count(mail.stream[message], -1);
    mail.traced[message] = -1;
    this.traces.close(row);
  }
}
