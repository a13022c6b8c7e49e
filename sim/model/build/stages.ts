import { compileDistribution } from '../../kernel/distributions.ts';
import type { Sampler } from '../../kernel/distributions.ts';
import type { Passes, StageTable } from '../../columns/stages.ts';
import { routesOf } from '../../scenario/routes.ts';
import type { Stream } from '../../scenario/schema/mail.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import type { Stage } from '../../scenario/schema/tier.ts';
import type { Hop } from '../../scenario/words.ts';
import type { Account } from '../world.ts';

/** The compiled stages of a scenario: the same for every design. */
export interface CompiledStages {
  readonly stages: StageTable;
  readonly passes: Passes;
  readonly accounts: readonly Account[];
  /** First pass of each stream. */
  readonly firstPass: readonly number[];
}

interface Row {
  readonly stage: Stage;
  readonly key: number;
  readonly account: number;
  readonly greylist: Stage['greylist'];
  readonly known: number;
  readonly verdict: { reject: number; defer: number; quarantine: number; drop: number };
}

const NO_VERDICT = { reject: 0, defer: 0, quarantine: 0, drop: 0 };

/** Compiles streams, routes and stages into the tables that the pipeline walks. */
export function compileStages(scenario: Scenario): CompiledStages {
  const tierIds = Object.keys(scenario.tiers);
  const accounts: Account[] = [];
  const accountOf = new Map<Stage, number>();
  tierIds.forEach((id, tier) => {
    for (const stage of scenario.tiers[id].stages) {
      accountOf.set(stage, accounts.length);
      accounts.push({ tier, stage: stage.id });
    }
  });
  const routes = routesOf(scenario);
  const rows: Row[] = [];
  const firstPass: number[] = [];
  const passes: {
    stream: number;
    tier: number;
    hop: number;
    isLast: boolean;
    from: number;
    mid: number;
    end: number;
    afterEnd: number;
  }[] = [];
  Object.entries(scenario.streams).forEach(([id, stream], s) => {
    const route = routes[stream.direction] ?? [];
    firstPass.push(passes.length);
    route.forEach((tierId, hop) => {
      const places = placesOf(hop, route.length);
      const isHere = (stage: Stage): boolean =>
        stage.enabled &&
        stage.classes.includes(stream.class) &&
        (stage.streams?.includes(id) ?? true) &&
        stage.directions.includes(stream.direction) &&
        stage.hops.some((place) => places.includes(place));
      const rowsOf = (belongs: (stage: Stage) => boolean): Row[] =>
        scenario.tiers[tierId].stages
          .filter((stage) => belongs(stage) && isHere(stage))
          .map((stage) => rowOf(stage, stream, hop, `${tierId}/${stage.id}@${hop}`, accountOf.get(stage) ?? 0));
      const from = rows.length;
      rows.push(...rowsOf(({ per, after }) => per === 'session' && after === undefined));
      const mid = rows.length;
      rows.push(...rowsOf(({ per, after }) => per === 'message' && after === undefined));
      const end = rows.length;
      rows.push(...rowsOf(({ after }) => after !== undefined));
      const isLast = hop === route.length - 1;
      passes.push({ stream: s, tier: tierIds.indexOf(tierId), hop, isLast, from, mid, end, afterEnd: rows.length });
    });
  });
  return {
    accounts,
    firstPass,
    stages: tableOf(rows),
    passes: {
      stream: Int32Array.from(passes, (pass) => pass.stream),
      tier: Int32Array.from(passes, (pass) => pass.tier),
      hop: Int32Array.from(passes, (pass) => pass.hop),
      isFirst: Uint8Array.from(passes, (pass) => (pass.hop === 0 ? 1 : 0)),
      isLast: Uint8Array.from(passes, (pass) => (pass.isLast ? 1 : 0)),
      sessionFrom: Int32Array.from(passes, (pass) => pass.from),
      messageFrom: Int32Array.from(passes, (pass) => pass.mid),
      end: Int32Array.from(passes, (pass) => pass.end),
      afterEnd: Int32Array.from(passes, (pass) => pass.afterEnd),
    },
  };
}

/** What a place in a route is called; the only tier of a route is both its first and its last. */
function placesOf(hop: number, length: number): Hop[] {
  const places: Hop[] = [];
  if (hop === 0) places.push('first');
  if (hop === length - 1) places.push('last');
  return places.length > 0 ? places : ['middle'];
}

function rowOf(stage: Stage, stream: Stream, hop: number, name: string, account: number): Row {
  const verdict = stage.verdicts[stream.class] ?? NO_VERDICT;
  // Only who comes from outside can come back: relays are known.
  const greylist = hop === 0 ? stage.greylist : undefined;
  return { stage, key: hashOf(name), account, verdict, greylist, known: greylist?.known[stream.class] ?? 0 };
}

function tableOf(rows: readonly Row[]): StageTable {
  const numbers = (of: (row: Row) => number): Float64Array => Float64Array.from(rows, of);
  const waitMs = rows.map(({ stage }): Sampler => compileDistribution(stage.waitMs));
  return {
    key: Int32Array.from(rows, (row) => row.key),
    account: Int32Array.from(rows, (row) => row.account),
    share: numbers(({ stage }) => stage.share),
    cpuMs: rows.map(({ stage }) => compileDistribution(stage.cpuMs)),
    cpuMsPerKB: numbers(({ stage }) => stage.cpuMsPerKB),
    cpuMaxKB: numbers(({ stage }) => stage.cpuMaxKB ?? Infinity),
    cpuMsPerRecipient: numbers(({ stage }) => stage.cpuMsPerRecipient),
    waitMs,
    waits: Uint8Array.from(waitMs, (wait) => (wait.constant === 0 ? 0 : 1)),
    stressWaitS: numbers(({ stage }) => (stage.stressWaitMs ?? Infinity) / 1000),
    greyDelayS: numbers(({ greylist }) => greylist?.delayS ?? 0),
    greyExpireS: numbers(({ greylist }) => greylist?.expireS ?? 0),
    greyKnown: numbers(({ known }) => known),
    diskOps: numbers(({ stage }) => stage.diskOps),
    cpuFactor: numbers(() => 1),
    waitFactor: numbers(() => 1),
    rejects: numbers(({ verdict }) => verdict.reject),
    defers: numbers(({ verdict }) => verdict.reject + verdict.defer),
    quarantines: numbers(({ verdict }) => verdict.reject + verdict.defer + verdict.quarantine),
    ends: numbers(({ verdict }) => verdict.reject + verdict.defer + verdict.quarantine + verdict.drop),
  };
}

/** A 32-bit hash of a name (FNV-1a, Fowler, Noll and Vo 1991). */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash | 0;
}
