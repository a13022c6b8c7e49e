import type { z } from 'zod';
import { isJsonObject } from './mergePatch.ts';
import { memberOf } from './schemaWalk.ts';
import { designTier, pool, type DesignTier, type Pool } from './schema/design.ts';
import { incident, type Incident } from './schema/incident.ts';
import { stream, type Stream } from './schema/mail.ts';
import type { Direction } from './words.ts';
import { scenario, type Objective, type Scenario } from './schema/scenario.ts';
import { tier, type Tier } from './schema/tier.ts';

/**
 * A scenario as far as it could be read. A part with problems of its own is there by name and undefined, so that what refers to it can
 * still be checked and every problem is reported at once.
 */
export interface Draft {
  readonly run: Scenario['run'] | undefined;
  readonly mailboxes: number | undefined;
  readonly streams: Parts<Stream>;
  readonly tiers: Parts<Tier>;
  /** Undefined where the scenario states none or states them badly. */
  readonly routes: Readonly<Partial<Record<Direction, readonly string[]>>> | undefined;
  readonly designs: Parts<DesignDraft>;
  readonly incidents: readonly (Incident | undefined)[];
  readonly objectives: readonly (Objective | undefined)[];
  /** Routes are stated, but could not be read. */
  readonly routesAreBad: boolean;
}

/** Parts by name; undefined for one that could not be read. */
export type Parts<T> = Readonly<Record<string, T | undefined>>;

/** A design as far as it could be read. */
export interface DesignDraft {
  readonly pools: Parts<Pool>;
  readonly tiers: Parts<DesignTier>;
  readonly equipment: readonly { readonly id: string }[];
  /** Undefined where the design has no filter service. */
  readonly saas: unknown;
}

/** Reads what can be read of a scenario's JSON. */
export function draftOf(json: unknown): Draft {
  const { shape } = scenario;
  const part = <T extends z.ZodType>(schema: T, name: string) => read(schema, memberOf(json, name));
  const routes = part(shape.routes, 'routes');
  return {
    run: part(shape.run, 'run'),
    mailboxes: part(shape.mailboxes, 'mailboxes'),
    streams: parts(stream, memberOf(json, 'streams')),
    tiers: parts(tier, memberOf(json, 'tiers')),
    routes,
    routesAreBad: memberOf(json, 'routes') !== undefined && routes === undefined,
    designs: named(memberOf(json, 'designs'), (design) => ({
      pools: parts(pool, memberOf(design, 'pools')),
      tiers: parts(designTier, memberOf(design, 'tiers')),
      saas: memberOf(design, 'saas') ?? undefined,
      equipment: read(shape.designs.valueType.shape.equipment, memberOf(design, 'equipment')) ?? [],
    })),
    incidents: items(incident, memberOf(json, 'incidents')),
    objectives: items(shape.objectives.unwrap().element, memberOf(json, 'objectives')),
  };
}

function read<T extends z.ZodType>(schema: T, value: unknown): z.output<T> | undefined {
  const outcome = schema.safeParse(value);
  return outcome.success ? outcome.data : undefined;
}

function named<T>(record: unknown, of: (value: unknown) => T): Readonly<Record<string, T>> {
  const entries = isJsonObject(record) ? Object.entries(record) : [];
  return Object.fromEntries(entries.map(([key, value]) => [key, of(value)]));
}

function parts<T extends z.ZodType>(schema: T, record: unknown): Parts<z.output<T>> {
  return named(record, (value) => read(schema, value));
}

function items<T extends z.ZodType>(schema: T, list: unknown): (z.output<T> | undefined)[] {
  return Array.isArray(list) ? list.map((value) => read(schema, value)) : [];
}
