import { z } from 'zod';
import { distribution } from './distribution.ts';
import { id, num, share, text, whole } from './fields.ts';
import { DIRECTIONS, HOPS, MAIL_CLASSES } from '../words.ts';
import { profile } from './mail.ts';
import { chosen, estimate, vendor } from './origin.ts';

const verdict = z
  .strictObject({
    reject: share('Probability of a permanent refusal (5xx)').default(0).meta(chosen('Neutral: every message passes')),
    defer: share('Probability of a temporary refusal (4xx); the sender may retry')
      .default(0)
      .meta(chosen('Neutral: every message passes')),
    quarantine: share('Probability of quarantine').default(0).meta(chosen('Neutral: every message passes')),
    drop: share('Probability of silent removal').default(0).meta(chosen('Neutral: every message passes')),
  })
  .refine((v) => v.reject + v.defer + v.quarantine + v.drop <= 1 + 1e-9, 'the probabilities add up to more than 1');

const greylist = z.strictObject({
  delayS: num('A try passes when this long has gone by since the first one', { above: 0, unit: 's' })
    .default(300)
    .meta(vendor('rspamd: greylist timeout 5 min', 2019)),
  expireS: num('A triplet is forgotten when it has not come back for this long', { above: 0, unit: 's' })
    .default(86400)
    .meta(vendor('rspamd: greylist expire 1 day', 2019)),
  known: z
    .partialRecord(z.enum(MAIL_CLASSES), share('Share of messages whose triplet is known from earlier mail'))
    .default({})
    .meta({ description: 'Per class, the share whose sender, recipient and address are known: they pass at once' }),
});

/** A step of a tier's work. */
export const stage = z.strictObject({
  id: id.meta({ description: 'Name of the stage, unique in its tier' }),
  name: text('Name for people').optional(),
  enabled: z.boolean().default(true).meta({ description: 'Switch the stage off without removing it' }),
  per: z.enum(['session', 'message']).default('message').meta({
    description: 'session: once per connection, before its messages; message: for each message',
  }),
  after: z.enum(['acceptance']).optional().meta({
    description:
      'acceptance: done once the tier has accepted the message, which waits in its spool and holds no session: a sandbox, a hold for review. Such a stage only waits and judges. Absent: done before, while the sender waits',
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
  streams: z.array(id).min(1).max(60).optional().meta({
    description: 'The streams it serves, where not all of its directions and classes: one attack, one partner',
  }),
  hops: z
    .array(z.enum(HOPS))
    .min(1)
    .default([...HOPS])
    .meta({ description: 'At which place of the route it serves: first (from the sender), middle, last (delivery)' }),
  share: share('Share of sessions or messages that it applies to').default(1).meta(chosen('Neutral: applies always')),
  cpuMs: distribution
    .default(0)
    .meta(chosen('Neutral: costs nothing unless stated'))
    .meta({ description: 'CPU demand at the reference core', unit: 'ms' }),
  cpuMsPerKB: num('CPU demand per KB of message', { min: 0, unit: 'ms/KB' })
    .default(0)
    .meta(chosen('Neutral: costs nothing unless stated')),
  cpuMaxKB: num('Only the first so many KB of a message cost CPU', { above: 0, unit: 'KB' }).optional(),
  cpuMsPerRecipient: num('CPU demand per recipient', { min: 0, unit: 'ms' })
    .default(0)
    .meta(chosen('Neutral: costs nothing unless stated')),
  waitMs: distribution
    .default(0)
    .meta(chosen('Neutral: costs nothing unless stated'))
    .meta({ description: 'Wait that holds the session slot but no CPU', unit: 'ms' }),
  stressWaitMs: num('Longest wait while the machine is in stress mode. Absent: as always', {
    min: 0,
    unit: 'ms',
  }).optional(),
  diskOps: num('Synchronous disk operations', { min: 0, max: 1e4 })
    .default(0)
    .meta(chosen('Neutral: costs nothing unless stated')),
  verdicts: z
    .partialRecord(z.enum(MAIL_CLASSES), verdict)
    .default({})
    .meta({ description: 'Per class, the probabilities of ending the message here; the rest passes' }),
  greylist: greylist.optional().meta({
    description: 'Defers what passes otherwise until it comes back: greylisting at the first tier of a route',
  }),
  source: text('Where the figures come from', 500).optional(),
});

/** A step of a tier's work, defaults filled in. */
export type Stage = z.output<typeof stage>;

/** Marks and figures of Exchange's submission queue: medium above 9,999, high at 15,000, down again at 10,000 and 2,000. */
const backPressure = z
  .strictObject({
    mediumAt: whole('Messages in the spool from which pressure is medium', { min: 1 })
      .default(10_000)
      .meta(vendor('Exchange: back pressure of the submission queue', 2013)),
    highAt: whole('… from which it is high', { min: 1 })
      .default(15_000)
      .meta(vendor('Exchange: back pressure of the submission queue', 2013)),
    highDownTo: whole('High pressure ends when no more than these are left', { min: 0 })
      .default(10_000)
      .meta(vendor('Exchange: back pressure of the submission queue', 2013)),
    mediumDownTo: whole('Medium pressure ends when no more than these are left', { min: 0 })
      .default(2000)
      .meta(vendor('Exchange: back pressure of the submission queue', 2013)),
    tarpitS: num('From medium on, a sender waits this long in its slot before it is served', {
      min: 0,
      unit: 's',
    })
      .default(5)
      .meta(vendor('Exchange: tarpit interval 5 s', 2013)),
    high: z.enum(['refuse', 'defer']).default('refuse').meta({
      description:
        'At high, mail that has to go on from here is refused on connecting (421), or deferred at its end (452)',
    }),
  })
  .refine((p) => p.highAt > p.mediumAt, 'highAt must be above mediumAt')
  .refine((p) => p.highDownTo < p.highAt, 'highDownTo must be below highAt')
  .refine((p) => p.mediumDownTo < p.mediumAt, 'mediumDownTo must be below mediumAt')
  .refine((p) => p.mediumDownTo <= p.highDownTo, 'mediumDownTo must not be above highDownTo');

const stress = z.strictObject({
  fromShare: num('Share of its slots from which a machine is in stress mode', { above: 0, max: 1, unit: '1' })
    .default(1)
    .meta(vendor('Postfix: stress when all processes are busy', 2010)),
  lastsS: num('It stays so for this long after they were last taken up to there', { min: 0, unit: 's' })
    .default(1000)
    .meta(vendor('Postfix: the stress flag stays for 1,000 s', 2010)),
});

const remote = z
  .strictObject({
    latencyS: distribution
      .default(1)
      .meta(estimate('Session with a remote server: median about 1.2 s', 2010))
      .meta({ description: 'Time that a delivery takes', unit: 's' }),
    defer: share('Probability that the remote server defers (4xx): the spool tries again')
      .default(0)
      .meta(chosen('Neutral: accepts at once')),
    refuse: share('Probability that it refuses for good (5xx): the mail is returned')
      .default(0)
      .meta(chosen('Neutral: accepts at once')),
    concurrency: whole('Deliveries at the same time at most. Absent: no limit', { min: 1 }).nullable().default(null),
  })
  .refine((r) => r.defer + r.refuse <= 1 + 1e-9, 'the probabilities add up to more than 1');

const spool = z.strictObject({
  storage: z
    .enum(['disk', 'memory'])
    .default('disk')
    .meta({ description: 'memory: what is queued dies with its host' }),
  capacityMessages: whole('Messages that fit; when it is full the tier defers (452). Absent: unlimited', { min: 1 })
    .nullable()
    .default(null),
  retryFirstS: num('Wait before a failed relay is tried again', { above: 0, unit: 's' })
    .default(300)
    .meta(vendor('Postfix: minimal_backoff_time', 2010)),
  retryFactor: num('Each wait is the one before times this', { min: 1, max: 100 })
    .default(2)
    .meta(vendor('Postfix doubles the wait', 2010)),
  retryMaxS: num('Longest wait between relay tries', { above: 0, unit: 's' })
    .default(4000)
    .meta(vendor('Postfix: maximal_backoff_time', 2010)),
  backPressure: backPressure
    .optional()
    .meta({ description: 'What the tier does while its spool is rather full. Absent: nothing' }),
  giveUpS: num('Age at which a queued message is returned to its sender', { above: 0, unit: 's' })
    .default(432000)
    .meta(vendor('Postfix: maximal_queue_lifetime, 5 days', 2010)),
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
  stress: stress.optional().meta({
    description: 'Stress mode, in which stages with stressWaitMs wait no longer than that. Absent: never',
  }),
  remote: remote.optional().meta({
    description:
      'Delivery to the Internet of outbound mail whose route ends here. Absent: acceptance by this tier is delivery',
  }),
  background: background.nullable().default(null).meta({
    description: 'Load that is not messages: users reading, indexing, backups. Mail gets what it leaves of a machine',
  }),
  stages: z.array(stage).max(60).meta({ description: 'What is done, in order' }),
});

/** A layer of the mail system, defaults filled in. */
export type Tier = z.output<typeof tier>;
