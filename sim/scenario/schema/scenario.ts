import { z } from 'zod';
import { design } from './design.ts';
import { id, named, num, text, whole } from './fields.ts';
import { incident } from './incident.ts';
import { stream } from './mail.ts';
import { tier } from './tier.ts';
import { chosen } from './origin.ts';

/** The format's name and version; a newer one comes with a migration that still reads this. */
export const FORMAT = 'mailwatt/1';

const run = z.strictObject({
  startsAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, 'must be a local date and time like 2010-10-04T00:00:00')
    .default('2010-10-04T00:00:00')
    .meta({ description: 'Local date and time at which the run starts; decides hour and weekday' }),
  durationS: num('Simulated time, warm-up included', { above: 0, max: 315360000, unit: 's' })
    .default(86400)
    .meta(chosen('One day')),
  warmupS: num('Time at the beginning that is simulated but not measured', { min: 0, unit: 's' })
    .default(0)
    .meta(chosen('Neutral: everything is measured')),
  sampleS: num('Width of a sample of the series', { min: 0.1, unit: 's' })
    .default(60)
    .meta(chosen('One point a minute')),
  replications: whole('Runs under different seeds', { min: 1, max: 1000 }).default(1).meta(chosen('One run')),
});

const objective = z
  .strictObject({
    id,
    name: text('Name for people').optional(),
    metric: z
      .string()
      .max(200)
      .regex(/^\//, 'must be a JSON pointer into the result of a design, like /streams/ham/deliveryS/p95')
      .meta({ description: 'JSON pointer into the result of a design' }),
    atMost: num('Met when the value is at most this').optional(),
    atLeast: num('Met when the value is at least this').optional(),
  })
  .refine((o) => (o.atMost === undefined) !== (o.atLeast === undefined), 'needs either atMost or atLeast');

const facility = z.strictObject({
  pue: num('Facility energy over IT energy', { min: 1, max: 10, unit: '1' })
    .default(1)
    .meta(chosen('Neutral: no cooling or distribution')),
  pricePerKWh: num('Price of energy', { min: 0 }).default(0).meta(chosen('Neutral: no price')),
  carbonGPerKWh: z
    .union([
      num('Grid intensity', { min: 0, unit: 'g/kWh' }),
      z.array(num('Grid intensity of an hour of the day', { min: 0 })).length(24),
    ])
    .default(0)
    .meta(chosen('Neutral: no carbon'))
    .meta({ description: 'Grid carbon intensity, constant or 24 hourly values', unit: 'g/kWh' }),
  rentPerRackUnitMonth: num('Rent of a rack unit and month', { min: 0 }).default(0).meta(chosen('Neutral: no rent')),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code of three letters like USD')
    .default('USD')
    .meta({ description: 'Currency of every price' }),
});

/** A whole scenario, standing alone (after `extends` is resolved). */
export const scenario = z.strictObject({
  $schema: z.string().max(500).optional().meta({ description: 'Where the JSON Schema of this format is; for editors' }),
  format: z.literal(FORMAT).meta({ description: 'Name and version of the format' }),
  name: text('Title').default('Untitled scenario'),
  about: text('What to look at, in Markdown', 20000).default(''),
  seed: z
    .union([z.string().min(1).max(100), z.int().transform(String)])
    .default('1')
    .meta({ description: 'All randomness follows from it' }),
  run: run.prefault({}).meta({ description: 'When, how long, how finely' }),
  mailboxes: whole('Mailboxes of the organization', { min: 1, max: 1e8 }).default(1000).meta(chosen('A round number')),
  streams: named(stream, 'The mail, by kind', 60),
  tiers: named(tier, 'The layers of the mail system', 20),
  routes: z
    .partialRecord(z.enum(['inbound', 'outbound', 'internal']), z.array(z.string().max(48)).min(1).max(12))
    .optional()
    .meta({
      description:
        'The tiers that each direction passes, in order. Absent: gateway, backbone, groupware in their usual order',
    }),
  designs: named(design, 'The ways to build it that are compared', 12),
  incidents: z.array(incident).max(200).default([]).meta({ description: 'What happens during the run' }),
  objectives: z.array(objective).max(100).default([]).meta({ description: 'What counts as good' }),
  facility: facility.prefault({}).meta({ description: 'Energy, money, carbon' }),
});

/** A whole scenario, defaults filled in. */
export type Scenario = z.output<typeof scenario>;
/** A scenario as it may be written, defaults left out. */
export type ScenarioInput = z.input<typeof scenario>;
/** What counts as good. */
export type Objective = Scenario['objectives'][number];
