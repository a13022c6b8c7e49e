import { Verdict } from '../columns/stages.ts';
import { Count } from '../columns/counts.ts';
import { BALANCING } from '../parts/balancing/index.ts';
import type { Balancing } from '../parts/balancing/candidates.ts';
import { Backlogs } from './backlogs.ts';
import type { Cpu } from './cpu.ts';
import type { Journeys } from './journeys/journeys.ts';
import type { Senders } from './senders.ts';
import { Spools, STAYS } from './spools.ts';
import { AfterAcceptance } from './afterAcceptance.ts';
import { Answer, Remote } from './remote.ts';
import { Stress } from './stress.ts';
import { GOLDEN, StageWork } from './stageWork.ts';
import type { World } from './world.ts';

/** Second coordinate of the fates by which random balancers choose: anew at each place of the route and for each try there. */
const BALANCE = 0x0ba1a9ce;

/** Which counter a verdict adds to. */
const FATE_OF_VERDICT = [-1, Count.rejected, Count.deferred, Count.quarantined, Count.dropped] as const;

/**
 * The way of a message: connect, wait for a slot, the stages' phases (CPU, wait, disk) and verdicts, the spool, the relay to the next
 * tier, until it is delivered or ends otherwise. It knows stations only; what their hosts are is not its business.
 */
export class Pipeline {
  private readonly world: World;
  private readonly cpu: Cpu;
  private readonly senders: Senders;
  private readonly journeys: Journeys;
  readonly backlogs: Backlogs;
  readonly spools: Spools;
  private readonly remote: Remote;
  private readonly afterwards: AfterAcceptance;
  private readonly stress: Stress;
  private readonly stageWork: StageWork;
  private readonly balancing: readonly Balancing[];
  /** Longest delivery time of mail that no server outside put off, since whoever watches set it to 0 [s]. */
  longestS = 0;

  constructor(world: World, cpu: Cpu, senders: Senders, journeys: Journeys) {
    this.world = world;
    this.cpu = cpu;
    this.senders = senders;
    this.journeys = journeys;
    this.backlogs = new Backlogs(world, journeys);
    this.spools = new Spools(world, journeys);
    this.stageWork = new StageWork(world);
    this.remote = new Remote(world, journeys);
    this.afterwards = new AfterAcceptance(world);
    this.stress = new Stress(world);
    this.balancing = world.tierDesigns.map((how) => BALANCING[how?.balancing ?? 'roundRobin']);
  }

  /** A sender connects at the first tier of its route with a chain of messages. */
  connect(pass: number, first: number, now: number): void {
    const { mail, streams, passes } = this.world;
    const stream = passes.stream[pass];
    for (let message = first; message >= 0; message = mail.next[message]) {
      mail.attempt[message]++;
      streams.count(stream, Count.attempts, mail.counted[message]);
    }
    if (!this.enter(pass, first, now)) this.turnAwayAll(first, Count.refused, now);
  }

  /** The filter service upstream removes a message before it comes here. */
  filtered(message: number, now: number): void {
    const { mail, streams } = this.world;
    streams.count(mail.stream[message], Count.filtered, mail.counted[message]);
    this.end(message, Count.rejected, now);
  }

  /** The next of a stream's turned-away messages comes again, in a session of its own. */
  retry(stream: number, now: number): void {
    this.connect(this.world.streams.firstPass[stream], this.senders.comeAgain(stream), now);
  }

  /** An instance's CPU finishes a job's work. */
  cpuDone(instance: number, now: number): void {
    this.afterCpu(this.cpu.complete(instance, now), now);
  }

  /** A job's wait at an instance is over. */
  waitDone(instance: number, now: number): void {
    const { instances, pending, subjects } = this.world;
    const waits = instances.waits[instance];
    const job = waits.pop();
    pending.schedule(subjects.first.wait + instance, waits.peekKey());
    this.afterWait(job, now);
  }

  /** A disk finishes a job's operations. */
  diskDone(disk: number, now: number): void {
    this.afterDisk(this.world.disks.complete(disk, now), now);
  }

  /** The longest waiting connection of an instance loses patience. */
  patienceOver(instance: number, now: number): void {
    const { tiers, jobs, passes } = this.world;
    const job = this.backlogs.shift(instance, now);
    const first = jobs.message[job];
    const pass = jobs.pass[job];
    tiers.abandoned[passes.tier[pass]]++;
    jobs.release(job);
    this.journeys.because('patience', instance);
    if (passes.isFirst[pass] === 1) this.turnAwayAll(first, Count.abandoned, now);
    else this.relayLater(first, now);
  }

  /** A spool tries the next of its messages again. */
  relayAgain(tier: number, now: number): void {
    const message = this.spools.due(tier, now);
    if (message >= 0) this.relay(message, now);
  }

  /** A delivery to the Internet ends: done, to be tried again, or refused for good. */
  remoteDone(tier: number, now: number): void {
    const { mail, instances } = this.world;
    const message = this.remote.ended(tier, now);
    const answer = this.remote.answer(message, tier);
    const holder = mail.spooledAt[message];
    // Whoever was passing it on has died: nobody knows how far that came.
    if (answer === Answer.deferred || instances.up[holder] === 0) {
      this.journeys.because(instances.up[holder] === 0 ? 'holderDown' : 'remote', holder);
      this.relayLater(message, now);
    } else if (answer === Answer.refused) this.end(message, Count.rejected, now);
    // What a server outside has put off is late by no fault of the design's.
    else this.deliver(message, now, mail.relayTries[message] === 0);
  }

  /** An instance died: its sessions break. Their senders see a dropped connection and may come again. */
  breakSessions(instance: number, now: number): void {
    const { instances, cpus, disks, jobs } = this.world;
    const broken: number[] = [];
    const isHere = (job: number): boolean => jobs.instance[job] === instance;
    const take = (job: number): void => void broken.push(job);
    const backlog = instances.backlog[instance];
    while (backlog.length > 0) take(this.backlogs.shift(instance, now));
    cpus.remove(instance, now, isHere, take);
    const waits = instances.waits[instance];
    while (waits.length > 0) take(waits.pop());
    this.world.pending.cancel(this.world.subjects.first.wait + instance);
    disks.remove(instances.disk[instance], now, isHere, take);
    instances.inService.set(instance, 0, now);
    for (const job of broken) {
      const first = jobs.message[job];
      const pass = jobs.pass[job];
      jobs.release(job);
      this.journeys.because('broken', instance);
      if (this.world.passes.isFirst[pass] === 1) this.turnAwayAll(first, Count.broken, now);
      else this.relayLater(first, now);
    }
  }

  /** The holder of a spool died: what it held in memory is lost; what it held on disk waits until it is back. */
  holderDown(instance: number, now: number): void {
    for (const message of this.spools.holderDown(instance, now)) this.end(message, Count.lost, now);
  }

  /** The holder of a spool is back: what waited for it moves on. */
  holderBack(instance: number, now: number): void {
    for (const message of this.spools.holderBack(instance)) this.relay(message, now);
  }

  /** An instance is not wanted any more: a sibling that works takes over its spool; where none does, it waits. */
  handOver(instance: number, now: number): void {
    for (const message of this.spools.handOver(instance)) this.relay(message, now);
  }

  /** A chain of messages comes to the tier of a pass. False when it is refused: no room, or nothing that works. */
  private enter(pass: number, first: number, now: number): boolean {
    const { passes, tiers, instances, jobs, streams, mail, candidates } = this.world;
    const tier = passes.tier[pass];
    tiers.arrivals[tier]++;
    tiers.seenArrivals[tier]++;
    const tries = passes.isFirst[pass] === 1 ? mail.attempt[first] : mail.relayTries[first];
    const draw = (BALANCE + Math.imul(passes.hop[pass], GOLDEN) + tries) | 0;
    const luck = streams.fates[mail.stream[first]].at(mail.number[first], draw);
    const instance = this.balancing[tier](candidates[tier], luck);
    const isHeldOff = this.spools.pressure.refuses[tier] === 1 && this.staysHere(pass) === 0;
    if (isHeldOff || instance < 0 || instances.up[instance] === 0) {
      tiers.refused[tier]++;
      this.journeys.because(isHeldOff ? 'backPressure' : instance < 0 ? 'noMachine' : 'machineDown', instance);
      return false;
    }
    instances.arrivals[instance]++;
    const waits = instances.inService.value[instance] >= instances.slots[instance];
    if (waits && instances.backlog[instance].length >= instances.backlogLimit[instance]) {
      tiers.refused[tier]++;
      this.journeys.because('backlogFull', instance);
      return false;
    }
    const job = jobs.take();
    jobs.instance[job] = instance;
    jobs.message[job] = first;
    jobs.pass[job] = pass;
    jobs.arrivedAt[job] = now;
    jobs.traced[job] = this.journeys.inChain(first);
    if (waits) this.backlogs.join(instance, job, now);
    else this.serve(job, now);
    return true;
  }

  /** A job gets a slot: its stages begin. */
  private serve(job: number, now: number): void {
    const { instances, jobs, passes, streams, mail } = this.world;
    const pass = jobs.pass[job];
    const instance = jobs.instance[job];
    instances.inService.add(instance, 1, now);
    if (instances.inService.value[instance] >= instances.stressShare[instance] * instances.slots[instance]) {
      this.stress.reached(instance, now);
    }
    const tarpitS = passes.isFirst[pass] === 1 ? this.spools.pressure.tarpitS[passes.tier[pass]] : 0;
    if (passes.isFirst[pass] === 1 && mail.counted[jobs.message[job]] === 1) {
      streams.bannerS[passes.stream[pass]].add(now + tarpitS - jobs.arrivedAt[job]);
    }
    jobs.row[job] = passes.sessionFrom[pass];
    jobs.inMessages[job] = passes.sessionFrom[pass] === passes.messageFrom[pass] ? 1 : 0;
    if (tarpitS === 0) return this.work(job, now);
    jobs.wait[job] = tarpitS;
    jobs.disk[job] = 0;
    jobs.verdict[job] = Verdict.pass;
    this.startWait(job, now);
    if (jobs.traced[job] === 1) this.journeys.waits(job, 'tarpit', now);
  }

  /** Goes on with the stages from the job's row, until the job must be served by something or ends. */
  private work(job: number, now: number): void {
    const { jobs, instances } = this.world;
    for (;;) {
      const demand = this.stageWork.gather(job);
      if (demand > 0) {
        if (jobs.traced[job] === 1) this.journeys.works(job, 'cpu', demand / instances.speed[jobs.instance[job]], now);
        this.cpu.start(jobs.instance[job], job, demand, now);
        return;
      }
      if (jobs.wait[job] > 0) return this.startWait(job, now);
      if (jobs.disk[job] > 0) return this.startDisk(job, now);
      if (!this.judge(job, now)) return;
    }
  }

  private afterCpu(job: number, now: number): void {
    const { jobs } = this.world;
    if (jobs.wait[job] > 0) this.startWait(job, now);
    else if (jobs.disk[job] > 0) this.startDisk(job, now);
    else if (this.judge(job, now)) this.work(job, now);
  }

  private afterWait(job: number, now: number): void {
    if (this.world.jobs.disk[job] > 0) this.startDisk(job, now);
    else if (this.judge(job, now)) this.work(job, now);
  }

  private afterDisk(job: number, now: number): void {
    if (this.judge(job, now)) this.work(job, now);
  }

  private startWait(job: number, now: number): void {
    const { jobs, instances, pending, subjects } = this.world;
    const instance = jobs.instance[job];
    const until = now + jobs.wait[job];
    const waits = instances.waits[instance];
    if (until < waits.peekKey()) pending.schedule(subjects.first.wait + instance, until);
    waits.push(until, job);
    if (jobs.traced[job] === 1) this.journeys.works(job, 'wait', jobs.wait[job], now);
  }

  private startDisk(job: number, now: number): void {
    const { jobs, instances, disks } = this.world;
    if (jobs.traced[job] === 1) this.journeys.works(job, 'disk', jobs.disk[job], now);
    disks.offer(instances.disk[jobs.instance[job]], job, jobs.disk[job], now);
  }

  /** What the gathered stages lead to. True when the job has more stages to do. */
  private judge(job: number, now: number): boolean {
    const { jobs, mail, passes } = this.world;
    const pass = jobs.pass[job];
    const verdict = jobs.verdict[job];
    if (verdict === Verdict.defer) this.journeys.because('deferred', jobs.instance[job], jobs.row[job] - 1);
    if (jobs.inMessages[job] === 0) {
      if (verdict !== Verdict.pass) {
        for (let message = jobs.message[job]; message >= 0;) {
          const next = mail.next[message];
          this.endByVerdict(pass, message, verdict, now);
          message = next;
        }
        jobs.message[job] = -1;
        this.close(job, now);
        return false;
      }
      if (jobs.row[job] < passes.messageFrom[pass]) return true;
      jobs.inMessages[job] = 1;
      return true;
    }
    if (verdict === Verdict.pass && jobs.row[job] < passes.end[pass]) return true;
    const message = jobs.message[job];
    jobs.message[job] = mail.next[message];
    mail.next[message] = -1;
    if (verdict === Verdict.pass) this.accept(pass, message, jobs.instance[job], now);
    else this.endByVerdict(pass, message, verdict, now);
    if (jobs.message[job] < 0) {
      this.close(job, now);
      return false;
    }
    jobs.row[job] = passes.messageFrom[pass];
    return true;
  }

  /** The session is over: its slot goes to the next in the backlog. */
  private close(job: number, now: number): void {
    const { jobs, instances, tiers, passes, streams, scenario } = this.world;
    const instance = jobs.instance[job];
    const pass = jobs.pass[job];
    const tier = passes.tier[pass];
    const arrivedAt = jobs.arrivedAt[job];
    tiers.completed[tier]++;
    if (arrivedAt >= scenario.run.warmupS) {
      tiers.sojournS[tier].add(now - arrivedAt);
      if (passes.isFirst[pass] === 1) streams.sessionS[passes.stream[pass]].add(now - arrivedAt);
    }
    jobs.release(job);
    instances.inService.add(instance, -1, now);
    this.letIn(instance, now);
  }

  /** Lets waiting connections in while there are slots. Jobs without work close at once: a flag keeps them from nesting. */
  letIn(instance: number, now: number): void {
    const { instances } = this.world;
    const backlog = instances.backlog[instance];
    if (backlog.length === 0 || instances.lettingIn[instance] === 1) return;
    instances.lettingIn[instance] = 1;
    while (backlog.length > 0 && instances.inService.value[instance] < instances.slots[instance]) {
      this.serve(this.backlogs.shift(instance, now), now);
    }
    instances.lettingIn[instance] = 0;
  }

  /** The tier accepts a message: delivered where its route ends, else into the spool and on to the next tier. */
  private accept(pass: number, message: number, holder: number, now: number): void {
    const tier = this.world.passes.tier[pass];
    const hasMore = this.afterwards.has[pass] === 1;
    if (this.staysHere(pass) === 1 && !hasMore) {
      this.deliver(message, now);
      return;
    }
    if (this.spools.isFull(tier)) {
      this.journeys.because('spoolFull', holder);
      this.defer(pass, message, now);
      return;
    }
    this.spools.take(message, tier, holder, now);
    const holdS = hasMore ? this.afterwards.holdS(pass, message) : 0;
    if (holdS === 0) return this.relay(message, now);
    this.spools.hold(message, holdS, now);
    if (this.world.mail.traced[message] >= 0) this.journeys.held(message, pass, holder, now);
  }

  /** 1 where acceptance is delivery, 0 where mail goes on to another tier or to the Internet. */
  private staysHere(pass: number): number {
    return this.world.passes.isLast[pass] - this.remote.goesOn[pass];
  }

  private deliver(message: number, now: number, byOwnDoing = true): void {
    const { mail, streams } = this.world;
    const stream = mail.stream[message];
    const took = now - mail.firstAt[message];
    streams.sampleDeliveryS[stream].add(took);
    if (byOwnDoing && took > this.longestS) this.longestS = took;
    if (mail.counted[message] === 1) streams.deliveryS[stream].add(took);
    this.end(message, Count.delivered, now);
  }

  private endByVerdict(pass: number, message: number, verdict: number, now: number): void {
    if (verdict === Verdict.defer) this.defer(pass, message, now);
    else this.end(message, FATE_OF_VERDICT[verdict], now);
  }

  /** A message gets a temporary refusal (4xx): its sender, or the spool before this tier, may try again. */
  private defer(pass: number, message: number, now: number): void {
    if (this.world.passes.isFirst[pass] === 1) this.turnAway(message, Count.deferred, now);
    else this.relayLater(message, now);
  }

  private turnAwayAll(first: number, counter: number, now: number): void {
    const { mail } = this.world;
    for (let message = first; message >= 0;) {
      const next = mail.next[message];
      this.turnAway(message, counter, now);
      message = next;
    }
  }

  private turnAway(message: number, counter: number, now: number): void {
    const { mail, streams } = this.world;
    mail.next[message] = -1;
    streams.count(mail.stream[message], counter, mail.counted[message]);
    this.journeys.putOff(message, 'retry', now);
    if (!this.senders.turnedAway(message, now)) this.end(message, Count.gaveUp, now);
  }

  /** A spool sends a message on to the next place of its route, once what is done after acceptance lets it. */
  private relay(message: number, now: number): void {
    const { mail, streams, passes } = this.world;
    const pass = streams.firstPass[mail.stream[message]] + mail.hop[message];
    const from = pass - 1;
    if (this.afterwards.has[from] === 1 && mail.relayTries[message] === 0) {
      const verdict = this.afterwards.verdict(from, message);
      if (verdict === Verdict.defer) {
        this.journeys.because('deferred', mail.spooledAt[message], passes.afterEnd[from] - 1);
        return this.relayLater(message, now);
      }
      if (verdict !== Verdict.pass) return this.end(message, FATE_OF_VERDICT[verdict], now);
    }
    if (this.remote.goesOn[from] === 1) this.remote.send(message, passes.tier[from], now);
    else if (passes.isLast[from] === 1) this.deliver(message, now);
    else if (!this.enter(pass, message, now)) this.relayLater(message, now);
  }

  /** The next tier did not take a message: it waits in its spool for another try, or ends there. */
  private relayLater(message: number, now: number): void {
    this.journeys.putOff(message, 'spool', now);
    const fate = this.spools.retryLater(message, now);
    if (fate !== STAYS) this.end(message, fate, now);
  }

  /** A message ends: it leaves its spool and the ledger gets its fate. */
  private end(message: number, fate: number, now: number): void {
    const { mail, streams } = this.world;
    this.spools.leave(message, now);
    streams.count(mail.stream[message], fate, mail.counted[message]);
    this.journeys.ended(message, fate, now);
    mail.release(message);
  }
}
