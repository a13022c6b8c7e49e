import { isNoticed, isSame, largest, smallest } from './compare.ts';
import { failed, hamStreams, headlineStream, streamName, stuckShare, total } from './facts.ts';
import type { Facts } from './facts.ts';
import { list, percent, plain, say, seconds, watts } from './numbers.ts';

/** The whole run in one or two sentences, from its numbers: power and space first, then what it means for the mail. */
export function headline(facts: Facts): string {
  const { designs } = facts;
  const [only] = designs;
  if (only === undefined) return '';
  if (designs.length === 1) {
    return `${only.name} draws ${say(watts(only.result.energy.meanW))} on average. ${mail(facts)}`;
  }
  return `${resources(facts)} ${mail(facts)}`;
}

function resources({ designs }: Facts): string {
  const meanW = designs.map(({ result }) => result.energy.meanW);
  const units = designs.map(({ result }) => result.footprint.rackUnits);
  const low = smallest(meanW);
  const high = largest(meanW);
  if (low < 0) return '';
  const [a = NaN, b = NaN] = [meanW[low], meanW[high]];
  const [name, other] = [designs[low]?.name ?? '', designs[high]?.name ?? ''];
  if (isSame(a, b)) return 'The designs draw the same power.';
  const versus = designs.length === 2 ? ` than ${other}` : ` than ${other}, which draws most`;
  const saved = (units[high] ?? 0) - (units[low] ?? 0);
  const space = saved > 0 ? ` and frees ${plain(saved)} rack unit${saved === 1 ? '' : 's'}` : '';
  return `${name} draws ${percent(1 - a / b)} less power${versus}${space}.`;
}

function mail(facts: Facts): string {
  return [speed(facts), stuck(facts), losses(facts), objectives(facts)].filter((sentence) => sentence !== '').join(' ');
}

function speed({ scenario, designs }: Facts): string {
  const stream = headlineStream(scenario, designs);
  if (stream === undefined) return '';
  const p95 = designs.map(({ result }) => result.streams[stream]?.deliveryS.p95 ?? null);
  const fast = smallest(p95);
  const slow = largest(p95);
  const [best, worst] = [p95[fast] ?? null, p95[slow] ?? null];
  const name = streamName(scenario, stream);
  if (best === null || worst === null || p95.includes(null)) return '';
  const arrives = `95% of “${name}” arrives within`;
  if (designs.length === 1) return `${arrives} ${say(seconds(best))}.`;
  if (!isNoticed(best, worst)) {
    return `Delivery is as fast in ${designs.length === 2 ? 'both' : 'all'}: ${arrives} ${say(seconds(worst))}.`;
  }
  return `${arrives} ${say(seconds(best))} with ${designs[fast]?.name ?? ''} and ${say(seconds(worst))} with ${designs[slow]?.name ?? ''}.`;
}

/** Percentiles count what was delivered: where much was not, that must be said beside them. */
function stuck({ scenario, designs }: Facts): string {
  const stream = headlineStream(scenario, designs);
  const parts = designs.flatMap(({ name, result }) => {
    const own = stream === undefined ? undefined : result.streams[stream];
    const share = own === undefined ? 0 : stuckShare(own);
    return share > 0 ? [`${name} has not delivered ${percent(share)} of it when the run ends`] : [];
  });
  return parts.length === 0 ? '' : `But ${list(parts)}.`;
}

function losses({ scenario, designs }: Facts): string {
  const ham = hamStreams(scenario);
  const losers = designs.filter(({ result }) => total(result, ham, failed) > 0);
  if (losers.length === 0) return '';
  return `${list(losers.map(({ name }) => name))} ${losers.length === 1 ? 'loses' : 'lose'} wanted mail.`;
}

function objectives({ scenario, designs }: Facts): string {
  const n = scenario.objectives.length;
  if (n === 0) return '';
  const bad = designs.filter(({ result }) => result.objectives.some(({ met }) => !met));
  if (bad.length === 0) {
    const who = designs.length === 1 ? 'It meets' : designs.length === 2 ? 'Both meet' : 'All meet';
    return `${who} ${n === 1 ? 'the objective' : n === 2 ? 'both objectives' : `all ${n} objectives`}.`;
  }
  if (bad.length === designs.length) {
    return designs.length === 1
      ? 'It misses objectives.'
      : designs.length === 2
        ? 'Both miss objectives.'
        : 'All miss objectives.';
  }
  return `${list(bad.map(({ name }) => name))} ${bad.length === 1 ? 'misses' : 'miss'} objectives that the ${designs.length - bad.length === 1 ? 'other meets' : 'others meet'}.`;
}
