import { opened } from '../state/scenario.ts';
import { reproduction } from '../state/reproduction.ts';
import { designName } from '../words/facts.ts';
import { NONE } from '../words/numbers.ts';
import { differenceWords, reproductionWords } from '../words/reproduced.ts';

/** Whether the run came out as its link says: exactly, or where not. */
export function Reproduced() {
  const now = reproduction.value;
  const scenario = opened.value?.scenario;
  if (now === null || scenario === undefined) return null;
  const { head, text } = reproductionWords(now);
  return (
    <section
      class={`reproduced ${now.same ? 'is-same' : 'is-other'}`}
      aria-live="polite"
      aria-label="Compared with the link"
    >
      <p>
        <strong>{head}</strong> {text}
      </p>
      {now.designs.length + now.missing.length > 0 && (
        <ul>
          {now.designs.map((design) => (
            <li key={design.id}>
              <strong>{designName(scenario, design.id)}</strong> {differenceWords(design)}
              {design.figures.length > 0 && (
                <ul>
                  {design.figures.map(({ pointer, before, now: here }) => (
                    <li key={pointer}>
                      <code>{pointer}</code>: {before ?? NONE} then, {here ?? NONE} now
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
          {now.missing.map((id) => (
            <li key={id}>
              <strong>{id}</strong> has a result on one side only
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
