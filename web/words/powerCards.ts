import { part, row } from './card.ts';
import type { Card } from './card.ts';
import { against, isSame, largest, smallest } from './compare.ts';
import { duration } from './clock.ts';
import type { Facts } from './facts.ts';
import { carbon, countOf, energy, money, percent, plain, say, watts } from './numbers.ts';

/** Mean and peak draw. */
export function powerCard({ designs }: Facts): Card {
  const means = designs.map(({ result }) => result.energy.meanW);
  const peaks = designs.map(({ result }) => result.energy.peakW);
  const most = Math.max(...peaks, ...means);
  return {
    id: 'power',
    title: 'Power',
    what: "Electrical draw of all hosts and of the design's shared equipment, from each server model's measured power curve and its utilization second by second. The large number and the bar are the mean, the tick is the highest second.",
    verdict: compared(
      designs.map(({ name }) => name),
      means,
      (name, words, mine, other) =>
        `${name} draws ${words}: ${say(watts(mine))} on average against ${say(watts(other))}.`,
      (mine) => `${say(watts(mine))} on average.`,
    ),
    groups: [
      {
        name: 'Mean draw',
        rows: means.map((mean, design) =>
          row({
            design,
            value: watts(mean),
            note: Number.isFinite(peaks[design]) ? `peak ${say(watts(peaks[design] ?? NaN))}` : '',
            bar: part(mean, most),
            mark: part(peaks[design], most),
          }),
        ),
      },
    ],
  };
}

/** Energy at the meter, money and carbon, for the measured time. */
export function energyCard({ scenario, designs }: Facts): Card {
  const { pue, currency } = scenario.facility;
  const kWh = designs.map(({ result }) => result.energy.facilityKWh);
  const most = Math.max(...kWh);
  const measured = duration(scenario.run.durationS - scenario.run.warmupS);
  const hasCost = designs.some(({ result }) => result.energy.cost > 0) || isPriced(scenario);
  const hasCarbon = designs.some(({ result }) => result.energy.carbonKg > 0);
  return {
    id: 'energy',
    title: hasCost ? 'Energy and cost' : 'Energy',
    what: `Energy at the meter in the measured ${measured}: what the machines use times the facility's PUE of ${plain(pue)} (cooling and distribution). Cost adds energy, servers over their life, licenses and rack space where the scenario gives their prices; carbon follows the grid's intensity.`,
    verdict: compared(
      designs.map(({ name }) => name),
      kWh,
      (name, words, mine, other) =>
        `${name} uses ${words}: ${say(energy(mine))} against ${say(energy(other))} in ${measured}.`,
      (mine) => `${say(energy(mine))} in ${measured}.`,
    ),
    groups: [
      {
        name: `In ${measured}`,
        rows: designs.map(({ result }, design) => {
          const { cost, carbonKg, whPerThousandHam } = result.energy;
          const notes = [
            hasCost && Number.isFinite(cost) ? money(cost, currency) : '',
            hasCarbon && Number.isFinite(carbonKg) ? say(carbon(carbonKg)) : '',
            whPerThousandHam === null ? '' : `${plain(whPerThousandHam)} Wh per 1,000 ham`,
          ];
          return row({
            design,
            value: energy(result.energy.facilityKWh),
            note: notes.filter((note) => note !== '').join(', '),
            bar: part(kWh[design], most),
          });
        }),
      },
    ],
  };
}

/** Whether anything has a price in the scenario. */
function isPriced({ facility, designs }: Facts['scenario']): boolean {
  const pools = Object.values(designs).flatMap((design) => Object.values(design.pools));
  return (
    facility.pricePerKWh > 0 ||
    facility.rentPerRackUnitMonth > 0 ||
    pools.some(({ price }) => price.server > 0 || price.licencePerHostYear > 0)
  );
}

/** Hosts and rack units. */
export function spaceCard({ designs }: Facts): Card {
  const units = designs.map(({ result }) => result.footprint.rackUnits);
  const most = Math.max(...units);
  return {
    id: 'space',
    title: 'Space',
    what: 'Rack units of all hosts and shared equipment, whether busy or idle. One rack unit (U) is 44.45 mm of a rack; a full rack has 42.',
    verdict: spaceSentence(
      designs.map(({ name }) => name),
      units,
      designs.map(({ result }) => result.footprint.hosts),
    ),
    groups: [
      {
        name: 'Rack units',
        rows: units.map((u, design) =>
          row({
            design,
            value: { text: plain(u), unit: 'U' },
            note: Number.isFinite(u) ? countOf(designs[design]?.result.footprint.hosts ?? NaN, 'host') : '',
            bar: part(u, most),
          }),
        ),
      },
    ],
  };
}

function spaceSentence(names: readonly string[], units: readonly number[], hosts: readonly number[]): string {
  const low = smallest(units);
  const high = largest(units);
  const say = (i: number): string => `${countOf(hosts[i] ?? 0, 'host')} in ${plain(units[i] ?? NaN)} U`;
  if (names.length === 1) return `${say(0)}.`;
  if (units[low] === units[high]) return `No difference in space: ${plain(units[low] ?? NaN)} U each.`;
  const free = (units[high] ?? 0) - (units[low] ?? 0);
  return `${names[low] ?? ''} frees ${plain(free)} U: ${say(low)}, against ${say(high)} with ${names[high] ?? ''}.`;
}

/** Compares the smallest with the largest, or with the only other. */
function compared(
  names: readonly string[],
  values: readonly number[],
  pair: (name: string, words: string, mine: number, other: number) => string,
  alone: (mine: number) => string,
): string {
  const low = smallest(values);
  const high = largest(values);
  const [a = NaN, b = NaN] = [values[low], values[high]];
  if (names.length === 1 || low < 0) return alone(values[0] ?? NaN);
  if (isSame(a, b)) return `No difference: ${alone(b)}`;
  const words = against(a, b, { less: 'less', more: 'more', same: 'the same' });
  const whom = names.length === 2 ? words : `least, ${percent(1 - a / b)} less than ${names[high] ?? ''}`;
  return pair(names[low] ?? '', whom, a, b);
}
