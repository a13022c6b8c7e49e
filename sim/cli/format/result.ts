import { numbersOf } from '../../measure/pointer.ts';
import type { DesignResult, Interval, Result } from '../../measure/result.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { columns, csv } from './columns.ts';
import { count, percent, quantity } from './numbers.ts';

/** The result as a table for people: one column per design, units beside the names, intervals where there were replications. */
export function resultTable(result: Result, scenario: Scenario): string {
  const designs = Object.entries(result.designs);
  const rows: string[][] = [];
  type Row = (design: DesignResult) => string;
  const row = (name: string, unit: string, of: Row): void => {
    rows.push([`  ${name}`, unit, ...designs.map(([, design]) => of(design))]);
  };
  const head = (name: string): void => {
    rows.push([], [name]);
  };
  const number = (
    name: string,
    unit: string,
    pointer: string,
    of: (design: DesignResult) => number | null | undefined,
  ): void => {
    row(name, unit, (design) => withInterval(quantity(of(design)), design.intervals[pointer]));
  };

  rows.push(['', '', ...designs.map(([id]) => id)]);
  for (const [id, { direction, class: kind }] of Object.entries(scenario.streams)) {
    head(`${id} (${direction} ${kind})`);
    const counted = (
      name: string,
      field: 'offered' | 'delivered' | 'rejected' | 'quarantined' | 'dropped' | 'gaveUp' | 'lost' | 'inFlight',
    ): void => {
      if (
        field !== 'offered' &&
        field !== 'delivered' &&
        designs.every(([, { streams }]) => streams[id]?.[field] === 0)
      )
        return;
      row(name, 'messages', ({ streams }) => count(streams[id]?.[field] ?? 0));
    };
    counted('offered', 'offered');
    counted('delivered', 'delivered');
    counted('rejected', 'rejected');
    counted('quarantined', 'quarantined');
    counted('dropped', 'dropped');
    counted('sender gave up', 'gaveUp');
    counted('lost', 'lost');
    counted('still under way', 'inFlight');
    row('tries turned away', 'tries', ({ streams }) => {
      const stream = streams[id];
      return count((stream?.refused ?? 0) + (stream?.abandoned ?? 0) + (stream?.deferred ?? 0));
    });
    for (const p of ['p50', 'p95', 'p99'] as const) {
      number(`delivery ${p}`, 's', `/streams/${id}/deliveryS/${p}`, ({ streams }) => streams[id]?.deliveryS[p]);
    }
  }
  for (const id of Object.keys(scenario.tiers)) {
    if (designs.every(([, { tiers }]) => tiers[id] === undefined)) continue;
    head(id);
    row('CPU utilization', 'mean', ({ tiers }) => percent(tiers[id]?.utilization));
    number('busy cores', 'mean', `/tiers/${id}/busyCores`, ({ tiers }) => tiers[id]?.busyCores);
    number('slots in use', 'mean', `/tiers/${id}/inService`, ({ tiers }) => tiers[id]?.inService);
    row('backlog', 'peak', ({ tiers }) => quantity(tiers[id]?.peakBacklog));
    row('sojourn', 's, mean', ({ tiers }) => quantity(tiers[id]?.sojournS.mean));
  }
  head('power and money');
  number('power', 'W, mean', '/energy/meanW', ({ energy }) => energy.meanW);
  number('power', 'W, peak', '/energy/peakW', ({ energy }) => energy.peakW);
  number('IT energy', 'kWh', '/energy/itKWh', ({ energy }) => energy.itKWh);
  number('facility energy', 'kWh', '/energy/facilityKWh', ({ energy }) => energy.facilityKWh);
  number('cost', scenario.facility.currency, '/energy/cost', ({ energy }) => energy.cost);
  number('carbon', 'kg CO2', '/energy/carbonKg', ({ energy }) => energy.carbonKg);
  number('energy per 1000 ham', 'Wh', '/energy/whPerThousandHam', ({ energy }) => energy.whPerThousandHam);
  row('hosts', '', ({ footprint }) => String(footprint.hosts));
  row('rack units', 'U', ({ footprint }) => String(footprint.rackUnits));
  if (scenario.objectives.length > 0) head('objectives');
  for (const { id, atMost, atLeast } of scenario.objectives) {
    row(id, atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`, ({ objectives }) => {
      const judged = objectives.find((objective) => objective.id === id);
      return `${quantity(judged?.value)} ${judged?.met ? 'met' : 'MISSED'}`;
    });
  }
  const right = designs.map((_, i) => i + 2);
  const findings = designs.flatMap(([id, design]) =>
    design.findings.map(({ severity, rule, where, why }) => `${id}: ${severity}: ${rule} at ${where}: ${why}`),
  );
  return [
    result.scenario,
    `seed ${result.seed}, engine ${result.engine}, digest ${result.digest}`,
    '',
    ...columns(rows, right),
    ...(findings.length > 0 ? ['', 'findings', ...findings.map((line) => `  ${line}`)] : []),
    '',
  ].join('\n');
}

function withInterval(value: string, interval: Interval | undefined): string {
  return interval ? `${quantity(interval.mean)} ± ${quantity((interval.high - interval.low) / 2)}` : value;
}

/** Every number of the result, a line each: design, JSON pointer, value, and the interval's mean, low, high and n. */
export function resultCsv(result: Result): string {
  const rows: (string | number | null)[][] = [['design', 'pointer', 'value', 'mean', 'low', 'high', 'n']];
  for (const [id, design] of Object.entries(result.designs)) {
    for (const [pointer, value] of numbersOf(design)) {
      const interval = design.intervals[pointer];
      const { mean, low, high, n } = interval ?? { mean: null, low: null, high: null, n: null };
      rows.push([id, pointer, value, mean, low, high, n]);
    }
  }
  return csv(rows);
}

/** The sampled series, a line for each sample and column: design, end of the sample [s], metric, what it is of, unit, value. */
export function seriesCsv(result: Result): string {
  const rows: (string | number | null)[][] = [['design', 'timeS', 'metric', 'of', 'unit', 'value']];
  for (const [id, { series }] of Object.entries(result.designs)) {
    series?.timeS.forEach((timeS, i) => {
      for (const { metric, of, unit, values } of series.columns)
        rows.push([id, timeS, metric, of, unit, values[i] ?? null]);
    });
  }
  return csv(rows);
}
