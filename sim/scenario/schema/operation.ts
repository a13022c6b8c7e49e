import { z } from 'zod';
import { distribution } from './distribution.ts';
import { num, share, whole } from './fields.ts';
import { chosen, estimate, vendor } from './origin.ts';

/** How hosts and machines of a design are operated: failures, repair, high availability, migration, power, scaling. */

/** When hosts of a pool die by themselves. */
export const failure = z.strictObject({
  law: z
    .enum(['exponential', 'weibull'])
    .default('exponential')
    .meta({ description: 'Law of the time between failures of one host' }),
  mtbfHours: num('Mean time between failures of one host', { above: 0, unit: 'h' }),
  shape: num('weibull: shape; below 1 the failure rate falls with age', {
    min: 0.2,
    max: 10,
  })
    .default(0.7)
    .meta(
      estimate(
        'Weibull with a falling failure rate, as Schroeder and Gibson found in 23,000 failures; the value is an estimate',
        2006,
      ),
    ),
});

/** How a load balancer notices that a machine does not answer. */
export const healthCheck = z.strictObject({
  intervalS: num('Time between checks', { above: 0, max: 3600, unit: 's' })
    .default(5)
    .meta(estimate('Products range from 2 to 30 s (FortiGate 10 s, Kemp 9 s)', 2015)),
  failures: whole('Failed checks after which it sends nothing more', { min: 1, max: 100 })
    .default(3)
    .meta(vendor('FortiGate: 3 retries', 2015)),
});

/** Live migration within a pool. */
export const migration = z.strictObject({
  mode: z.enum(['preCopy', 'postCopy', 'cold']).default('preCopy').meta({
    description:
      'preCopy: memory first, then a short stop; postCopy: a short stop, then memory; cold: shut down, boot elsewhere',
  }),
  linkGbps: num('Bandwidth of the migration network of a host', { above: 0, max: 1000, unit: 'Gbit/s' })
    .default(1)
    .meta(chosen('Gigabit Ethernet, usual in 2010')),
  linkEfficiency: num('Part of it that carries memory', { above: 0, max: 1, unit: '1' })
    .default(0.9)
    .meta(estimate('112 MB/s of 125 MB/s', 2010)),
  dirtyMBps: num('Memory dirtied by a machine all of whose processors are busy', { min: 0, unit: 'MB/s' })
    .default(20)
    .meta(estimate('A mail relay of 4 GB', 2010)),
  workingSetShare: share('Part of the memory that is written again and again')
    .default(0.1)
    .meta(estimate('A mail relay of 4 GB', 2010)),
  maxDowntimeMs: num('The machine is stopped once what is left can be sent in this time', {
    above: 0,
    unit: 'ms',
  })
    .default(300)
    .meta(vendor('QEMU: downtime-limit', 2023)),
  maxRounds: whole('Copy rounds at most', { min: 1, max: 1000 })
    .default(30)
    .meta(estimate('Xen: 29 or 30, from memory', 2005)),
  maxTraffic: num('Memory sent at most before the stop, over the memory of the machine', {
    min: 1,
    max: 100,
    unit: '1',
  })
    .default(3)
    .meta(estimate('Xen: 3, from memory', 2005)),
  concurrent: whole('Migrations at once per host', {
    min: 1,
    max: 64,
  })
    .default(2)
    .meta(estimate('vSphere allows 4 on 1 GbE and 8 on 10 GbE; half of that', 2011)),
  cpuCores: num('Cores that one migration keeps busy on each of the two hosts', {
    min: 0,
    max: 64,
    unit: 'cores',
  })
    .default(0.3)
    .meta(estimate('ESX reserved 30% of a core for 1 GbE, from memory', 2010)),
  setupS: num('Time before the first byte', { min: 0, unit: 's' })
    .default(1)
    .meta(estimate('Overheads before and after a move are 1 to 2 s together', 2010)),
  resumeS: num('Time to start on the target after the last byte', { min: 0, unit: 's' })
    .default(0.2)
    .meta(estimate('About 0.3 s at most', 2010)),
  slowdown: num('postCopy: speed lost while memory is fetched', { min: 0, max: 0.95, unit: '1' })
    .default(0.2)
    .meta(estimate('Remote page faults until the memory has come')),
});

/** The fields of live migration, defaults filled in. */
export type MigrationSpec = z.output<typeof migration>;

/** High availability of a hypervisor pool. */
export const ha = z.strictObject({
  detectS: num('Time from the death of a host to the first restart', {
    min: 0,
    unit: 's',
  })
    .default(18)
    .meta(estimate('vSphere 5 HA declares a host dead after 18 s, from memory of its documentation', 2011)),
  restartsPerHost: whole('Machines that boot on one host at once', {
    min: 1,
    max: 1000,
  })
    .default(4)
    .meta(estimate('A careful number; vSphere starts 32 at once, from memory', 2011)),
  bootS: num('Time from power-on to service; a tier may state its own', { min: 0, unit: 's' })
    .default(60)
    .meta(estimate('5 s power-on, 30 s Linux, 10 to 25 s application', 2010)),
  admission: z.enum(['off', 'slots', 'percentage', 'reservedHosts']).default('off').meta({
    description:
      'How room for failures is reckoned: slots of the largest machine, a percentage of the pool, or hosts kept empty',
  }),
  failuresToTolerate: whole('Host failures that the pool is to survive', { max: 100 })
    .default(1)
    .meta(vendor('vSphere HA: one host failure', 2011)),
  percentage: share('percentage: part of the pool kept free').default(0.25).meta(vendor('vSphere HA: 25%', 2011)),
  reserveHosts: whole('Hosts kept empty for restarts', { max: 1000 })
    .default(0)
    .meta(chosen('Neutral: none kept empty')),
  faultTolerant: z
    .array(z.string().max(48))
    .max(20)
    .default([])
    .meta({ description: 'Tiers whose machines have a shadow on another host: they fail over at once and cost twice' }),
});

/** The fields of high availability, defaults filled in. */
export type HaSpec = z.output<typeof ha>;

/** Switching idle hosts off. */
export const hostPower = z.strictObject({
  policy: z.enum(['alwaysOn', 'consolidate']).default('alwaysOn').meta({
    description: 'consolidate: the emptiest host is evacuated and put in standby while the others suffice',
  }),
  floor: share('A host is switched off when utilization stays below', {})
    .default(0.45)
    .meta(vendor('VMware DPM: 63% - 18%', 2010)),
  ceiling: share('A host is woken when utilization stays above', {})
    .default(0.81)
    .meta(vendor('VMware DPM: 63% + 18%', 2010)),
  upAfterS: num('Time over which utilization is averaged before waking', {
    above: 0,
    unit: 's',
  })
    .default(300)
    .meta(vendor('VMware DPM: 5 min', 2010)),
  downAfterS: num('Time over which utilization is averaged before switching off', {
    above: 0,
    unit: 's',
  })
    .default(2400)
    .meta(vendor('VMware DPM: 40 min', 2010)),
  everyS: num('Time between looks', { min: 1, unit: 's' }).default(60).meta(estimate('A look each minute')),
  minHosts: whole('Hosts that stay on in any case', { min: 1, max: 2000 }).default(1).meta(chosen('Neutral: one')),
});

/** The fields of host power management, defaults filled in. */
export type HostPowerSpec = z.output<typeof hostPower>;

/** Moving machines to even out hosts. */
export const rebalance = z.strictObject({
  policy: z.enum(['off', 'imbalance']).default('off').meta({
    description:
      'imbalance: move machines while the spread of host utilization is above the threshold and the gain exceeds the cost',
  }),
  threshold: num('Standard deviation of host utilization above which machines are moved', {
    min: 0,
    max: 1,
  })
    .default(0.1)
    .meta(estimate('Gulati et al. 2012 (DRS) aim at a small spread; the value is an estimate', 2012)),
  everyS: num('Time between looks', { min: 1, unit: 's' }).default(300).meta(vendor('VMware DRS: 300 s', 2012)),
  maxMoves: whole('Moves at most per look', { min: 1, max: 100 })
    .default(8)
    .meta(estimate('As many as a host may move at once on 10 GbE', 2012)),
  horizonS: num('Time over which a better spread is taken to last', { above: 0, unit: 's' })
    .default(3600)
    .meta(estimate('An hour of mail is alike')),
});

/** The fields of rebalancing, defaults filled in. */
export type RebalanceSpec = z.output<typeof rebalance>;

/** Adding and removing instances of a tier. */
export const scaling = z
  .strictObject({
    policy: z.enum(['target', 'thresholds']).default('target').meta({
      description:
        'target: as many instances as bring utilization to the target; thresholds: one more above up, one less below down',
    }),
    min: whole('Fewest instances', { min: 1, max: 2000 }),
    max: whole('Most instances', { min: 1, max: 2000 }),
    targetUtilization: num('target: utilization aimed at', { above: 0, max: 1, unit: '1' })
      .default(0.6)
      .meta(estimate('Room for a burst of half as much again')),
    tolerance: share('target: no change while within this share of the target', {})
      .default(0.1)
      .meta(estimate('Kubernetes: 10%, from memory', 2020)),
    up: share('thresholds: one more above').default(0.7).meta(estimate('Room for a burst')),
    down: share('thresholds: one less below')
      .default(0.35)
      .meta(estimate('Half of what makes one more: no flapping with two machines')),
    everyS: num('Time between looks, over which utilization is averaged', { min: 1, unit: 's' })
      .default(60)
      .meta(estimate('A look each minute')),
    cooldownS: num('Time after a change in which nothing is added', {
      min: 0,
      unit: 's',
    })
      .default(300)
      .meta(estimate('AWS: 300 s, from memory', 2015)),
    cooldownDownS: num('Time after a change in which nothing is removed', { min: 0, unit: 's' })
      .default(900)
      .meta(estimate('Three times that of adding')),
    provisionS: num('Time to make a machine, before it boots', { min: 0, unit: 's' })
      .default(60)
      .meta(estimate('A linked clone takes 15 s, a full one of 40 GB 200 s', 2012)),
  })
  .refine((s) => s.min <= s.max, 'min must not be above max');

/** The fields of scaling, defaults filled in. */
export type ScalingSpec = z.output<typeof scaling>;

/** Repair of a dead host. */
export const repair = distribution.meta({
  description: 'Time until a dead host is repaired, before it boots',
  unit: 's',
});
