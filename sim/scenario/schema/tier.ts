import { z } from 'zod';
import { distribution } from './distribution.ts';
import { id, num, share, text, whole } from './fields.ts';
import { DIRECTIONS, HOPS, MAIL_CLASSES } from '../words.ts';
import { profile } from './mail.ts';

const verdict = z
  .strictObject({
    reject: share('Probability of a permanent refusal (5xx)').default(0),
    defer: share('Probability of a temporary refusal (4xx); the sender may retry').default(0),
    quarantine: share('Probability of quarantine').default(0),
    drop: share('Probability of silent removal').default(0),
  })
  .refine((v) => v.reject + v.defer + v.quarantine + v.drop <= 1 + 1e-9, 'the probabilities add up to more than 1');

/** A step of a tier's work. */
export const stage = z.strictObject({
  id: id.meta({ description: 'Name of the stage, unique in its tier' }),
  name: text('Name for people').optional(),
  enabled: z.boolean().default(true).meta({ description: 'Switch the stage off without removing it' }),
  per: z.enum(['session', 'message']).default('message').meta({
    description: 'session: once per connection, before its messages; message: for each message',
  }),
  directions: z
    .array(z.enum(DIRECTIONS))
    .min(1)
    .default([...DIRECTIONS])
    .meta({ description: 'The directions it serves' }),
  classes: z
    .array(z.enum(MAIL_CLASSES))
    .min(1)
    .default([...MAIL_CLASSES])
    .meta({ description: 'The kinds of mail it serves: slow senders and hanging ones are spam, for example' }),
  hops: z
    .array(z.enum(HOPS))
    .min(1)
    .default([...HOPS])
    .meta({ description: 'At which place of the route it serves: first (from the sender), middle, last (delivery)' }),
  share: share('Share of sessions or messages that it applies to').default(1),
  cpuMs: distribution.default(0).meta({ description: 'CPU demand at the reference core', unit: 'ms' }),
  cpuMsPerKB: num('CPU demand per KB of message', { min: 0, unit: 'ms/KB' }).default(0),
  cpuMaxKB: num('Only the first so many KB of a message cost CPU', { above: 0, unit: 'KB' }).optional(),
  cpuMsPerRecipient: num('CPU demand per recipient', { min: 0, unit: 'ms' }).default(0),
  waitMs: distribution.default(0).meta({ description: 'Wait that holds the session slot but no CPU', unit: 'ms' }),
  diskOps: num('Synchronous disk operations', { min: 0, max: 1e4 }).default(0),
  verdicts: z
    .partialRecord(z.enum(MAIL_CLASSES), verdict)
    .default({})
    .meta({ description: 'Per class, the probabilities of ending the message here; the rest passes' }),
  source: text('Where the figures come from', 500).optional(),
});

/** A step of a tier's work, defaults filled in. */
export type Stage = z.output<typeof stage>;

const spool = z.strictObject({
  storage: z
    .enum(['disk', 'memory'])
    .default('disk')
    .meta({ description: 'memory: what is queued dies with its host' }),
  capacityMessages: whole('Messages that fit; when it is full the tier defers (452). Absent: unlimited', { min: 1 })
    .nullable()
    .default(null),
  retryFirstS: num('Wait before a failed relay is tried again', { above: 0, unit: 's' }).default(300),
  retryFactor: num('Each wait is the one before times this', { min: 1, max: 100 }).default(2),
  retryMaxS: num('Longest wait between relay tries', { above: 0, unit: 's' }).default(4000),
  giveUpS: num('Age at which a queued message is returned to its sender', { above: 0, unit: 's' }).default(432000),
});

const background = z.strictObject({
  coresPerThousandMailboxes: num('Reference cores busy per thousand mailboxes, at the mean of the profile', {
    min: 0,
    unit: 'cores',
  }),
  profile: profile.default('flat'),
});

/** A layer of the mail system: its trust zone, its spool, its stages. */
export const tier = z.strictObject({
  name: text('Name for people').optional(),
  zone: id
    .default('internal')
    .meta({ description: 'Trust zone; a host takes machines of one zone unless its pool allows mixing' }),
  spool: spool.prefault({}).meta({ description: 'Where accepted messages wait for the next tier' }),
  patienceS: num('A sender waiting longer than this in the backlog leaves. Absent: endless patience', {
    above: 0,
    unit: 's',
  })
    .nullable()
    .default(null),
  background: background
    .nullable()
    .default(null)
    .meta({ description: 'Load that is not messages: users reading, indexing, backups' }),
  stages: z.array(stage).max(60).meta({ description: 'What is done, in order' }),
});

/** A layer of the mail system, defaults filled in. */
export type Tier = z.output<typeof tier>;
