import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readFileSync } from 'node:fs';
import { parseScenario } from '../../sim/scenario/load.ts';
import type { Scenario } from '../../sim/scenario/schema/scenario.ts';
import { Simulation } from '../../sim/simulation.ts';

const FILE = new URL('../../scenarios/spam-heavy-monday.json', import.meta.url);
const SLICE = 200_000;
const RUNS = 3;

/** What one run of a design took. */
interface Took {
  readonly events: number;
  readonly wallS: number;
  readonly cpuS: number;
  /** Live memory at the end, over that before [MB]. */
  readonly heapMB: number;
}

/**
 * Prints events per second of each design of the spam-heavy Monday, by this thread's processor time and by the clock (best of some runs:
 * the others were disturbed); the same with incidents that happen and with none; and the memory that a run of four times the length holds.
 */
export function run(): void {
  const monday = load();
  const quiet = { ...monday, incidents: [] };
  for (const design of Object.keys(monday.designs)) {
    report(`${design}, 24 h`, best(quiet, design));
    report(`${design}, 24 h, a host dies and returns`, best(withDeath(quiet), design));
  }
  const design = Object.keys(monday.designs)[0] ?? '';
  for (const hours of [6, 24]) {
    const { heapMB } = timed({ ...quiet, run: { ...quiet.run, durationS: hours * 3600 } }, design);
    line(`${design}, memory of a run of ${hours} h`, `${heapMB.toFixed(1)} MB`);
  }
}

function load(): Scenario {
  const loaded = parseScenario(readFileSync(FILE, 'utf8'));
  if (!loaded.ok) throw new Error(loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return loaded.scenario;
}

function withDeath(scenario: Scenario): Scenario {
  return {
    ...scenario,
    incidents: [{ id: 'death', kind: 'hostFailure', atS: 36000, pool: '*', host: 1 }],
  };
}

function best(scenario: Scenario, design: string): Took {
  const runs = Array.from({ length: RUNS }, () => timed(scenario, design));
  return runs.reduce((a, b) => (b.cpuS < a.cpuS ? b : a));
}

function timed(scenario: Scenario, design: string): Took {
  const before = liveMB();
  const simulation = new Simulation(scenario, design);
  const cpu = process.cpuUsage();
  const clock = performance.now();
  // Frames are taken as the page takes them, and dropped: what is left is the engine's own.
  while (!simulation.advance(SLICE)) simulation.takeFrame();
  const wallS = (performance.now() - clock) / 1000;
  const cpuS = process.cpuUsage(cpu).user / 1e6;
  simulation.takeFrame();
  return { events: simulation.events, wallS, cpuS, heapMB: liveMB() - before };
}

function report(name: string, { events, wallS, cpuS }: Took): void {
  const perS = (seconds: number): string => `${(events / seconds / 1e6).toFixed(2)} M/s`;
  line(name, `${perS(cpuS)} by processor time, ${perS(wallS)} by the clock (${(events / 1e6).toFixed(1)} M events)`);
}

function line(name: string, figure: string): void {
  process.stdout.write(`${name.padEnd(52)}${figure}\n`);
}

/** Memory in use after a collection, typed arrays included [MB]. */
function liveMB(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
