import { z } from 'zod';
import { id, num, text } from './fields.ts';

const common = {
  id: id.meta({ description: 'Name of the incident, unique in the scenario' }),
  name: text('Name for people').optional(),
  atS: num('When it begins, from the start of the run', { min: 0, unit: 's' }),
};

const spike = z
  .strictObject({
    ...common,
    kind: z.literal('spike'),
    stream: z.string().max(48).meta({ description: 'The stream whose rate changes' }),
    factor: num('The rate is multiplied by this at the height', { min: 0, max: 1e4 }),
    rampS: num('Time to reach the height, linearly', { min: 0, unit: 's' }).default(0),
    holdS: num('Time at the height', { min: 0, unit: 's' }).default(3600),
    decayS: num('Time back to normal, linearly', { min: 0, unit: 's' }).default(0),
  })
  .meta({ description: "A stream's rate rises, holds and decays" });

/** Something that happens during the run. */
export const incident = z.discriminatedUnion('kind', [spike]);

/** Something that happens during the run, defaults filled in. */
export type Incident = z.output<typeof incident>;
/** A stream's rate rises, holds and decays. */
export type Spike = z.output<typeof spike>;
