import { useEffect, useRef } from 'preact/hooks';
import { dismiss, opened, trouble } from '../state/scenario.ts';

/** What could not be opened, with every problem; what was open stays as it is. */
export function TroubleReport() {
  const now = trouble.value;
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (now !== null) element.current?.focus();
  }, [now]);
  if (now === null) return null;
  return (
    <section class="trouble" role="alert" tabIndex={-1} ref={element} aria-label={now.title}>
      <h2>{now.title}</h2>
      <p>{now.message}</p>
      {now.problems.length > 0 && (
        <ul>
          {now.problems.map(({ path, message }, i) => (
            <li key={i}>
              {path !== '' && <code>{path}</code>}
              {path !== '' && ': '}
              {message}
            </li>
          ))}
        </ul>
      )}
      <p class="trouble-foot">
        {opened.value !== null && <span>Nothing was changed: “{opened.value.scenario.name}” is still open. </span>}
        <button type="button" onClick={() => void dismiss()}>
          Close this message
        </button>
      </p>
    </section>
  );
}
