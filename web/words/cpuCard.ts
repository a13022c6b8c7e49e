import { row } from './card.ts';
import type { Card } from './card.ts';
import { tierName } from './facts.ts';
import type { DesignFacts, Facts } from './facts.ts';
import { duration } from './clock.ts';
import { percent, shortList } from './numbers.ts';

/** From this share on a sample counts as "no CPU left". */
const FULL = 0.97;

/** How busy each tier was, on average and at its highest sample. */
export function cpuCard(facts: Facts): Card {
  const { scenario, designs } = facts;
  const tiers = Object.keys(scenario.tiers);
  const sample = duration(scenario.run.sampleS);
  return {
    id: 'cpu',
    title: 'CPU use by tier',
    what: `Busy processor cores over the cores that the tier's machines have, mail and background load together. The bar and the large number are the mean of the measured time; the tick is the busiest ${sample} of it.`,
    verdict: sentence(facts),
    groups: tiers.map((tier) => ({
      name: tierName(scenario, tier),
      rows: designs.map((design, index) => {
        const mean = design.result.tiers[tier]?.utilization ?? NaN;
        const peak = design.peakUtilization[tier] ?? NaN;
        return row({
          design: index,
          value: { text: percent(mean), unit: '' },
          note: Number.isNaN(peak) ? '' : `peak ${percent(peak)}`,
          bar: Number.isFinite(mean) ? mean : null,
          mark: Number.isFinite(peak) ? peak : null,
          bad: peak >= FULL,
        });
      }),
    })),
  };
}

interface Spot {
  readonly design: DesignFacts;
  readonly tier: string;
  readonly mean: number;
  readonly peak: number;
}

function sentence({ scenario, designs }: Facts): string {
  const spots = designs.flatMap((design): Spot[] =>
    Object.entries(design.result.tiers).map(([tier, { utilization }]) => ({
      design,
      tier,
      mean: utilization,
      peak: design.peakUtilization[tier] ?? utilization,
    })),
  );
  const where = ({ design, tier }: Spot): string =>
    `${tierName(scenario, tier)}${designs.length > 1 ? ` of ${design.name}` : ''}`;
  const busiest = spots.reduce<Spot | undefined>((a, b) => (a === undefined || b.peak > a.peak ? b : a), undefined);
  if (busiest === undefined) return 'There are no tiers.';

  const full = spots.filter(({ peak }) => peak >= FULL);
  const slots = spots.filter(
    ({ design, tier, peak }) => peak < FULL && (design.result.tiers[tier]?.peakBacklog ?? 0) > 0,
  );
  const sentences: string[] = [];
  if (full.length === 0) {
    sentences.push(
      `No tier runs out of CPU; the busiest is ${where(busiest)}, ${percent(busiest.mean)} on average and ${percent(busiest.peak)} at its peak.`,
    );
  } else {
    sentences.push(`${shortList(full.map(where))} ${full.length === 1 ? 'runs' : 'run'} out of CPU at the peak.`);
  }
  const first = slots[0];
  if (first !== undefined) {
    sentences.push(
      `${shortList(slots.map(where))} ${slots.length === 1 ? 'runs' : 'run'} out of session slots before the CPU is full (${percent(first.peak)} at most).`,
    );
  }
  return sentences.join(' ');
}
