/** The seed of each replication: the scenario's own first, then `seed#1`, `seed#2`, … */
export function replicationSeeds(seed: string, replications: number): string[] {
  return Array.from({ length: replications }, (_, i) => (i === 0 ? seed : `${seed}#${i}`));
}
