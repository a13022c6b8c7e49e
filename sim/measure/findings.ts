import type { World } from '../model/world.ts';
import type { Finding } from './result.ts';

/** Rules that a design breaks or endangers, seen from its machines at the end of the run. */
export function findingsOf(world: World): Finding[] {
  return [...mixedZones(world), ...notPlaced(world), ...security(world)];
}

/** PCI SSC Virtualization Guidelines (2011) §4.2; NIST SP 800-125 (2011): machines of different trust levels share no host. */
function mixedZones({ hosts, hostSpecs, instances, tierSpecs }: World): Finding[] {
  return hostSpecs.flatMap(({ id }, host) => {
    const zones = [...new Set(hosts.instances[host].map((i) => tierSpecs[instances.tier[i]].zone))].sort();
    if (zones.length < 2) return [];
    return [
      {
        rule: 'zone-mixed-host',
        severity: 'high' as const,
        where: `host ${id}`,
        why: `machines of the zones ${zones.join(' and ')} share it: whoever breaks out of one reaches the other, and an audit takes the whole host into scope (PCI SSC Virtualization Guidelines 2011, 4.2)`,
      },
    ];
  });
}

function notPlaced({ unplaced, instances }: World): Finding[] {
  return unplaced.map(({ instance, why }) => ({
    rule: 'not-placed',
    severity: 'high' as const,
    where: `instance ${instances.ids[instance]}`,
    why: `no host can take it: ${why}`,
  }));
}

/** PCI SSC Virtualization Guidelines (2011) §4.1; NIST SP 800-125 (2011) §4: guard the hypervisor and its management. */
function security({ design }: World): Finding[] {
  const { security: guards, pools } = design;
  if (Object.values(pools).every((pool) => pool.hypervisor === null)) return [];
  const findings: Finding[] = [];
  const add = (rule: string, why: string): void => {
    findings.push({ rule, severity: 'medium', where: 'hypervisors', why });
  };
  if (!guards.managementNetworkIsolated) {
    add(
      'management-not-isolated',
      'the hypervisors are managed over a network that machines share (NIST SP 800-125, 2011)',
    );
  }
  if (!guards.removableMediaRestricted) {
    add('removable-media', 'removable media can be used on hosts (PCI SSC Virtualization Guidelines, 2011)');
  }
  if (!guards.integrityMonitoring.enabled) {
    add('hypervisor-not-monitored', 'changes to the hypervisor go unnoticed (PCI SSC Virtualization Guidelines, 2011)');
  }
  return findings;
}
