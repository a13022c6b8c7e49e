import type { DesignFacts } from '../../words/facts.ts';
import { tierName } from '../../words/facts.ts';
import { NONE, percent, plain } from '../../words/numbers.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { DataTable } from './dataTable.tsx';

/** How long tiers and whole ways through them were out, as a share of the measured time and in minutes. */
export function Availability({ scenario, design }: { scenario: Scenario; design: DesignFacts }) {
  const { availability, tiers } = design.result;
  const measuredS = scenario.run.durationS - scenario.run.warmupS;
  return (
    <DataTable
      title="Availability"
      what="Of each tier: the share of the measured time in which at least one of its machines worked, and how long none did; short-handed: how long fewer worked than the design wants. Of each direction: the same for all tiers on its way together."
      columns={[
        { id: 'what', head: 'Of', text: true },
        { id: 'share', head: 'Available' },
        { id: 'down', head: 'Down' },
        { id: 'degraded', head: 'Short-handed' },
      ]}
      rows={[
        ...Object.entries(tiers).map(([id, tier]) => [
          tierName(scenario, id),
          share(tier.availability),
          minutes(tier.downS),
          minutes(tier.degradedS),
        ]),
        ...Object.entries(availability).map(([direction, open]) => [
          `All of the ${direction} way`,
          share(open),
          minutes((1 - open) * measuredS),
          NONE,
        ]),
      ]}
      empty="Nothing was measured."
    />
  );
}

/** A share so near to one that its nines count: 99.987%. */
function share(x: number): string {
  return x > 0.99 && x < 1 ? `${(Math.floor(x * 1e5) / 1e3).toFixed(3)}%` : percent(x);
}

function minutes(s: number): string {
  return `${s > 1e-6 ? plain(s / 60) : '0'} min`;
}
