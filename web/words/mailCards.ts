import { part, row } from './card.ts';
import type { Card } from './card.ts';
import { failed, hamStreams, total, turnedAway } from './facts.ts';
import type { Facts } from './facts.ts';
import { NONE, count, countOf, list, percent, shortList } from './numbers.ts';

/** Mail turned away or lost. */
export function lossCard({ scenario, designs }: Facts): Card {
  const all = Object.keys(scenario.streams);
  const ham = hamStreams(scenario);
  const away = designs.map(({ result }) => total(result, all, turnedAway));
  const most = Math.max(...away);
  return {
    id: 'loss',
    title: 'Mail turned away or lost',
    what: 'Turned away: tries that got no service, because a connection was refused, its sender lost patience in the queue, the server answered "try again later", or the machine died during the session. Most senders retry, so a try turned away is a delay. Lost: messages that died with a machine or were given up by their sender. Filtered spam is neither.',
    verdict: lossSentence({ scenario, designs }, ham, away),
    groups: [
      {
        name: 'Tries turned away, all mail',
        rows: designs.map(({ result }, design) => {
          const hamAway = total(result, ham, turnedAway);
          const hamTries = total(result, ham, (s) => s.attempts);
          const hamFailed = total(result, ham, failed);
          const allFailed = total(result, all, failed);
          const notes =
            ham.length === 0
              ? [`${count(allFailed)} lost or given up`]
              : [
                  `ham: ${hamTries >= 0 ? percent(hamTries > 0 ? hamAway / hamTries : 0) : NONE} of tries`,
                  `${count(hamFailed)} lost or given up`,
                ];
          return row({
            design,
            value: { text: count(away[design] ?? 0), unit: away[design] === 1 ? 'try' : 'tries' },
            note: Number.isFinite(allFailed) ? notes.join(', ') : '',
            bar: part(away[design], most),
            bad: ham.length === 0 ? allFailed > 0 : hamFailed > 0,
          });
        }),
      },
    ],
  };
}

function lossSentence({ scenario, designs }: Facts, ham: readonly string[], away: readonly number[]): string {
  const ids = ham.length > 0 ? ham : Object.keys(scenario.streams);
  const what = ham.length > 0 ? 'ham' : 'mail';
  const losses = designs.map(({ result }) => total(result, ids, failed));
  const delays = designs.map(({ result }) => total(result, ids, turnedAway));
  const losers = designs.filter((_, i) => (losses[i] ?? 0) > 0);
  const delayers = designs.filter((_, i) => (delays[i] ?? 0) > 0);
  if (losers.length > 0) {
    const parts = losers.map(({ name, result }) => `${name} loses ${countOf(total(result, ids, failed), 'message')}`);
    return `${list(parts)} of ${what}.`;
  }
  if (delayers.length > 0) {
    const parts = delayers.map(
      ({ name, result }) => `${name} turns away ${countOf(total(result, ids, turnedAway), 'try', 'tries')}`,
    );
    return `No ${what} is lost. ${list(parts)} of ${what}; the senders may try again.`;
  }
  const spam = away.some((n) => n > 0) ? ' Only unwanted mail is turned away.' : ' Nothing is turned away.';
  return `No ${what} is lost or delayed by a refusal.${spam}`;
}

/** Objectives met; undefined where the scenario sets none. They are judged when the run is done. */
export function objectivesCard({ scenario, designs }: Facts): Card | undefined {
  const n = scenario.objectives.length;
  if (n === 0) return undefined;
  const judged = designs.every(({ result }) => result.objectives.length === n);
  const missed = designs.map(({ result }) => result.objectives.filter(({ met }) => !met).map(({ id }) => id));
  return {
    id: 'objectives',
    title: 'Objectives',
    what: "What the scenario says counts as good: limits on its own results, such as the delivery time of ham. Each limit and each design's value stand in the table of objectives below.",
    verdict: objectiveSentence(
      designs.map(({ name }) => name),
      missed,
      n,
    ),
    groups: [
      {
        name: 'Objectives met',
        rows: missed.map((ids, design) =>
          row({
            design,
            value: { text: judged ? `${n - ids.length} of ${n}` : NONE, unit: '' },
            note: judged ? missedWords(scenario, ids) : '',
            bar: judged ? (n - ids.length) / n : null,
            bad: ids.length > 0,
          }),
        ),
      },
    ],
  };
}

function missedWords(scenario: Facts['scenario'], ids: readonly string[]): string {
  return ids.length === 0 ? 'all met' : `missed: ${shortList(ids.map((id) => objectiveName(scenario, id)))}`;
}

function objectiveSentence(names: readonly string[], missed: readonly (readonly string[])[], n: number): string {
  const good = names.filter((_, i) => missed[i]?.length === 0);
  const all = n === 1 ? 'the objective' : n === 2 ? 'both objectives' : `all ${n} objectives`;
  if (good.length === names.length) {
    return names.length === 1
      ? `It meets ${all}.`
      : `${names.length === 2 ? 'Both designs meet' : 'Every design meets'} ${all}.`;
  }
  const bad = names.flatMap((name, i) =>
    (missed[i]?.length ?? 0) > 0 ? [`${name} misses ${missed[i]?.length ?? 0}`] : [],
  );
  const praise = good.length > 0 ? `${list(good)} ${good.length === 1 ? 'meets' : 'meet'} ${all}; ` : '';
  return `${praise}${list(bad)} of ${n}.`;
}

function objectiveName(scenario: Facts['scenario'], id: string): string {
  return scenario.objectives.find((objective) => objective.id === id)?.name ?? id;
}
