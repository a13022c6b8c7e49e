import { z } from 'zod';
import { num, whole } from './fields.ts';

/** Most messages of one trace: with sizes and recipients they fill a scenario file. */
export const MAX_TRACE_ROWS = 100_000;

/** Recorded mail, message by message; columns of equal length, which `references/mail.ts` checks, as it does the order of the times. */
export const trace = z
  .strictObject({
    process: z.literal('trace'),
    atS: z
      .array(num('A time', { min: 0, unit: 's' }))
      .min(1)
      .max(MAX_TRACE_ROWS)
      .meta({ description: 'When each message comes, from the start of the run, in order of time', unit: 's' }),
    sizeKB: z
      .array(num('A size', { min: 0, unit: 'KB' }))
      .max(MAX_TRACE_ROWS)
      .optional()
      .meta({ description: 'Size of each message. Absent: drawn from the stream’s own distribution', unit: 'KB' }),
    recipients: z
      .array(whole('A number of recipients', { min: 1, max: 1e6 }))
      .max(MAX_TRACE_ROWS)
      .optional()
      .meta({ description: 'Recipients of each message. Absent: drawn from the stream’s own distribution' }),
  })
  .meta({
    description: 'Recorded arrivals, played back the same in every design; no profile, spike or seed changes them',
  });

/** Recorded mail as a scenario states it. */
export type Trace = z.output<typeof trace>;
