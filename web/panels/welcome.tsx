import { EXAMPLES, FIRST } from '../state/examples.ts';
import { openExample, trouble } from '../state/scenario.ts';

/** What stands where a scenario would: while the first one is on its way, or when the address named none that can be opened. */
export function Welcome() {
  if (trouble.value === null) {
    return <output class="welcome">Opening the scenario…</output>;
  }
  const first = EXAMPLES.find(({ id }) => id === FIRST);
  return (
    <section class="welcome" aria-label="Start">
      <p>Nothing is running. Choose a scenario above, drop a scenario file here, or start with the first example.</p>
      {first !== undefined && (
        <button type="button" class="primary" onClick={() => void openExample(first.id)}>
          {`Open “${first.name}”`}
        </button>
      )}
    </section>
  );
}
