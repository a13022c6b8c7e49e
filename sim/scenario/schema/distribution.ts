import { z } from 'zod';
import { num, whole } from './fields.ts';

/** Any distribution may carry `max`: values above it are drawn again. */
const max = num('Values above this are drawn again (truncation)', { above: 0 }).optional();
const mean = num('Mean', { above: 0 });
const cv = num('Coefficient of variation: standard deviation over mean', { above: 0, max: 100 });

const simple = [
  z.strictObject({ dist: z.literal('exponential'), mean, max }),
  z.strictObject({
    dist: z.literal('lognormal'),
    median: num('Median', { above: 0 }),
    sigma: num('Standard deviation of the logarithm', { min: 0, max: 6 }),
    max,
  }),
  z.strictObject({ dist: z.literal('lognormal'), mean, cv, max }),
  z.strictObject({
    dist: z.literal('weibull'),
    scale: num('Scale', { above: 0 }),
    shape: num('Shape', { min: 0.1, max: 50 }),
    max,
  }),
  z.strictObject({
    dist: z.literal('pareto'),
    min: num('Smallest value', { above: 0 }),
    alpha: num('Tail exponent', { above: 0, max: 50 }),
    max,
  }),
  z.strictObject({ dist: z.literal('gamma'), mean, cv, max }),
  z.strictObject({
    dist: z.literal('erlang'),
    mean,
    k: whole('Number of exponential phases', { min: 1, max: 1000 }),
    max,
  }),
  z.strictObject({
    dist: z.literal('hyperexponential'),
    mean,
    cv: num('Coefficient of variation, at least 1', { min: 1, max: 100 }),
    max,
  }),
  z.strictObject({
    dist: z.literal('uniform'),
    min: num('Smallest value', { min: 0 }),
    max: num('Largest value', { min: 0 }),
  }),
  z.strictObject({ dist: z.literal('geometric'), mean: num('Mean, at least 1 (values 1, 2, 3, …)', { min: 1 }), max }),
  z.strictObject({
    dist: z.literal('empirical'),
    values: z
      .array(num('A value', { min: 0 }))
      .min(1)
      .max(1000),
    weights: z
      .array(num('Weight of the value at the same place', { min: 0 }))
      .min(1)
      .max(1000),
    max,
  }),
] as const;

const part = z.union([z.number().min(0), ...simple]);

/** A distribution of non-negative values: a constant, or a law with its parameters (FORMAT: "A distribution"). */
export const distribution = z
  .union([
    z.number().min(0),
    ...simple,
    z.strictObject({
      dist: z.literal('mixture'),
      parts: z
        .array(z.strictObject({ weight: num('Relative weight of this part', { min: 0 }), of: part }))
        .min(1)
        .max(20),
      max,
    }),
  ])
  .meta({ id: 'distribution', description: 'A number (constant), or a distribution with its parameters' });

/** A distribution as a scenario states it. */
export type Distribution = z.output<typeof distribution>;
