import type { Phrase } from '../../words/summary.ts';
import { comparison, volume } from '../../words/summary.ts';
import type { DesignFacts, Facts } from '../../words/facts.ts';
import { count } from '../../words/numbers.ts';
import { assumptionsOf } from './assumptions.ts';
import { asIs, html, NOTHING } from './markup.ts';
import type { Markup } from './markup.ts';
import { figures, findings, incidents, objectives, sentences } from './sections.ts';
import { STYLE } from './style.ts';

/** What a report is made from. */
export interface ReportSource {
  readonly facts: Facts;
  /** The design that the others are held against. */
  readonly base: DesignFacts;
  readonly seed: string;
  readonly engine: string;
  readonly digest: string;
  /** The preset that the scenario extends; null for none, undefined where it is not known. */
  readonly preset: string | null | undefined;
  /** Opens the run again; undefined where there is no link to it. */
  readonly link: string | undefined;
  /** Pictures as the serializer wrote them. */
  readonly charts: readonly { readonly title: string; readonly svg: string }[];
}

/** A link longer than this is not printed in full: nobody types it. */
const LONGEST_PRINTED = 600;

/**
 * A run on one or two pages, as an HTML document that needs nothing beside it: no script, no file, no network, which its own policy
 * forbids as well. Names come from whoever made the scenario; every text is escaped.
 */
export function reportOf(source: ReportSource): string {
  const { facts, base, seed, charts } = source;
  const { scenario } = facts;
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${scenario.name} · Mailwatt report</title>
        <style>
          ${asIs(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>${scenario.name}</h1>
          <p>${comparison(scenario).map(phraseOf)} ${volume(scenario)}</p>
        </header>
        <main>
          <h2>Objectives</h2>
          <div class="wide">${objectives(facts)}</div>
          <h2>In words</h2>
          ${sentences(facts, base)}
          <h2>Key figures</h2>
          <div class="wide figures">${figures(facts, base)}</div>
          <p class="soft small">${FIGURES_NOTE}</p>
          ${
            charts.length === 0
              ? NOTHING
              : html`<h2>Over time</h2>
                  <div class="charts">
                    ${charts.map(
                      ({ title, svg }) =>
                        html`<figure>
                          <figcaption>${title}</figcaption>
                          ${asIs(svg)}
                        </figure>`,
                    )}
                  </div>`
          }
          ${incidents(facts)} ${findings(facts)}
          <h2>Assumptions</h2>
          <dl>
            ${assumptionsOf(scenario, seed, source.preset).map(
              ([name, value]) =>
                html`<div>
                  <dt>${name}</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
          </dl>
        </main>
        <footer>
          <h2>Where this comes from</h2>
          ${origin(source)}
        </footer>
      </body>
    </html> `;
  return document.markup;
}

const FIGURES_NOTE =
  'Measured after the warm-up. Amounts that differ by up to 2% are called the same. Where the scenario asks for several replications, ± gives the half-width of the 95% interval of the mean.';

function phraseOf(phrase: Phrase): Markup {
  return typeof phrase === 'string' ? html`${phrase}` : html`<strong>${phrase.strong}</strong>`;
}

function origin({ engine, digest, seed, link }: ReportSource): Markup {
  return html`<p>
      Simulated with Mailwatt, engine ${engine}, seed “${seed}”. Digest of the result:
      <code class="small">${digest}</code>. The same scenario, seed and engine give the same digest.
    </p>
    ${linkWords(link)}`;
}

function linkWords(link: string | undefined): Markup {
  if (link === undefined)
    return html`<p>There is no link to this run: the scenario was changed since, or is too big for one.</p>`;
  const words =
    link.length <= LONGEST_PRINTED
      ? html`: <span class="small">${link}</span>`
      : html` (${count(link.length)} characters, in the file of this report)`;
  return html`<p><a href="${link}" rel="noreferrer">Open this run in Mailwatt</a>${words}</p>`;
}
