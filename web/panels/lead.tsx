import { designInk } from '../charts/palette.ts';
import { Swatch } from '../charts/swatch.tsx';
import { Purpose } from './about.tsx';
import type { Scenario } from '../words/scenarioTypes.ts';
import { comparison, volume } from '../words/summary.ts';

/** What is compared, in one sentence, under the scenario's name. */
export function Lead({ scenario, notes }: { scenario: Scenario; notes: readonly string[] }) {
  return (
    <section class="lead" aria-label="What is compared">
      <h1>{scenario.name}</h1>
      <p class="lead-sentence">
        {comparison(scenario).map((phrase, i) =>
          typeof phrase === 'string' ? (
            phrase
          ) : (
            <strong key={i} class="design-name">
              <Swatch ink={designInk(phrase.design)} />
              {phrase.strong}
            </strong>
          ),
        )}{' '}
        {volume(scenario)}
      </p>
      <Purpose text={scenario.about} />
      {notes.length > 0 && (
        <ul class="notes" aria-label="Notes on this scenario">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
