import { z } from 'zod';
import { id, num, text, whole } from './fields.ts';
import { chosen, estimate } from './origin.ts';

const common = {
  id: id.meta({ description: 'Name of the incident, unique in the scenario' }),
  name: text('Name for people').optional(),
  atS: num('When it begins, from the start of the run', { min: 0, unit: 's' }),
};
const holdS = num('How long it lasts', { min: 0, unit: 's' }).default(3600).meta(chosen('One hour'));
const factor = num('Multiplied by this while it lasts', { above: 0, max: 1e4 });
const streamId = z.string().max(48);
/** Incidents strike every design that has what they name; `design` narrows them to one. */
const where = {
  design: z
    .string()
    .max(48)
    .optional()
    .meta({ description: 'Only in this design. Absent: in every design that has what it names' }),
};
const poolId = z.string().max(48).meta({ description: 'Pool, or * for every pool that has such a host' });
const tierId = z.string().max(48).meta({ description: 'Tier' });
const stageIds = z.array(z.string().max(48)).min(1).max(60).meta({ description: 'Names of stages, in any tier' });

const kinds = [
  z
    .strictObject({
      ...common,
      kind: z.literal('spike'),
      stream: streamId.meta({ description: 'The stream whose rate changes' }),
      factor: num('The rate is multiplied by this at the height', { min: 0, max: 1e4 }),
      rampS: num('Time to reach the height, linearly', { min: 0, unit: 's' })
        .default(0)
        .meta(chosen('Neutral: at once')),
      holdS: num('Time at the height', { min: 0, unit: 's' }).default(3600).meta(chosen('One hour')),
      decayS: num('Time back to normal, linearly', { min: 0, unit: 's' }).default(0).meta(chosen('Neutral: at once')),
    })
    .meta({ description: "A stream's rate rises, holds and decays" }),
  z
    .strictObject({
      ...common,
      kind: z.literal('surgeAfterOutage'),
      stream: streamId.meta({ description: 'The stream whose senders were cut off' }),
      outageS: num('For so long nothing comes', { above: 0, unit: 's' }),
      drainS: num("Then the senders' queues drain over this time, on top of new mail", { above: 0, unit: 's' })
        .default(1800)
        .meta(estimate('First retries come within 5 min, later ones within half an hour')),
    })
    .meta({ description: 'Senders cannot reach the organization for a while, then their queues drain' }),
  z
    .strictObject({
      ...common,
      ...where,
      kind: z.literal('hostFailure'),
      pool: poolId,
      host: whole('Number of the host in its pool, from 0', { max: 1999 }).default(0).meta(chosen('The first')),
    })
    .meta({ description: 'A host dies, with everything on it' }),
  z
    .strictObject({
      ...common,
      ...where,
      kind: z.literal('rackFailure'),
      pool: poolId,
      rack: whole('Number of the rack, from 0', { max: 999 }).default(0).meta(chosen('The first')),
    })
    .meta({ description: 'All hosts of a rack die' }),
  z
    .strictObject({
      ...common,
      ...where,
      kind: z.literal('instanceFailure'),
      tier: tierId,
      instance: whole('Number of the instance in its tier, from 0', { max: 1999 }).default(0).meta(chosen('The first')),
      restartS: num('Time to notice and restart it, before it boots', { min: 0, unit: 's' })
        .default(60)
        .meta(estimate('vSphere notices after 30 to 120 s, from memory', 2011)),
    })
    .meta({ description: 'One machine crashes, its host stays' }),
  z
    .strictObject({
      ...common,
      ...where,
      kind: z.literal('migrate'),
      tier: tierId,
      instance: whole('Number of the instance in its tier, from 0', { max: 1999 }).default(0).meta(chosen('The first')),
      to: whole('Number of the target host in the pool. Absent: the best that fits', { max: 1999 }).optional(),
    })
    .meta({ description: 'One machine moves to another host' }),
  z
    .strictObject({
      ...common,
      ...where,
      kind: z.literal('maintenance'),
      pool: poolId,
      host: whole('Number of the first host in its pool, from 0', { max: 1999 }).default(0).meta(chosen('The first')),
      hosts: whole('So many hosts, one after the other', { min: 1, max: 2000 }).default(1).meta(chosen('Neutral: one')),
      workS: num('Work on each host once it is empty', { min: 0, unit: 's' })
        .default(1800)
        .meta(estimate('A hypervisor update with its reboot')),
    })
    .meta({ description: 'Hosts are emptied, worked on and put back, one after the other' }),
  z
    .strictObject({ ...common, ...where, kind: z.literal('dnsSlow'), stages: stageIds, factor, holdS })
    .meta({ description: 'Waits of some stages take longer' }),
  z
    .strictObject({ ...common, ...where, kind: z.literal('signatureUpdate'), stages: stageIds, factor, holdS })
    .meta({ description: 'CPU work of some stages grows' }),
  z
    .strictObject({ ...common, ...where, kind: z.literal('storageSlow'), pool: poolId, factor, holdS })
    .meta({ description: 'Disk operations take longer' }),
  z
    .strictObject({
      ...common,
      ...where,
      kind: z.literal('saasOutage'),
      holdS,
      effect: z.enum(['unfiltered', 'waits']).default('waits').meta({
        description:
          'unfiltered: mail comes straight to the gateway; waits: it is held upstream and comes when the service is back',
      }),
      drainS: num('waits: held mail comes over this time', { above: 0, unit: 's' })
        .default(900)
        .meta(estimate('A service with room for three times its usual rate')),
    })
    .meta({ description: 'The filter service upstream fails' }),
  z
    .strictObject({
      ...common,
      ...where,
      kind: z.literal('parameter'),
      pointer: z
        .string()
        .max(200)
        .regex(/^\//, 'must be a JSON pointer into the scenario, like /tiers/gateway/stages/0/cpuMs')
        .meta({ description: 'A number of the scenario' }),
      value: num('Its new value', { min: 0 }),
    })
    .meta({ description: 'A number of the scenario changes for the rest of the run' }),
] as const;

/** Something that happens during the run. */
export const incident = z.discriminatedUnion('kind', kinds);

/** Something that happens during the run, defaults filled in. */
export type Incident = z.output<typeof incident>;
/** An incident of one kind. */
export type IncidentOf<K extends Incident['kind']> = Extract<Incident, { kind: K }>;
/** A stream's rate rises, holds and decays. */
export type Spike = IncidentOf<'spike'>;
