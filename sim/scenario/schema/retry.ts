import { z } from 'zod';
import { num, share } from './fields.ts';
import { chosen, estimate, vendor } from './origin.ts';

const never = z.strictObject({ policy: z.literal('never') }).meta({ description: 'One try' });

const common = {
  share: share('Share of senders that retry at all').default(1).meta(chosen('Neutral: every sender retries')),
  giveUpS: num('Age of the message at which its sender gives up', { min: 0, unit: 's' })
    .default(432000)
    .meta(vendor('Postfix: maximal_queue_lifetime, 5 days', 2010)),
  jitter: share('Each wait is varied by up to this share either way')
    .default(0.2)
    .meta(estimate('Queues are run at intervals, so waits vary; by how much is an estimate')),
};

const mta = z
  .strictObject({
    policy: z.literal('mta'),
    ...common,
    firstS: num('Wait before the second try', { above: 0, unit: 's' })
      .default(300)
      .meta(vendor('Postfix: minimal_backoff_time and queue_run_delay', 2010)),
    factor: num('Each wait is the one before times this', { min: 1, max: 100 })
      .default(2)
      .meta(vendor('Postfix doubles the wait', 2010)),
    maxS: num('Longest wait', { above: 0, unit: 's' })
      .default(4000)
      .meta(vendor('Postfix: maximal_backoff_time', 2010)),
  })
  .meta({ description: 'A mail server that retries with growing waits (Postfix: 300 s doubling to 4000 s, 5 days)' });

const schedule = z
  .strictObject({
    policy: z.literal('schedule'),
    ...common,
    waitsS: z
      .array(num('A wait', { above: 0, unit: 's' }))
      .min(1)
      .max(50)
      .meta({
        description:
          'Waits between the tries, one after the other; the last one repeats. Exchange: 4 × 60, 6 × 300, 600. Gmail, as measured in 2015: 360, 1380, 1680, 2520, 3780, 4080, 4740, 7560',
        unit: 's',
      }),
  })
  .meta({ description: 'A mail server that retries by a list of waits' });

const simple = z.discriminatedUnion('policy', [never, mta, schedule]);

const law = z
  .discriminatedUnion('policy', [
    never,
    mta,
    schedule,
    z
      .strictObject({
        policy: z.literal('mix'),
        of: z
          .array(
            z.strictObject({
              weight: num('Relative weight of such senders', { min: 0 }),
              retry: simple.meta({ description: 'What they do' }),
            }),
          )
          .min(1)
          .max(20)
          .refine((parts) => parts.some(({ weight }) => weight > 0), 'at least one weight must be above 0')
          .meta({ description: 'The kinds of senders' }),
      })
      .meta({ description: 'Senders of several kinds, each with a habit of its own' }),
  ])
  .meta({ id: 'retry', description: 'Whether, when and how long mail that was turned away is tried again' });

/** What a filter service upstream does with mail that the first tier turned away: it is a mail server, so it comes again. */
export const filterRetry = law.prefault({ policy: 'mta' }).meta({
  description:
    'What the service does with mail that it has taken and the first tier turned away; its senders have done their part. Mail that comes unfiltered is its senders’ own',
});

/** What a sender does with mail that was turned away. */
export const retry = law
  .default({ policy: 'never' })
  .meta({ description: 'What the sender does after a deferral, a refused connection or lost patience' });

/** What the senders of a stream do, defaults filled in. */
export type Retry = z.output<typeof retry>;
/** What one sender does. */
export type SimpleRetry = z.output<typeof simple>;
