import type { ReadonlySignal } from '@preact/signals';
import { ran, soFar } from '../state/runner.ts';
import { journalWords } from '../words/journal.ts';
import type { Clock } from './clock.ts';
import { seek, stop } from './playhead.ts';
import { entriesBetween } from './replay.ts';
import type { Scene } from './scene.ts';
import { clockWords } from './words.ts';

/** How many entries are shown: those before the moment. */
const SHOWN = 4;

/** The name of an incident by its id. */
function incidentName(id: string): string {
  return ran.value?.scenario.incidents.find((incident) => incident.id === id)?.name ?? id;
}

/** What the control plane did last, newest first; each entry leads to its moment. */
export function Happenings({
  design,
  clock: { start, durationS },
  scene,
}: {
  design: string;
  clock: Clock;
  scene: ReadonlySignal<Scene | undefined>;
}) {
  const journal = soFar.value[design]?.journal ?? [];
  const now = scene.value;
  if (now === undefined || journal.length === 0) return null;
  const past = entriesBetween(journal, -1, now.atS).slice(-SHOWN).reverse();
  return (
    <div class="happenings">
      <h4>What happened last</h4>
      {past.length === 0 ? (
        <p class="note">Nothing yet.</p>
      ) : (
        <ol>
          {past.map((entry, i) => (
            <li key={i}>
              <button
                type="button"
                class="moment"
                aria-label={`Go to ${clockWords(start, entry.atS, durationS)}`}
                onClick={() => {
                  stop();
                  seek(entry.atS);
                }}
              >
                {clockWords(start, entry.atS, durationS)}
              </button>{' '}
              {journalWords(entry, incidentName)}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
