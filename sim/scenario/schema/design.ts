import { z } from 'zod';
import { distribution } from './distribution.ts';
import { id, named, num, share, text, whole } from './fields.ts';
import { MAIL_CLASSES } from '../words.ts';
import { failure, ha, healthCheck, hostPower, migration, rebalance, repair, scaling } from './operation.ts';
import { chosen, estimate } from './origin.ts';
import { filterRetry } from './retry.ts';

const hypervisor = z.strictObject({
  name: text('Name for people').optional(),
  cpuOverhead: num('CPU demand of a guest grows by this share', { min: 0, max: 10, unit: '1' })
    .default(0)
    .meta(chosen('Neutral: no overhead unless stated')),
  ioOverhead: num('Disk time of a guest grows by this share', { min: 0, max: 10, unit: '1' })
    .default(0)
    .meta(chosen('Neutral: no overhead unless stated')),
  vcpusPerCoreMax: num('Virtual processors placed per core, at most', { above: 0, max: 64 })
    .default(1)
    .meta(chosen('Neutral: no overcommitment')),
});

const disk = z.strictObject({
  opMs: num('Time of one synchronous operation', {
    above: 0,
    unit: 'ms',
  })
    .default(0.5)
    .meta(estimate('Battery-backed write cache: 0.3 to 0.5 ms', 2010)),
  spindles: whole('Operations served at once', { min: 1, max: 1024 }).default(1).meta(chosen('Neutral: one at a time')),
});

const extras = z.strictObject({
  ramW: num('Draw of memory above the tested amount', { min: 0, unit: 'W/GB' })
    .default(0)
    .meta(chosen('Neutral: as in the benchmark')),
  disksW: num('Draw of the disks beyond the tested one', { min: 0, unit: 'W' })
    .default(0)
    .meta(chosen('Neutral: as in the benchmark')),
  networkW: num('Draw of network ports beyond the tested ones', { min: 0, unit: 'W' })
    .default(0)
    .meta(chosen('Neutral: as in the benchmark')),
  secondPsuShare: share('Extra input of a redundant power supply')
    .default(0)
    .meta(chosen('Neutral: as in the benchmark')),
});

const price = z.strictObject({
  server: num('Price of one host', { min: 0 }).default(0).meta(chosen('Neutral: no price')),
  lifeYears: num('Years over which it is written off', { above: 0, unit: 'years' })
    .default(4)
    .meta(estimate('Usual depreciation of servers; Boavizta reckons 35,040 hours', 2023)),
  licencePerHostYear: num('Hypervisor licence of one host and year', { min: 0 })
    .default(0)
    .meta(chosen('Neutral: no licence')),
});

/** A set of like hosts. */
export const pool = z.strictObject({
  name: text('Name for people').optional(),
  model: z
    .string()
    .max(80)
    .default('reference')
    .meta({ description: 'Server model of the catalog (`mailwatt models`)' }),
  hosts: whole('Number of hosts', { min: 1, max: 2000 }).default(1).meta(chosen('A round number')),
  zones: z
    .array(id)
    .max(20)
    .nullable()
    .default(null)
    .meta({ description: 'Trust zones that its hosts may serve. Absent: any' }),
  mixing: z
    .boolean()
    .default(false)
    .meta({ description: 'Machines of different zones may share a host; reported as a finding' }),
  memoryGB: num("Memory of a host. Absent: the model's tested memory", { above: 0, unit: 'GB' })
    .nullable()
    .default(null),
  storage: z
    .enum(['local', 'shared'])
    .default('local')
    .meta({ description: 'local: dies with its host until repaired; shared: survives it' }),
  disk: disk.prefault({}).meta({ description: "Each host's own disk, or the pool's shared one" }),
  hypervisor: hypervisor.nullable().default(null).meta({ description: 'Absent: each host is one appliance' }),
  placement: z
    .enum(['firstFit', 'bestFit', 'spread', 'powerAware'])
    .default('spread')
    .meta({ description: 'How machines are put on hosts' }),
  extras: extras.prefault({}).meta({ description: 'Draw beyond the benchmarked configuration' }),
  price: price.prefault({}).meta({ description: 'Money for hosts' }),
  racks: whole('Racks over which the hosts are dealt in turn', { min: 1, max: 1000 })
    .default(1)
    .meta(chosen('Neutral: one rack')),
  failure: failure
    .nullable()
    .default(null)
    .meta({ description: 'When hosts die by themselves. Absent: only by incidents' }),
  repairS: repair.default(14400).meta(estimate('A repair contract of four hours', 2010)),
  coldSpareS: num('Time until a cold spare stands in for a dead host. Absent: no spare', { above: 0, unit: 's' })
    .nullable()
    .default(null),
  healthCheck: healthCheck
    .prefault({})
    .meta({ description: 'How the load balancer notices that a machine does not answer' }),
  migration: migration.nullable().default(null).meta({ description: 'Absent: machines do not move while they run' }),
  ha: ha.nullable().default(null).meta({ description: 'Absent: machines of a dead host wait for its repair' }),
  power: hostPower.prefault({}).meta({ description: 'Switching idle hosts off' }),
  rebalance: rebalance.prefault({}).meta({ description: 'Moving machines to even out hosts' }),
});

/** A set of like hosts, defaults filled in. */
export type Pool = z.output<typeof pool>;

/** How a design runs one tier. */
export const designTier = z.strictObject({
  pool: z.string().max(48).meta({ description: 'The pool its instances live in' }),
  instances: whole('Machines running this tier', { min: 1, max: 2000 }).default(1).meta(chosen('Neutral: one machine')),
  vcpus: whole('Processors of one instance. Absent: all cores of the host', { min: 1, max: 1024 })
    .nullable()
    .default(null),
  memoryGB: num('Memory of one instance, reserved in full', { above: 0, unit: 'GB' })
    .default(4)
    .meta(chosen('A mail relay or filter of 4 GB')),
  slots: whole('Sessions served at once by one instance. Absent: no limit', { min: 1 }).nullable().default(null),
  backlog: whole('Connections that may wait for a slot at one instance. Absent: no limit', { min: 0 })
    .nullable()
    .default(null),
  balancing: z
    .enum(['roundRobin', 'random', 'leastConnections', 'powerOfTwo'])
    .default('roundRobin')
    .meta({ description: 'How sessions are spread over instances' }),
  shares: num('Weight when the host is overcommitted', { above: 0, max: 1e6 })
    .default(1)
    .meta(chosen('Neutral: all alike')),
  reservedCores: num('Cores guaranteed to one instance', { min: 0 })
    .default(0)
    .meta(chosen('Neutral: nothing reserved')),
  limitCores: num('Cores one instance may use at most. Absent: its processors', { above: 0 }).nullable().default(null),
  antiAffinity: z.enum(['off', 'preferred', 'required']).default('preferred').meta({
    description: 'Instances of the tier on different hosts: off, as even as possible, or never two on one',
  }),
  priority: z
    .enum(['high', 'medium', 'low'])
    .default('medium')
    .meta({ description: 'Order of restart after a host died' }),
  bootS: num('Time from power-on to service. Absent: that of the pool', { min: 0, unit: 's' }).nullable().default(null),
  scaling: scaling.nullable().default(null).meta({ description: 'Absent: a fixed number of instances' }),
  pinned: z
    .array(whole('Host number in the pool'))
    .max(2000)
    .nullable()
    .default(null)
    .meta({ description: 'Host of each instance. Absent: placed by the pool' }),
});

/** How a design runs one tier, defaults filled in. */
export type DesignTier = z.output<typeof designTier>;

const equipment = z.strictObject({
  id,
  name: text('Name for people').optional(),
  watts: num('Constant draw', { min: 0, unit: 'W' }),
  rackUnits: num('Rack units', { min: 0 }).default(0).meta(chosen('Neutral: no room')),
});

const saas = z
  .strictObject({
    removes: z
      .partialRecord(z.enum(MAIL_CLASSES), share('Share of messages that it removes'))
      .default({})
      .meta({ description: 'Per class, the share of inbound messages that it removes' }),
    falsePositive: share('Share of inbound ham that it removes').default(0).meta(chosen('Neutral: removes no ham')),
    latencyS: distribution
      .default(5)
      .meta(estimate('Median of about 3 s with a long tail; service levels promise less than 60 s on average', 2015))
      .meta({ description: 'Time that it takes', unit: 's' }),
    retry: filterRetry,
    perMailboxMonth: num('Fee per mailbox and month', { min: 0 }).default(0).meta(chosen('Neutral: no fee')),
  })
  .meta({ description: 'A filter service upstream: inbound mail passes it before it comes to the first tier' });

const security = z.strictObject({
  managementNetworkIsolated: z
    .boolean()
    .default(true)
    .meta({ description: 'The hypervisor is managed over a network of its own' }),
  migrationNetworkIsolated: z
    .boolean()
    .default(true)
    .meta({ description: 'Memory of migrating machines goes over a network of its own in each zone' }),
  removableMediaRestricted: z.boolean().default(true).meta({ description: 'USB and optical media of hosts are shut' }),
  integrityMonitoring: z
    .strictObject({
      enabled: z.boolean().default(true).meta({ description: 'Changes to the hypervisor are detected' }),
      cpuOverhead: share('Share of every host of a hypervisor pool that it keeps busy')
        .default(0)
        .meta(chosen('Neutral: no overhead unless stated')),
    })
    .prefault({})
    .meta({ description: 'Integrity monitoring of the hypervisor' }),
});

/** One way to build the infrastructure. */
export const design = z.strictObject({
  name: text('Name for people').optional(),
  about: text('What is special about it', 2000).optional(),
  pools: named(pool, 'Sets of like hosts', 40),
  tiers: named(designTier, 'How each tier is run', 20),
  equipment: z
    .array(equipment)
    .max(40)
    .default([])
    .meta({ description: 'Shared equipment of constant draw: storage network, load balancer' }),
  security: security.prefault({}).meta({ description: 'How the hypervisor is protected' }),
  saas: saas.nullable().default(null),
});

/** One way to build the infrastructure, defaults filled in. */
export type Design = z.output<typeof design>;
