import type { DesignFacts } from '../../words/facts.ts';
import { tierName } from '../../words/facts.ts';
import { NONE, count, percent, plain, say, seconds } from '../../words/numbers.ts';
import type { Scenario } from '../../words/scenarioTypes.ts';
import { DataTable } from './dataTable.tsx';

/** How each tier was run. */
export function Tiers({ scenario, design }: { scenario: Scenario; design: DesignFacts }) {
  const time = (s: number | null): string => (s === null ? NONE : say(seconds(s)));
  return (
    <DataTable
      title="Tiers"
      what="Each layer of the mail system over the measured time. In service and waiting are time averages of sessions; sojourn is from the arrival at the tier to the end of its session there; CPU ready is processor time that machines wanted and their hosts could not give; available is the share of time with at least one machine at work."
      columns={[
        { id: 'tier', head: 'Tier', text: true },
        { id: 'machines', head: 'Machines' },
        { id: 'cores', head: 'Cores' },
        { id: 'mean', head: 'CPU, mean' },
        { id: 'peak', head: 'CPU, peak' },
        { id: 'arrivals', head: 'Sessions' },
        { id: 'throughput', head: 'Done per s' },
        { id: 'service', head: 'In service' },
        { id: 'backlog', head: 'Waiting' },
        { id: 'peakBacklog', head: 'Waiting, peak' },
        { id: 'spool', head: 'Spool, peak' },
        { id: 'refused', head: 'Refused' },
        { id: 'p50', head: 'Sojourn p50' },
        { id: 'p95', head: 'Sojourn p95' },
        { id: 'ready', head: 'CPU ready' },
        { id: 'up', head: 'Available' },
      ]}
      rows={Object.entries(design.result.tiers).map(([id, tier]) => [
        tierName(scenario, id),
        count(tier.instances.length),
        plain(tier.cores),
        percent(tier.utilization),
        percent(design.peakUtilization[id] ?? NaN),
        count(tier.arrivals),
        plain(tier.throughputPerS),
        plain(tier.inService),
        plain(tier.inBacklog),
        count(tier.peakBacklog),
        count(tier.peakSpool),
        count(tier.refused + tier.abandoned),
        time(tier.sojournS.p50),
        time(tier.sojournS.p95),
        say(seconds(tier.readyS)),
        percent(tier.availability),
      ])}
      empty="The scenario has no tiers."
    />
  );
}

/** Where the CPU time went. */
export function CpuByStage({ scenario, design }: { scenario: Scenario; design: DesignFacts }) {
  const rows = Object.entries(design.result.tiers).flatMap(([id, tier]) => {
    const total = Object.values(tier.cpuSByStage).reduce((sum, s) => sum + s, 0);
    return Object.entries(tier.cpuSByStage)
      .filter(([, s]) => s > 0)
      .sort(([, a], [, b]) => b - a)
      .map(([stage, s]) => [
        tierName(scenario, id),
        stageName(scenario, id, stage),
        say(seconds(s)),
        percent(s / total),
        <ShareBar key="bar" share={s / total} />,
      ]);
  });
  return (
    <DataTable
      title="CPU by stage"
      what="Processor time on the tier’s own cores by what it was spent on, largest first, and its share of the tier. Background: work that is not mail, such as users reading and indexing."
      columns={[
        { id: 'tier', head: 'Tier', text: true },
        { id: 'stage', head: 'Stage', text: true },
        { id: 'time', head: 'CPU time' },
        { id: 'share', head: 'Share of tier' },
        { id: 'bar', head: '', text: true },
      ]}
      rows={rows}
      empty="No CPU time was used."
    />
  );
}

function stageName(scenario: Scenario, tier: string, stage: string): string {
  if (stage === 'background') return 'Background load';
  return scenario.tiers[tier]?.stages.find(({ id }) => id === stage)?.name ?? stage;
}

function ShareBar({ share }: { share: number }) {
  return (
    <svg class="share-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-track" width="100" height="8" />
      <rect class="fill c6" width={share * 100} height="8" />
    </svg>
  );
}
