import { SERVER_MODELS } from '../../../sim/parts/catalog/catalog.ts';
import { isJsonObject } from '../../../sim/scenario/mergePatch.ts';
import { PRESET_IDS } from '../../../sim/scenario/presets/index.ts';
import { memberOf, valueAt } from '../../../sim/scenario/schemaWalk.ts';
import type { Path } from './patch.ts';

/** A value that may stand in a field which names something else in the scenario or catalog. */
export interface Suggestion {
  readonly value: string;
  readonly words: string;
}

/** What may stand at a place that names something; undefined where it names nothing. */
export function suggestionsAt(whole: unknown, path: Path): readonly Suggestion[] | undefined {
  const last = path.at(-1);
  const key = typeof last === 'number' ? path.at(-2) : last;
  const [first, second] = path;
  switch (key) {
    case 'extends':
      return path.length === 1 ? PRESET_IDS.map((value) => ({ value, words: value })) : undefined;
    case 'model':
      return SERVER_MODELS.map(({ id, name, year }) => ({
        value: id,
        words: year === null ? name : `${name} (${year})`,
      }));
    case 'pool': {
      if (first === 'designs') return namesIn(whole, ['designs', String(second), 'pools']);
      const pools = Object.keys(recordAt(whole, ['designs'])).flatMap((id) => namesIn(whole, ['designs', id, 'pools']));
      const each = new Map(pools.map((pool) => [pool.value, pool]));
      return [...each.values(), { value: '*', words: 'every pool that has such a host' }];
    }
    case 'stream':
      return namesIn(whole, ['streams']);
    case 'tier':
    case 'inbound':
    case 'outbound':
    case 'internal':
    case 'faultTolerant':
      return namesIn(whole, ['tiers']);
    case 'design':
      return namesIn(whole, ['designs']);
    case 'stages':
      if (first !== 'incidents') return undefined;
      return Object.keys(recordAt(whole, ['tiers'])).flatMap((tier) => stagesOf(whole, tier));
    case 'zones':
    case 'zone': {
      const zones = Object.values(recordAt(whole, ['tiers']))
        .map((tier) => memberOf(tier, 'zone'))
        .map((zone) => (typeof zone === 'string' ? zone : 'internal'));
      return [...new Set(zones)].map((zone) => ({ value: zone, words: zone }));
    }
    default:
      return undefined;
  }
}

function stagesOf(whole: unknown, tier: string): Suggestion[] {
  const stages = valueAt(whole, ['tiers', tier, 'stages']);
  if (!Array.isArray(stages)) return [];
  return stages.flatMap((stage: unknown) => {
    const id = memberOf(stage, 'id');
    return typeof id === 'string' ? [{ value: id, words: `${nameIn(stage) ?? id} (${tier})` }] : [];
  });
}

function namesIn(whole: unknown, path: Path): Suggestion[] {
  return Object.entries(recordAt(whole, path)).map(([value, part]) => ({ value, words: nameIn(part) ?? value }));
}

function nameIn(part: unknown): string | undefined {
  const name = memberOf(part, 'name');
  return typeof name === 'string' ? name : undefined;
}

function recordAt(whole: unknown, path: Path): Readonly<Record<string, unknown>> {
  const value = valueAt(whole, path);
  return isJsonObject(value) ? value : {};
}
