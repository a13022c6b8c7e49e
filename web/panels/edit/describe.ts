import { z } from 'zod';
import { expectation } from '../../../sim/scenario/expectation.ts';
import { notesOf, unwrap } from '../../../sim/scenario/schemaWalk.ts';
import type { Path } from './patch.ts';

/** What the schema says of a field, in words for the form and the JSON editor. */

type Schema = z.core.$ZodType;

/** A field's words. */
export interface Words {
  readonly label: string;
  /** What is to be known beside the label; '' for nothing. */
  readonly more: string;
  readonly unit: string;
}

/** Labels of groups and of fields whose description is about something else. */
const LABELS: Readonly<Record<string, string>> = {
  run: 'Run',
  streams: 'Mail streams',
  tiers: 'Tiers',
  routes: 'Routes',
  designs: 'Designs',
  incidents: 'Incidents',
  objectives: 'Objectives',
  facility: 'Facility',
  pools: 'Pools of hosts',
  stages: 'Stages',
  id: 'Id',
  name: 'Name',
  about: 'About',
  seed: 'Seed',
  mailboxes: 'Mailboxes',
  warmupS: 'Warm-up',
  durationS: 'Simulated time',
  sampleS: 'Width of a sample',
  replications: 'Replications',
  arrivals: 'Arrivals',
  dist: 'Law',
  process: 'Process',
  policy: 'Policy',
  kind: 'Kind',
  metric: 'Metric',
  model: 'Server model',
  ha: 'High availability',
  saas: 'Filter service upstream',
  hypervisor: 'Hypervisor',
  migration: 'Live migration',
  failure: 'Failures',
  repairS: 'Repair time of a host',
  scaling: 'Scaling',
  background: 'Background load',
  verdicts: 'Verdicts',
  spool: 'Spool',
  retry: 'Retries',
  disk: 'Disk',
  extras: 'Extra draw',
  price: 'Prices',
  power: 'Host power management',
  rebalance: 'Rebalancing',
  healthCheck: 'Health check',
  equipment: 'Equipment',
  security: 'Security',
  integrityMonitoring: 'Integrity monitoring',
  profile: 'Profile',
  pinned: 'Pinned hosts',
  zones: 'Zones',
};

/** Label, further words and unit of the field at a path. */
export function wordsOf(schema: Schema, path: Path): Words {
  const { description = '', unit = '' } = notesOf(schema);
  const key = String(path.at(-1) ?? '');
  const known = Object.hasOwn(LABELS, key) && Number.isNaN(Number(key)) ? LABELS[key] : undefined;
  if (known !== undefined) return { label: known, more: description, unit: unitWords(unit) };
  const [first = '', ...rest] = description.split(/(?<=\.) |; (?=absent)/i);
  // A long sentence or a list of meanings is help, not a label.
  const fits = first !== '' && first.length <= 60 && !/^\w+:/.test(first);
  return {
    label: fits ? first.replace(/\.$/, '') : spelledOut(key),
    more: fits ? rest.join(' ') : description,
    unit: unitWords(unit),
  };
}

/** What may stand in a field: `a number from 0 to 1`. */
export function mayBe(schema: Schema): string {
  return expectation(schema);
}

/** Everything else that the schema's metadata says, in its own words: source, year, trust, whatever there is. */
export function remarksOf(schema: Schema): { readonly name: string; readonly text: string }[] {
  const { description: _, unit: __, id: ___, ...rest } = notesOf(schema) as Record<string, unknown>;
  return Object.entries(rest)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => ({ name: spelledOut(name), text: String(value) }));
}

/** The default of a field: what is taken where nothing is written; undefined where something must be. */
export function defaultOf(schema: Schema): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'default' || def.type === 'prefault') return def.defaultValue;
  if (def.type === 'optional' || def.type === 'nullable' || def.type === 'nonoptional') return defaultOf(def.innerType);
  return undefined;
}

/** Bounds of a number or of the length of a list, as far as they are stated. */
export interface Bounds {
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** A number without decimals. */
  readonly whole: boolean;
}

const bounds = new WeakMap<Schema, Bounds>();

/** The bounds that a schema states. */
export function boundsOf(schema: Schema): Bounds {
  const inner = unwrap(schema);
  const known = bounds.get(inner);
  if (known !== undefined) return known;
  const { type, minimum, maximum, exclusiveMinimum, minItems, maxItems } = z.toJSONSchema(inner, { io: 'input' });
  const stated = (x: number | boolean | undefined): number | undefined =>
    typeof x !== 'number' || Math.abs(x) >= Number.MAX_SAFE_INTEGER ? undefined : x;
  const found = {
    min: stated(minimum) ?? stated(exclusiveMinimum) ?? minItems,
    max: stated(maximum) ?? maxItems,
    whole: type === 'integer',
  };
  bounds.set(inner, found);
  return found;
}

/** `cpuMsPerKB` as words: `Cpu ms per KB`. */
export function spelledOut(key: string): string {
  const words = key.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value as it is typed: a text as it is, anything else as JSON; '' for nothing. */
export function typedValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A value as text in help and lists of changes, cut where it is long. */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'none';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 90 ? `${text.slice(0, 88)}…` : text;
}

function unitWords(unit: string): string {
  return unit === '1' ? '' : unit;
}
