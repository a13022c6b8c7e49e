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

/**
 * Sets the number that a pointer leads to, in a scenario or a part of one; the field may be absent. False when what it is in is not there.
 * Names in it are as they are: none has a slash or a tilde.
 */
export function setNumber(root: object, pointer: string, value: number): boolean {
  const steps = pointer.split('/').slice(1);
  const key = steps.pop();
  if (key === undefined) return false;
  let at: unknown = root;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string, unknown>)[step];
  }
  if (typeof at !== 'object' || at === null) return false;
  (at as Record<string, unknown>)[key] = value;
  return true;
}
