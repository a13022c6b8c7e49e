import { z } from 'zod';
import { DIRECTIONS, MAIL_CLASSES } from '../words.ts';
import { distribution } from './distribution.ts';
import { num, text } from './fields.ts';
import { chosen } from './origin.ts';
import { retry } from './retry.ts';
import { trace } from './trace.ts';

const rate = {
  perS: num('Sessions per second', { min: 0, max: 1e6, unit: '1/s' }).optional(),
  perMailboxPerDay: num('Sessions per mailbox and day', { min: 0, max: 1e6, unit: '1/day' }).optional(),
};

const arrivals = z
  .discriminatedUnion('process', [
    z
      .strictObject({ process: z.literal('poisson'), ...rate })
      .meta({ description: 'Poisson arrivals, their rate following the profile and the spikes' }),
    z.strictObject({ process: z.literal('renewal'), interarrival: distribution }).meta({
      description: 'Independent inter-arrival times in seconds, run faster or slower by the profile and the spikes',
    }),
    z
      .strictObject({
        process: z.literal('mmpp'),
        ...rate,
        burstFactor: num('Rate in a burst over the rate between bursts', { min: 1, max: 1e4 }),
        burstMeanS: num('Mean length of a burst (exponential)', { above: 0, unit: 's' }),
        quietMeanS: num('Mean time between bursts (exponential)', { above: 0, unit: 's' }),
      })
      .meta({
        description: 'Markov-modulated Poisson arrivals of two states: campaigns; the rate given is the long-run mean',
      }),
    trace,
  ])
  .meta({ description: 'When sessions come' });

const weights = (n: number, what: string) =>
  z
    .array(num('Relative weight', { min: 0 }))
    .length(n)
    .refine((w) => w.some((x) => x > 0), 'at least one weight must be above 0')
    .meta({ description: what });

/** A daily and weekly shape; weights are scaled to mean 1. */
export const profile = z
  .union([
    z.enum(['flat', 'office']),
    z.strictObject({
      hours: weights(24, 'Weight of each hour of the day, from midnight'),
      days: weights(7, 'Weight of each day of the week, from Monday').optional(),
    }),
  ])
  .meta({ id: 'profile', description: 'Daily and weekly shape: flat, office (working hours), or weights' });

/** A daily and weekly shape as a scenario states it. */
export type Profile = z.output<typeof profile>;

/** One kind of mail: where it goes, what it is, when it comes. */
export const stream = z.strictObject({
  name: text('Name for people').optional(),
  direction: z
    .enum(DIRECTIONS)
    .meta({ description: 'inbound: from the Internet; outbound: to it; internal: within the organization' }),
  class: z.enum(MAIL_CLASSES).meta({ description: 'What the mail is; verdicts depend on it' }),
  arrivals,
  profile: profile.default('flat'),
  messagesPerSession: distribution
    .default(1)
    .meta(chosen('Neutral: one message a session'))
    .meta({ description: 'Messages in one session; rounded to a whole number of at least 1' }),
  sizeKB: distribution
    .default(10)
    .meta(chosen('A round number; presets state laws'))
    .meta({ description: 'Size of a message', unit: 'KB' }),
  recipients: distribution
    .default(1)
    .meta(chosen('Neutral: one recipient'))
    .meta({ description: 'Recipients of a message; rounded to a whole number of at least 1' }),
  retry,
});

/** One kind of mail, defaults filled in. */
export type Stream = z.output<typeof stream>;
