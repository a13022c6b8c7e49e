import { comparedWords } from '../../words/compared.ts';
import { figuresOf } from '../../words/comparison.ts';
import { standingOf } from '../../words/standing.ts';
import { moment, startOf } from '../../words/clock.ts';
import type { DesignFacts, Facts } from '../../words/facts.ts';
import { effectWords } from '../../words/happenings.ts';
import { headline } from '../../words/headline.ts';
import { NONE } from '../../words/numbers.ts';
import { objectiveLines } from '../../words/objectives.ts';
import type { ObjectiveVerdict } from '../../words/objectives.ts';
import { incidentsOf, incidentWords } from '../incidents.ts';
import { html, NOTHING, table } from './markup.ts';
import type { Markup } from './markup.ts';

/** So many incidents and findings have room on two pages; the result has them all. */
const MOST = 8;
const SEVERITIES = ['high', 'medium', 'low', 'info'] as const;

/** Every objective with what each design made of it, those that some design failed first. */
export function objectives(facts: Facts): Markup {
  const lines = objectiveLines(facts);
  if (lines.length === 0) return html`<p class="soft">The scenario sets no objectives.</p>`;
  const isMet = ({ verdicts }: (typeof lines)[number]): number => (verdicts.every(({ result }) => result.met) ? 1 : 0);
  const cell = (verdict: ObjectiveVerdict | undefined): Markup => {
    if (verdict === undefined) return html`${NONE}`;
    const { result, value } = verdict;
    return html`<span class="${result.met ? 'pass' : 'fail'}">${result.met ? 'Pass' : 'Fail'}</span> ${value}`;
  };
  return table(
    ['Objective', 'Limit', ...facts.designs.map(({ name }) => name)],
    [...lines]
      .sort((a, b) => isMet(a) - isMet(b))
      .map(({ name, limit, verdicts }) => [
        name,
        limit,
        ...facts.designs.map((design) => cell(verdicts.find((one) => one.design === design))),
      ]),
  );
}

/** The run in a sentence, then each design beside the baseline, as on the page. */
export function sentences(facts: Facts, base: DesignFacts): Markup {
  const others = facts.designs.filter(({ id }) => id !== base.id);
  return html`<p class="lead">${headline(facts)}</p>
    ${others.map((mine) => html`<p>${comparedWords(facts, mine, base).join(' ')}</p> `)}`;
}

/** The key figures of every design with how far they are from the baseline. */
export function figures(facts: Facts, base: DesignFacts): Markup {
  const ordered = [base, ...facts.designs.filter(({ id }) => id !== base.id)];
  const isCompared = ordered.length > 1;
  return table(
    ['Figure', ...ordered.map((design) => (design === base && isCompared ? `${design.name} (baseline)` : design.name))],
    figuresOf(facts).map((figure) => [
      figure.label,
      ...ordered.map((design) => {
        const { value, delta } = standingOf(figure, design, base);
        if (design === base || delta.verdict === '') return value;
        const kind = delta.verdict === 'the same' ? 'same' : delta.verdict;
        return html`${value}
          <span class="delta"
            ><span class="soft">${delta.text}</span> <span class="${kind}">${delta.verdict}</span></span
          >`;
      }),
    ]),
  );
}

/** What happened and what it did to each design. */
export function incidents({ scenario, designs }: Facts): Markup {
  const all = incidentsOf(scenario);
  if (all.length === 0) return NOTHING;
  const { startsAt, durationS } = scenario.run;
  const shown = all.slice(0, MOST).map((incident) => {
    const when = moment(startOf(startsAt) + incident.atS, durationS);
    const effects = designs.flatMap(({ name, result }) => {
      const effect = result.incidents.find(({ id }) => id === incident.id);
      return effect === undefined ? [] : [html`<li>${name}: ${effectWords(effect, incident)}</li>`];
    });
    return html`<h3>${when}: ${incident.name ?? incident.id}</h3>
      <p class="soft">${incidentWords(scenario, incident)}</p>
      <ul>
        ${effects}
      </ul> `;
  });
  return html`<h2>Incidents and what they did</h2>
    ${shown}${more(all.length)}`;
}

/** Rules that designs break or endanger, worst first; one that several break the same way is told once. */
export function findings({ designs }: Facts): Markup {
  const told = new Map<
    string,
    { severity: (typeof SEVERITIES)[number]; why: string; where: string; names: string[] }
  >();
  for (const { name, result } of designs) {
    for (const { severity, why, where } of result.findings) {
      const key = JSON.stringify([severity, why, where]);
      const known = told.get(key);
      if (known === undefined) told.set(key, { severity, why, where, names: [name] });
      else if (!known.names.includes(name)) known.names.push(name);
    }
  }
  const all = [...told.values()].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  if (all.length === 0)
    return html`<h2>Findings</h2>
      <p>None: no design breaks a rule that is checked.</p>`;
  return html`<h2>Findings</h2>
    ${table(
      ['Severity', 'Design', 'Where', 'Why'],
      all.slice(0, MOST).map(({ severity, names, where, why }) => [severity, names.join(', '), where, why]),
    )}${more(all.length)}`;
}

function more(all: number): Markup {
  return all > MOST ? html`<p class="soft">${`${all - MOST} more are on the page.`}</p>` : NOTHING;
}
