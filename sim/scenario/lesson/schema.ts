import { z } from 'zod';
import { id, num, text, whole } from '../schema/fields.ts';

/**
 * The format of a lesson: five minutes with one scenario. It is data: text in Markdown, and pointers to the numbers of the run.
 * A number that a run gives never stands in a text: `{{result /designs/virtual/energy/meanW W}}` does.
 */

/** The format's name and version. */
export const LESSON_FORMAT = 'mailwatt-lesson/1';

/** How numbers are written: `W`, `kWh`, `%`, `s`, … */
export const NUMBER_FORMATS = ['W', 'kWh', 'kg', '%', 's', 'ms', 'GB', 'count', 'plain', 'times', 'money'] as const;
/** How a number is written. */
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

const QUANTITY = /^\/\S+(?: (?:over|minus) \/\S+)?$/;

const prose = (description: string) =>
  z
    .union([z.string().max(4000), z.array(z.string().max(2000)).min(1).max(30)])
    .meta({ description: `${description}: Markdown, as one text or as its lines` });

const quantity = z
  .string()
  .max(300)
  .regex(QUANTITY, 'must be a JSON pointer, or two with "over" or "minus" between them')
  .meta({ description: 'A number of the result: a JSON pointer, or two with "over" or "minus" between them' });

const format = z.enum(NUMBER_FORMATS).meta({ description: 'How the number is written' });

const charts = z
  .array(
    z.strictObject({
      id: z
        .enum(['cpu', 'queues', 'slots', 'latency', 'heat', 'power', 'causes', 'hosts', 'fates', 'mail', 'replay'])
        .meta({ description: 'What is drawn' }),
      show: text('What the chart shows, where it offers several things: a sampled metric, mostly', 60).optional(),
      stream: id.optional().meta({ description: 'The stream whose delivery is charted' }),
    }),
  )
  .max(3)
  .default([])
  .meta({ description: 'Figures of the run beside the text' });

const title = text('Heading of the step', 80);

const bounds = {
  atLeast: num('Least value, itself included').optional(),
  atMost: num('Greatest value, itself included').optional(),
};

const choice = z.strictObject({
  kind: z.literal('choice'),
  options: z
    .array(
      z.strictObject({
        text: text('What one can answer'),
        when: z.strictObject({ value: quantity, ...bounds }).meta({ description: 'It is right where this holds' }),
      }),
    )
    .min(2)
    .max(5)
    .meta({ description: 'The answers; the run decides which is right' }),
});

const number = z.strictObject({
  kind: z.literal('number'),
  answer: quantity,
  format,
  unit: text('Unit in which the reader answers', 30),
  perUnit: num('What the reader enters times this is in the unit of the result', { above: 0 }).default(1),
  min: num('Least answer'),
  max: num('Greatest answer'),
  step: num('Step of the answer', { above: 0 }),
});

const read = z.strictObject({ kind: z.literal('read'), title, text: prose('What to know first'), charts });

const predict = z.strictObject({
  kind: z.literal('predict'),
  title,
  text: prose('What is asked'),
  ask: z.discriminatedUnion('kind', [choice, number]).meta({ description: 'What the reader answers' }),
  reveal: prose('What the run showed, once the reader has answered'),
  charts,
});

const turn = z.strictObject({
  kind: z.literal('turn'),
  title,
  text: prose('What to try'),
  knob: z
    .strictObject({
      pointer: z
        .string()
        .max(200)
        .regex(/^\/\S+$/)
        .meta({ description: 'JSON pointer of the field of the scenario, after extends is resolved' }),
      label: text('What it is'),
      unit: text('Its unit', 30).default(''),
      min: num('Lowest position'),
      max: num('Highest position'),
      step: num('Distance of positions', { above: 0 }),
    })
    .meta({ description: 'The one field of the scenario that the reader changes' }),
  watch: z
    .array(z.strictObject({ value: quantity, label: text('What it is'), format }))
    .min(1)
    .max(5)
    .meta({ description: 'The numbers to watch; the first is drawn over the knob' }),
  charts,
});

const think = z.strictObject({
  kind: z.literal('think'),
  title,
  text: prose('What to take away'),
  question: text('A question to go on with', 400),
  answer: prose('One answer to it'),
});

/** A lesson. */
export const lesson = z.strictObject({
  $schema: z.string().max(200).optional().meta({ description: 'Where this schema is, for editors' }),
  format: z.literal(LESSON_FORMAT).meta({ description: 'Name and version of the format' }),
  order: whole('Place in the list', { max: 1000 }),
  title: text('Title', 80),
  question: text('What it answers, in one sentence', 160),
  minutes: whole('Minutes that it takes', { min: 1, max: 30 }),
  scenario: id.optional().meta({ description: 'A shipped scenario that it stands on: the name of its file' }),
  patch: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ description: 'The scenario, or a merge patch (RFC 7396) on the shipped one or on the preset it extends' }),
  steps: z
    .array(z.discriminatedUnion('kind', [read, predict, turn, think]))
    .min(3)
    .max(12)
    .meta({ description: 'read, predict, turn a knob, think; in this order or another' }),
  expect: z
    .array(
      z.strictObject({
        value: quantity,
        ...bounds,
        why: text('What would be wrong with the text if it did not hold', 300),
      }),
    )
    .min(1)
    .max(20)
    .meta({ description: 'What must hold of the run for the text to be true; held against the run by a test' }),
});

/** A lesson, defaults filled in. */
export type Lesson = z.output<typeof lesson>;
/** A step of a lesson. */
export type LessonStep = Lesson['steps'][number];
/** A step of one kind. */
export type StepOf<K extends LessonStep['kind']> = Extract<LessonStep, { kind: K }>;
/** A range that a number must be in. */
export interface Bounds {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** The text of `scenarios/lessons/lesson.schema.json`. */
export function lessonJsonSchemaText(): string {
  const schema = z.toJSONSchema(lesson, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title: 'Mailwatt lesson', ...schema }, null, 2)}\n`;
}
