import { loadScenario } from '../../../sim/scenario/load.ts';
import type { Scenario } from '../../../sim/scenario/schema/scenario.ts';
import { blankResult } from '../../../web/words/blank.ts';
import type { DesignFacts, Facts } from '../../../web/words/facts.ts';

/** A scenario of one tier and two streams, with as many designs as there are names. */
export function scenarioWith(names: readonly string[], more: Record<string, unknown> = {}): Scenario {
  const loaded = loadScenario({
    format: 'mailwatt/1',
    mailboxes: 1000,
    streams: {
      ham: {
        name: 'Inbound mail',
        direction: 'inbound',
        class: 'ham',
        arrivals: { process: 'poisson', perMailboxPerDay: 20 },
      },
      spam: { direction: 'inbound', class: 'spam', arrivals: { process: 'poisson', perMailboxPerDay: 80 } },
    },
    tiers: { gateway: { name: 'Gateway', stages: [{ id: 'scan', cpuMs: 10 }] } },
    routes: { inbound: ['gateway'] },
    designs: Object.fromEntries(
      names.map((name, i) => [
        `d${i}`,
        {
          name,
          pools: { p: { model: 'reference', hosts: i + 2, hypervisor: i === 0 ? null : {} } },
          tiers: { gateway: { pool: 'p', vcpus: 4, instances: 2 } },
        },
      ]),
    ),
    ...more,
  });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return loaded.scenario;
}

/** What is to be said of a design; everything else is zero. */
export interface Numbers {
  p95?: number | null;
  meanW?: number;
  rackUnits?: number;
  peak?: number;
  peakBacklog?: number;
  hamLost?: number;
  hamInFlight?: number;
  hamAway?: number;
  spamAway?: number;
  met?: readonly boolean[];
}

/** A result of a scenario with these numbers, one set per design. */
export function factsOf(scenario: Scenario, numbers: readonly Numbers[]): Facts {
  const designs = Object.entries(scenario.designs).map(([id, design], i): DesignFacts => {
    const own = numbers[i] ?? {};
    const result = structuredClone(blankResult(scenario));
    const { ham, spam } = result.streams;
    const { gateway } = result.tiers;
    if (ham === undefined || spam === undefined || gateway === undefined) throw new Error('missing stream or tier');
    for (const stream of [ham, spam]) {
      Object.assign(stream, {
        offered: 100,
        attempts: 100,
        refused: 0,
        abandoned: 0,
        deferred: 0,
        broken: 0,
        turnedAwayShare: 0,
        lost: 0,
        gaveUp: 0,
        inFlight: 0,
      });
    }
    const p95 = own.p95 === undefined ? 5 : own.p95;
    ham.deliveryS = { ...ham.deliveryS, count: p95 === null ? 0 : 100, p50: p95, p95, p99: p95 };
    Object.assign(ham, { lost: own.hamLost ?? 0, inFlight: own.hamInFlight ?? 0, refused: own.hamAway ?? 0 });
    spam.refused = own.spamAway ?? 0;
    Object.assign(gateway, { utilization: 0.5, peakBacklog: own.peakBacklog ?? 0 });
    const meanW = own.meanW ?? 1000;
    Object.assign(result.energy, { meanW, peakW: meanW * 1.2, facilityKWh: meanW / 100, cost: 0, carbonKg: 0 });
    result.footprint = { hosts: i + 2, rackUnits: own.rackUnits ?? 10 };
    result.objectives = scenario.objectives.map(({ id, metric }, k) => ({
      id,
      metric,
      value: 1,
      met: own.met?.[k] ?? true,
    }));
    return { id, name: design.name ?? id, result, peakUtilization: { gateway: own.peak ?? 0.7 } };
  });
  return { scenario, designs };
}
