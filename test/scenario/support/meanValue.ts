import { compileDistribution, type DistributionSpec } from '../../../sim/kernel/distributions.ts';
import { lawOf } from '../../../sim/kernel/laws.ts';
import { partialMoment } from '../../../sim/kernel/moments.ts';
import { multiplierAt, shapeOfRun } from '../../../sim/parts/profiles.ts';
import { sessionsPerS } from '../../../sim/scenario/estimate.ts';
import { routesOf } from '../../../sim/scenario/routes.ts';
import type { Scenario } from '../../../sim/scenario/schema/scenario.ts';
import type { Stage } from '../../../sim/scenario/schema/tier.ts';

/** The mean of a distribution. */
export const meanOf = (spec: DistributionSpec): number => compileDistribution(spec).mean;

/** The mean of the smaller of a value and a cap. */
export function meanUpTo(spec: DistributionSpec, cap: number): number {
  const law = lawOf(spec);
  return partialMoment(law, 1, cap) + cap * (1 - partialMoment(law, 0, cap));
}

/**
 * Reference cores that each tier's messages and background keep busy on average at a time of the run, by mean-value arithmetic:
 * rates × shares that get so far × mean demands. No queues, no retries.
 */
export function expectedCores(scenario: Scenario, atS: number): Record<string, number> {
  const cores: Record<string, number> = {};
  const { startsAt } = scenario.run;
  for (const [id, { background }] of Object.entries(scenario.tiers)) {
    const thousands = scenario.mailboxes / 1000;
    cores[id] = background
      ? background.coresPerThousandMailboxes * thousands * multiplierAt(shapeOfRun(background.profile, startsAt), atS)
      : 0;
  }
  for (const stream of Object.values(scenario.streams)) {
    const route = routesOf(scenario)[stream.direction] ?? [];
    const messages = meanOf(stream.messagesPerSession);
    let sessions = sessionsPerS(stream, scenario.mailboxes) * multiplierAt(shapeOfRun(stream.profile, startsAt), atS);
    let carried = sessions * messages;
    route.forEach((tier, hop) => {
      const isHere = { first: hop === 0, middle: hop > 0 && hop < route.length - 1, last: hop === route.length - 1 };
      const here = scenario.tiers[tier]!.stages.filter(
        (stage) =>
          stage.classes.includes(stream.class) &&
          stage.directions.includes(stream.direction) &&
          stage.hops.some((place) => isHere[place]),
      );
      const pass = (per: Stage['per'], rate: number): number => {
        let left = rate;
        for (const stage of here.filter((stage) => stage.per === per)) {
          const scannedKB =
            stage.cpuMaxKB === undefined ? meanOf(stream.sizeKB) : meanUpTo(stream.sizeKB, stage.cpuMaxKB);
          const ms =
            meanOf(stage.cpuMs) + stage.cpuMsPerKB * scannedKB + stage.cpuMsPerRecipient * meanOf(stream.recipients);
          cores[tier]! += (left * stage.share * ms) / 1000;
          const { reject = 0, defer = 0, quarantine = 0, drop = 0 } = stage.verdicts[stream.class] ?? {};
          left *= 1 - stage.share * (reject + defer + quarantine + drop);
        }
        return left;
      };
      const opened = pass('session', sessions);
      carried = pass('message', sessions > 0 ? (carried * opened) / sessions : 0);
      sessions = carried;
    });
  }
  return cores;
}
