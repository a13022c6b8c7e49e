import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../sim/scenario/load.ts';
import { HOST_STATES, INSTANCE_STATES } from '../../sim/measure/metrics.ts';
import { Simulation } from '../../sim/simulation.ts';
import { Series } from '../../web/engine/series.ts';
import { fleetOf } from '../../web/topology/fleet.ts';
import { Occupancy } from '../../web/topology/occupancy.ts';
import { logOf } from '../../web/topology/replay.ts';
import { recordingOf, sceneAt } from '../../web/topology/scene.ts';
import type { Scene } from '../../web/topology/scene.ts';
import { sceneWords } from '../../web/topology/words.ts';
import { eventful } from '../e2e/support/operations.ts';

const loaded = loadScenario(eventful);
if (!loaded.ok) throw new Error('the scenario of the test is not valid');
const { scenario } = loaded;

/** A run of one design, ready to be played back. */
function recordingOfRun(design: string) {
  const simulation = new Simulation(scenario, design);
  const series = new Series(simulation.columns);
  while (!simulation.advance(1e9));
  const frame = simulation.takeFrame();
  if (frame) series.append(frame);
  const result = simulation.result();
  return { result, series, recording: recordingOf(fleetOf(scenario, design), series, logOf(result)) };
}

const cluster = recordingOfRun('virtual');
const boxes = recordingOfRun('boxes');
const at = (s: number, { recording } = cluster): Scene => {
  const scene = sceneAt(recording, s);
  if (scene === undefined) throw new Error('no scene');
  return scene;
};
const hostOf = (scene: Scene, id: string) => scene.hosts.find((host) => host.id === id);
const machineOf = (scene: Scene, id: string) => scene.machines.find((machine) => machine.id === id);
const entry = (what: string, to: string, after = 0) =>
  cluster.result.journal.find((one) => one.what === what && one.to === to && one.atS >= after)?.atS ?? NaN;

describe('a fleet', () => {
  test('numbers hosts and machines as the sampled columns do', () => {
    for (const { recording, series } of [cluster, boxes]) {
      expect(recording.fleet.hosts.map(({ id }) => id)).toEqual(series.ownersOf('host.state'));
      expect(recording.fleet.machines.map(({ id }) => id)).toEqual(series.ownersOf('instance.state'));
    }
  });

  test('deals hosts to racks in turn', () => {
    expect(boxes.recording.fleet.hosts.map(({ rack }) => rack)).toEqual([0, 1, 0, 0, 0]);
  });
});

describe('a moment of a run', () => {
  test('at the end of any sample is what was sampled: the journal adds nothing to it', () => {
    for (const { recording, series } of [cluster, boxes]) {
      for (let i = 0; i < series.length; i++) {
        const scene = sceneAt(recording, series.time[i] ?? 0);
        expect(scene?.hosts.map(({ state }) => state)).toEqual(
          recording.fleet.hosts.map(({ id }) => HOST_STATES[series.column('host.state', id)?.[i] ?? -1]),
        );
        expect(scene?.machines.map(({ state }) => state)).toEqual(
          recording.fleet.machines.map(({ id }) => INSTANCE_STATES[series.column('instance.state', id)?.[i] ?? -1]),
        );
      }
    }
  });

  test('just before the end of a sample has the states that the sample is about to see', () => {
    // What the journal tells of the sample, replayed on the sample before it, must lead to the sample after.
    const { series, recording, result } = cluster;
    for (let i = 0; i < series.length; i++) {
      const end = series.time[i] ?? 0;
      if (result.journal.some(({ atS }) => Math.abs(atS - end) < 0.01)) continue;
      const before = at(end - 0.01);
      expect(before.hosts.map(({ state }) => state)).toEqual(at(end).hosts.map(({ state }) => state));
      expect(before.machines.map(({ state }) => state)).toEqual(at(end).machines.map(({ state }) => state));
      expect(before.machines.map(({ host }) => host)).toEqual(at(end).machines.map(({ host }) => host));
      expect(recording.fleet.machines).toHaveLength(before.machines.length);
    }
  });

  test('shows a death at its second, not at the end of the sample', () => {
    expect(hostOf(at(4499.9), 'v-1')?.state).toBe('on');
    expect(hostOf(at(4500), 'v-1')?.state).toBe('dead');
    const victim =
      cluster.result.journal.find(({ what, note }) => what === 'instance down' && note === 'v-1')?.to ?? '';
    expect(machineOf(at(4499.9), victim)?.state).toBe('serving');
    expect(machineOf(at(4500.1), victim)?.state).toBe('down');
    expect(machineOf(at(entry('instance serves', victim, 4500)), victim)?.state).toBe('serving');
  });

  test('shows a machine on the way from one host to the other, still for the switch, and then there', () => {
    const [move] = cluster.result.migrations.filter(({ reason }) => reason === 'asked for');
    if (move === undefined) throw new Error('nothing moved');
    const middle = at(move.atS + move.totalS / 2);
    const [seen] = middle.moves;
    expect(middle.machines[seen?.machine ?? -1]?.id).toBe(move.vm);
    expect(seen?.forS).toBeCloseTo(move.totalS / 2);
    expect(seen?.totalS).toBeCloseTo(move.totalS);
    expect(middle.hosts[machineOf(middle, move.vm)?.host ?? -1]?.id).toBe(move.from);
    expect(machineOf(at(entry('migration pauses', move.vm, move.atS) + 0.01), move.vm)?.state).toBe('paused');
    const after = at(move.atS + move.totalS + 0.001);
    expect(after.moves).toEqual([]);
    expect(machineOf(after, move.vm)?.state).toBe('serving');
    expect(after.hosts[machineOf(after, move.vm)?.host ?? -1]?.id).toBe(move.to);
  });

  test('is not later than what has been simulated, and not there before anything was', () => {
    expect(at(1e9).atS).toBe(4 * 3600);
    const { fleet } = cluster.recording;
    const empty = recordingOf(fleet, new Series([]), logOf(undefined));
    expect(sceneAt(empty, 5)).toBeUndefined();
  });

  test('is told in sentences', () => {
    const words = sceneWords(at(4510));
    expect(words).toMatch(/^\d of 4 hosts (is|are) on, 1 dead \(v-1\)/);
    expect(words).toMatch(/Of \d machines \d down \(/);
    expect(words).toMatch(/Busiest: v-\d at \d+% CPU\. All hosts: \d+ W \(mean\)\./);
    expect(sceneWords(at(600, boxes))).toMatch(/^All 5 hosts are on\. All 5 machines serve\./);
  });
});

describe('the room of a host in the drawing', () => {
  test('is for the most machines that it ever has, as the samples show them', () => {
    const occupancy = new Occupancy(cluster.recording.fleet);
    expect(occupancy.mostOn(0)).toBe(1);
    occupancy.readSeries(cluster.series);
    for (const [host] of cluster.recording.fleet.hosts.entries()) {
      for (let s = 0; s <= 14400; s += 300) {
        const here = at(s).machines.filter((machine) => machine.host === host).length;
        expect(occupancy.mostOn(host)).toBeGreaterThanOrEqual(here);
      }
    }
    expect(occupancy.mostWaiting).toBe(0);
  });
});
