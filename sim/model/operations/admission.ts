/**
 * Admission control of a high-availability cluster: how many host failures it can survive with all its machines, reckoned before
 * anything happens. Pure functions; CPU in any one unit, memory in GB.
 */

/** What a host has, or a machine claims. */
export interface Size {
  readonly cpu: number;
  readonly memory: number;
}

/** What a policy says. */
export interface AdmissionVerdict {
  /** Host failures that it reckons the cluster survives. */
  readonly tolerates: number;
  /** How it reckons, in words with numbers. */
  readonly reckoning: string;
  /** False where less is free than the policy wants kept free. */
  readonly keepsFree?: boolean;
}

/** True when a policy is content: so many failures are survived, and what is to be kept free is. */
export function isEnough({ tolerates, keepsFree = true }: AdmissionVerdict, failures: number): boolean {
  return keepsFree && tolerates >= failures;
}

/**
 * Slot policy (VMware vSphere HA, "host failures the cluster tolerates"): a slot is the largest CPU and the largest memory that
 * any machine claims; a host has as many slots as fit; the hosts with most slots are taken to die first.
 */
export function slotPolicy(
  hosts: readonly Size[],
  machines: readonly Size[],
): AdmissionVerdict & { slots: number[]; slot: Size } {
  const slot = {
    cpu: Math.max(0, ...machines.map(({ cpu }) => cpu)),
    memory: Math.max(0, ...machines.map(({ memory }) => memory)),
  };
  const fits = (has: number, takes: number): number => (takes > 0 ? Math.floor(has / takes + 1e-9) : Infinity);
  const slots = hosts.map((host) => Math.min(fits(host.cpu, slot.cpu), fits(host.memory, slot.memory)));
  const survivors = [...slots].sort((a, b) => a - b);
  let tolerates = -1;
  for (let left = survivors.length; left >= 0; left--) {
    const room = survivors.slice(0, left).reduce((sum, n) => sum + n, 0);
    if (room < machines.length) break;
    tolerates = survivors.length - left;
  }
  return {
    slot,
    slots,
    tolerates: machines.length === 0 ? hosts.length : tolerates,
    reckoning: `slot ${format(slot.cpu)} CPU and ${format(slot.memory)} GB; slots ${slots.join(' + ')} for ${machines.length} machines`,
  };
}

/** Percentage policy: the share of CPU and of memory that no machine claims must not fall below the share to be kept free. */
export function percentagePolicy(
  hosts: readonly Size[],
  machines: readonly Size[],
  keepFree: number,
): AdmissionVerdict & { free: number } {
  const sum = (sizes: readonly Size[], of: (size: Size) => number): number =>
    sizes.reduce((total, size) => total + of(size), 0);
  const freeOf = (of: (size: Size) => number): number => {
    const has = sum(hosts, of);
    return has > 0 ? (has - sum(machines, of)) / has : 0;
  };
  const free = Math.min(
    freeOf(({ cpu }) => cpu),
    freeOf(({ memory }) => memory),
  );
  return {
    free,
    keepsFree: free + 1e-9 >= keepFree,
    tolerates: Math.max(0, Math.floor(free * hosts.length + 1e-9)),
    reckoning: `${(free * 100).toFixed(0)} % free of CPU or memory, ${(keepFree * 100).toFixed(0)} % to be kept free`,
  };
}

/** Reserved hosts: as many failures as hosts are kept empty. */
export function reservedHostsPolicy(reserved: number): AdmissionVerdict {
  return { tolerates: reserved, reckoning: `${reserved} ${reserved === 1 ? 'host' : 'hosts'} kept empty` };
}

function format(value: number): string {
  return String(Math.round(value * 100) / 100);
}
