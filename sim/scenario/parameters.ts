import type { Scenario } from './schema/scenario.ts';

/**
 * The numbers of a scenario that an incident of kind `parameter` may change during a run, as patterns of JSON pointers
 * (a star stands for one name or number).
 */
export const CHANGEABLE: readonly string[] = [
  '/streams/*/arrivals/perS',
  '/streams/*/arrivals/perMailboxPerDay',
  '/streams/*/retry/share',
  '/streams/*/retry/firstS',
  '/streams/*/retry/factor',
  '/streams/*/retry/maxS',
  '/streams/*/retry/giveUpS',
  '/streams/*/retry/jitter',
  '/tiers/*/patienceS',
  '/tiers/*/spool/capacityMessages',
  '/tiers/*/spool/retryFirstS',
  '/tiers/*/spool/retryMaxS',
  '/tiers/*/background/coresPerThousandMailboxes',
  '/tiers/*/stages/*/share',
  '/tiers/*/stages/*/cpuMs',
  '/tiers/*/stages/*/cpuMs/*',
  '/tiers/*/stages/*/cpuMsPerKB',
  '/tiers/*/stages/*/cpuMaxKB',
  '/tiers/*/stages/*/cpuMsPerRecipient',
  '/tiers/*/stages/*/waitMs',
  '/tiers/*/stages/*/waitMs/*',
  '/tiers/*/stages/*/diskOps',
  '/tiers/*/stages/*/verdicts/*/*',
  '/designs/*/tiers/*/slots',
  '/designs/*/tiers/*/backlog',
  '/designs/*/tiers/*/shares',
  '/designs/*/tiers/*/reservedCores',
  '/designs/*/tiers/*/limitCores',
];

/** True for a pointer to a number that may change during a run. */
export function isChangeable(pointer: string): boolean {
  const steps = pointer.split('/');
  return CHANGEABLE.some((pattern) => {
    const parts = pattern.split('/');
    return parts.length === steps.length && parts.every((part, i) => part === '*' || part === steps[i]);
  });
}

/** The number that a pointer leads to, null where the field is absent; undefined when it leads nowhere, or to something else. */
export function numberAt(scenario: Scenario, pointer: string): number | null | undefined {
  const found = parentOf(scenario, pointer);
  if (found === undefined) return undefined;
  const value = found.parent[found.key];
  return typeof value === 'number' || value === null ? value : undefined;
}

/** Sets the number that a pointer leads to. Throws RangeError when it leads nowhere. */
export function setNumber(scenario: Scenario, pointer: string, value: number): void {
  const found = parentOf(scenario, pointer);
  if (found === undefined) throw new RangeError(`no number at ${pointer}`);
  found.parent[found.key] = value;
}

interface Found {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function parentOf(scenario: Scenario, pointer: string): Found | undefined {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const key = steps.pop();
  if (key === undefined) return undefined;
  let at: unknown = scenario;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
  return { parent: at as Record<string, unknown>, key };
}
