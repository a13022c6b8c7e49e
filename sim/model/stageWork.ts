import { Verdict } from '../columns/stages.ts';
import { Greylist } from './greylist.ts';
import type { World } from './world.ts';

/** Spreads attempts and places over the second coordinate of a fate (golden ratio, Knuth 1973). */
export const GOLDEN = 0x9e3779b1;

/** A random word as a number from 0 to 1: fine enough for a verdict, and the first block of a fate holds two of them and a demand. */
const TO_UNIT = 1 / 0x100000000;

/** What the stages ask of a job: CPU work, waits, disk operations, and their verdict. */
export class StageWork {
  private readonly world: World;
  private readonly greylist: Greylist;

  constructor(world: World) {
    this.world = world;
    this.greylist = new Greylist(world);
  }

  /**
   * Takes the stages from the job's row up to the first that waits, uses the disk or ends the message, or to the end of the section:
   * their CPU work is served as one demand [reference-core seconds], which is returned; what comes after it is noted in the job.
   * Everything is drawn from the fate of (message, stage, attempt), so that it is the same in every design.
   */
  gather(job: number): number {
    const { jobs, mail, streams, stages, passes, instances, cpuS, pending } = this.world;
    const pass = jobs.pass[job];
    const message = jobs.message[job];
    const end = jobs.inMessages[job] === 1 ? passes.end[pass] : passes.messageFrom[pass];
    const fates = streams.fates[passes.stream[pass]];
    const number = mail.number[message];
    // Inner tiers count their own tries: how often the sender had to come, which differs by design, must not change their luck.
    const tries = passes.isFirst[pass] === 1 ? mail.attempt[message] : mail.relayTries[message];
    const attempt = Math.imul(tries, GOLDEN);
    const sizeKB = mail.sizeKB[message];
    const instance = jobs.instance[job];
    const secondsPerMs = 1 / (1000 * instances.speed[instance]);
    let row = jobs.row[job];
    let ms = 0;
    let wait = 0;
    let disk = 0;
    let verdict: number = Verdict.pass;
    while (row < end) {
      const luck = fates.at(number, (stages.key[row] + attempt) | 0);
      const u = luck.word() * TO_UNIT;
      const applies = luck.word() * TO_UNIT < stages.share[row];
      const stage = row++;
      if (!applies) continue;
      const scannedKB = sizeKB < stages.cpuMaxKB[stage] ? sizeKB : stages.cpuMaxKB[stage];
      const stageMs =
        stages.cpuMs[stage].sample(luck) +
        stages.cpuMsPerKB[stage] * scannedKB +
        stages.cpuMsPerRecipient[stage] * mail.recipients[message];
      const demandMs = stageMs * stages.cpuFactor[stage];
      ms += demandMs;
      cpuS[stages.account[stage]] += demandMs * secondsPerMs;
      if (stages.waits[stage] === 1) {
        wait = (stages.waitMs[stage].sample(luck) * stages.waitFactor[stage]) / 1000;
        const most = stages.stressWaitS[stage];
        if (wait > most && instances.stressUntil[instance] >= pending.now) wait = most;
      }
      disk = stages.diskOps[stage];
      if (u < stages.ends[stage]) {
        if (u < stages.rejects[stage]) verdict = Verdict.reject;
        else if (u < stages.defers[stage]) verdict = Verdict.defer;
        else if (u < stages.quarantines[stage]) verdict = Verdict.quarantine;
        else verdict = Verdict.drop;
      } else if (stages.greyDelayS[stage] > 0 && this.greylist.defers(stage, message, pending.now)) {
        verdict = Verdict.defer;
      }
      if (wait > 0 || disk > 0 || verdict !== Verdict.pass) break;
    }
    jobs.row[job] = row;
    jobs.wait[job] = wait;
    jobs.disk[job] = disk * instances.diskS[instance];
    jobs.verdict[job] = verdict;
    return ms / 1000;
  }
}
