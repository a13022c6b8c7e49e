import { HostState } from '../../columns/hosts.ts';
import { InstanceState } from '../../columns/instances.ts';
import type { World } from '../world.ts';
import { percentagePolicy, reservedHostsPolicy, slotPolicy } from './admission.ts';
import type { AdmissionVerdict } from './admission.ts';
import { hostsOfPool, poolOf } from './placing.ts';

/**
 * What a pool's admission control says of its machines on the given hosts (absent: those that are on). CPU is reckoned in virtual
 * processors, of which a host takes its cores times the pool's limit: the measure by which machines are placed. Null without a policy.
 */
export function admissionOf(world: World, pool: string, on?: readonly number[]): AdmissionVerdict | null {
  const { hosts, hostSpecs, instances, design } = world;
  const { ha, hypervisor } = design.pools[pool];
  if (ha === null || hypervisor === null || ha.admission === 'off') return null;
  const those = on ?? hostsOfPool(world, pool).filter((host) => hosts.state[host] === HostState.on);
  const sizes = those.map((host) => ({
    cpu: hosts.cores[host] * hypervisor.vcpusPerCoreMax,
    memory: hostSpecs[host].memoryGB,
  }));
  const machines: { cpu: number; memory: number }[] = [];
  for (let i = 0; i < instances.count; i++) {
    if (poolOf(world, i) !== pool || instances.state[i] === InstanceState.off) continue;
    const size = { cpu: instances.vcpus[i], memory: instances.memoryGB[i] };
    machines.push(size);
    if (instances.shadow[i] >= 0) machines.push(size);
  }
  switch (ha.admission) {
    case 'slots':
      return slotPolicy(sizes, machines);
    case 'percentage':
      return percentagePolicy(sizes, machines, ha.percentage);
    case 'reservedHosts':
      return reservedHostsPolicy(ha.reserveHosts);
  }
}
