import type { Draft } from '../draft.ts';
import { nearest, quoted } from '../nearest.ts';
import { defaultRoutes, type Routes } from '../routes.ts';
import type { PathStep } from '../problem.ts';
import type { Stream } from '../schema/mail.ts';
import type { Retry } from '../schema/retry.ts';
import type { Stage } from '../schema/tier.ts';
import type { Trace } from '../schema/trace.ts';
import { checkDistribution, type Problems } from './check.ts';

/** The routes that a draft's streams take; undefined when they could not be read. */
export function routesOfDraft({ routes, routesAreBad, tiers }: Draft): Routes | undefined {
  if (routesAreBad) return undefined;
  return routes ?? defaultRoutes(Object.keys(tiers));
}

/** Streams, tiers and routes held against each other. */
export function checkMail(draft: Draft, problems: Problems): void {
  if (Object.keys(draft.streams).length === 0) problems.at(['streams'], 'must have at least one stream');
  if (Object.keys(draft.tiers).length === 0) problems.at(['tiers'], 'must have at least one tier');
  checkStreams(draft, problems);
  checkTiers(draft, problems);
  const known = Object.keys(draft.tiers);
  for (const [direction, route] of Object.entries(draft.routes ?? {})) {
    route.forEach((tier, i) => {
      const steps = ['routes', direction, i];
      if (!known.includes(tier)) problems.at(steps, noSuch('tier', tier, known, 'this scenario'));
      if (tier === route[i - 1]) problems.at(steps, `must not follow itself: "${tier}"`);
    });
  }
}

function checkStreams(draft: Draft, problems: Problems): void {
  const routes = routesOfDraft(draft);
  for (const [id, stream] of Object.entries(draft.streams)) {
    if (!stream) continue;
    const steps = ['streams', id];
    if (routes && routes[stream.direction] === undefined && Object.keys(draft.tiers).length > 0) {
      problems.at(
        [...steps, 'direction'],
        `no route for ${stream.direction} mail; routes has ${quoted(Object.keys(routes))}`,
      );
    }
    const { arrivals } = stream;
    if (arrivals.process === 'renewal') {
      checkDistribution([...steps, 'arrivals', 'interarrival'], arrivals.interarrival, problems);
      if (arrivals.interarrival === 0) problems.at([...steps, 'arrivals', 'interarrival'], 'must be above 0 s: 0');
    } else if (arrivals.process === 'trace') {
      checkTrace(id, stream, arrivals, problems);
    } else {
      const given = ['perS', 'perMailboxPerDay'].filter((key) => arrivals[key as 'perS'] !== undefined);
      if (given.length === 0) problems.at([...steps, 'arrivals'], 'missing a rate: perS or perMailboxPerDay');
      if (given.length === 2)
        problems.at([...steps, 'arrivals'], 'must have one rate only: perS and perMailboxPerDay are given');
    }
    for (const key of ['messagesPerSession', 'sizeKB', 'recipients'] as const) {
      checkDistribution([...steps, key], stream[key], problems);
    }
    checkRetry([...steps, 'retry'], stream.retry, problems);
  }
}

/** Waits of a retry law held against each other. */
export function checkRetry(steps: readonly PathStep[], retry: Retry, problems: Problems): void {
  if (retry.policy === 'mix') {
    retry.of.forEach((part, i) => checkRetry([...steps, 'of', i, 'retry'], part.retry, problems));
  } else if (retry.policy === 'mta' && retry.maxS < retry.firstS) {
    problems.at([...steps, 'maxS'], `must be at least firstS, ${retry.firstS} s: ${retry.maxS}`);
  }
}

/** A trace is in order of time, its columns are alike in length, and nothing else says when its mail comes. */
function checkTrace(id: string, stream: Stream, trace: Trace, problems: Problems): void {
  const steps = ['streams', id, 'arrivals'];
  const { atS } = trace;
  const early = atS.findIndex((at, row) => row > 0 && at < (atS[row - 1] ?? 0));
  if (early > 0) {
    problems.at([...steps, 'atS', early], `must not lie before the row above it, ${atS[early - 1]} s: ${atS[early]}`);
  }
  for (const key of ['sizeKB', 'recipients'] as const) {
    const rows = trace[key]?.length ?? atS.length;
    if (rows !== atS.length) problems.at([...steps, key], `must have as many rows as atS, ${atS.length}, not ${rows}`);
  }
  if (stream.profile !== 'flat')
    problems.at(['streams', id, 'profile'], 'must be "flat": a trace brings its own times of day');
  if (stream.messagesPerSession !== 1) {
    problems.at(['streams', id, 'messagesPerSession'], 'must be 1: every row of a trace is a session of one message');
  }
}

function checkTiers({ tiers, streams }: Draft, problems: Problems): void {
  for (const [id, tier] of Object.entries(tiers)) {
    if (!tier) continue;
    problems.repeated(['tiers', id, 'stages'], tier.stages);
    tier.stages.forEach((stage, i) => {
      for (const key of ['cpuMs', 'waitMs'] as const) {
        checkDistribution(['tiers', id, 'stages', i, key], stage[key], problems);
      }
      stage.streams?.forEach((stream, n) => {
        const known = Object.keys(streams);
        if (!known.includes(stream)) {
          problems.at(['tiers', id, 'stages', i, 'streams', n], noSuch('stream', stream, known, 'this scenario'));
        }
      });
      if (stage.after !== undefined) checkAfter(['tiers', id, 'stages', i], stage, problems);
      if (stage.greylist !== undefined && stage.per === 'session') {
        problems.at(['tiers', id, 'stages', i, 'greylist'], 'a session has no recipients: greylisting is of messages');
      }
      if (stage.per === 'session' && (stage.cpuMsPerKB > 0 || stage.cpuMsPerRecipient > 0)) {
        problems.at(
          ['tiers', id, 'stages', i],
          'a session has no size or recipients: its stages cost no CPU per KB or recipient',
        );
      }
    });
    if (tier.remote) checkDistribution(['tiers', id, 'remote', 'latencyS'], tier.remote.latencyS, problems);
    if (tier.spool.retryMaxS < tier.spool.retryFirstS) {
      const { retryFirstS, retryMaxS } = tier.spool;
      problems.at(['tiers', id, 'spool', 'retryMaxS'], `must be at least retryFirstS, ${retryFirstS} s: ${retryMaxS}`);
    }
  }
}

/** After acceptance nobody waits for an answer, and the work is not the tier's own. */
function checkAfter(steps: readonly PathStep[], stage: Stage, problems: Problems): void {
  if (stage.per === 'session')
    problems.at([...steps, 'per'], 'after acceptance there is no session: must be "message"');
  if (stage.greylist !== undefined) {
    problems.at([...steps, 'greylist'], 'after acceptance there is no sender to come again: not with greylisting');
  }
  if (Object.values(stage.verdicts).some((verdict) => verdict.defer > 0)) {
    problems.at([...steps, 'verdicts'], 'after acceptance there is no sender to defer: reject, quarantine or drop');
  }
  if (stage.cpuMs !== 0 || stage.cpuMsPerKB > 0 || stage.cpuMsPerRecipient > 0 || stage.diskOps > 0) {
    problems.at(
      steps,
      'after acceptance a stage only waits and judges: work with CPU or disks needs a tier of its own',
    );
  }
}

/** Words for a reference to something that is not there: `no pool "dmx"; this design has "dmz", "internal"`. */
export function noSuch(what: string, word: string, known: readonly string[], where: string): string {
  const near = nearest(word, known);
  const has = known.length === 0 ? `${where} has none` : `${where} has ${quoted(known)}`;
  return `no ${what} "${word}"; ${has}${near !== undefined && known.length > 4 ? `; did you mean "${near}"?` : ''}`;
}
