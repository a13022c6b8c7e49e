import type { DesignFacts } from '../../words/facts.ts';
import { carbon, energy, list, money, percent, say, seconds, watts } from '../../words/numbers.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { DataTable } from './dataTable.tsx';

/** The machines. */
export function Hosts({ design }: { design: DesignFacts }) {
  return (
    <DataTable
      title="Hosts"
      what="Each server: how busy it was, what it drew and used, and what runs on it. Ready: processor time its machines wanted and did not get."
      columns={[
        { id: 'host', head: 'Host', text: true },
        { id: 'model', head: 'Model', text: true },
        { id: 'cpu', head: 'CPU' },
        { id: 'mean', head: 'Mean' },
        { id: 'peak', head: 'Peak' },
        { id: 'energy', head: 'Energy' },
        { id: 'ready', head: 'Ready' },
        { id: 'on', head: 'Runs', text: true },
      ]}
      rows={design.result.hosts.map((host) => [
        host.id,
        host.model,
        percent(host.utilization),
        say(watts(host.meanW)),
        say(watts(host.peakW)),
        say(energy(host.energyKWh)),
        say(seconds(host.readyS)),
        host.instances.length === 0 ? 'nothing' : list(host.instances),
      ])}
      empty="The design has no hosts."
    />
  );
}

/** What the design costs, by cause. */
export function Costs({ scenario, design }: { scenario: Scenario; design: DesignFacts }) {
  const { cost, costBy, itKWh, facilityKWh, carbonKg } = design.result.energy;
  const { currency, pue } = scenario.facility;
  const rows: string[][] = [
    ['Energy of the machines', say(energy(itKWh))],
    [`Energy at the meter (PUE ${pue})`, say(energy(facilityKWh))],
    ['Carbon', say(carbon(carbonKg))],
  ];
  if (cost > 0) {
    rows.push(
      ['Cost of energy', money(costBy.energy, currency)],
      ['Cost of servers', money(costBy.servers, currency)],
      ['Cost of licenses', money(costBy.licences, currency)],
      ['Cost of rack space', money(costBy.rackSpace, currency)],
      ['Cost of filter service', money(costBy.saas, currency)],
      ['Cost, all', money(cost, currency)],
    );
  }
  return (
    <DataTable
      title="Energy and cost"
      what="For the measured time. Server and license costs are the share of their life or year that it takes; causes without a price in the scenario cost nothing."
      columns={[
        { id: 'what', head: 'What', text: true },
        { id: 'amount', head: 'Amount' },
      ]}
      rows={rows}
      empty=""
    />
  );
}
