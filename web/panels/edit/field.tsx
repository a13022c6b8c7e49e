import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import { formatPath } from '../../../sim/scenario/problem.ts';
import { formatPointer } from '../../../sim/scenario/pointer.ts';
import { What } from '../../charts/what.tsx';
import { checked } from './check.ts';
import { defaultOf, mayBe, remarksOf, shownValue, wordsOf } from './describe.ts';
import type { Path } from './patch.ts';
import { fieldId } from './places.ts';
import { isChanged, messages, presetAt, put } from './state.ts';
import { Why } from './why.tsx';

/** What a control of the form is told. */
export interface FieldProps {
  readonly schema: z.core.$ZodType;
  readonly path: Path;
  readonly value: unknown;
}

/** Attributes that tie a control to its label and errors. */
export interface Ties {
  readonly id: string;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-describedby': string | undefined;
}

/** The ties of the control of a field. */
export function tiesOf(path: Path): Ties {
  const wrong = messages.value.has(formatPointer(path));
  const id = fieldId(path);
  return { id, 'aria-invalid': wrong || undefined, 'aria-describedby': wrong ? `${id}-error` : undefined };
}

/** A field: label, what it is, whether it was changed, the control, its unit and what is wrong with it. */
export function Field({
  schema,
  path,
  group = false,
  hint = '',
  children,
}: FieldProps & { group?: boolean; hint?: string; children: ComponentChildren }) {
  const { label, unit } = wordsOf(schema, path);
  const id = fieldId(path);
  const Frame = group ? 'fieldset' : 'div';
  return (
    <Frame class={`field${isChanged(path, defaultOf(schema)) ? ' field-changed' : ''}`}>
      <div class="field-head">
        {group ? <legend class="field-label">{label}</legend> : <label htmlFor={id}>{label}</label>}
        <Help schema={schema} path={path} />
        <Reset schema={schema} path={path} label={label} />
      </div>
      <div class="field-control">
        {children}
        {unit !== '' && <span class="field-unit">{unit}</span>}
        {hint !== '' && <span class="field-hint">{hint}</span>}
      </div>
      <Errors path={path} />
    </Frame>
  );
}

/** What is wrong at a place. */
export function Errors({ path }: { path: Path }) {
  const wrong = messages.value.get(formatPointer(path));
  if (wrong === undefined) return null;
  return (
    <p class="field-error" id={`${fieldId(path)}-error`}>
      {wrong.join('; ')}
    </p>
  );
}

const SOURCE: ReadonlySet<string> = new Set(['Source', 'Year', 'Mark']);

/** What a field means, what may stand in it, and why it is what it is. */
export function Help({ schema, path }: { schema: z.core.$ZodType; path: Path }) {
  const { label, more } = wordsOf(schema, path);
  const preset = checked.value.preset === undefined ? undefined : presetAt(path);
  const byDefault = defaultOf(schema);
  const facts = [
    ['May be', mayBe(schema)],
    ['Default', byDefault === undefined ? '' : shownValue(byDefault)],
    ['In the preset', preset === undefined ? '' : shownValue(preset)],
    // The source of a default is told with that of the number itself.
    ...remarksOf(schema).flatMap(({ name, text }) => (SOURCE.has(name) ? [] : [[name, text]])),
    ['In the file', formatPath(path)],
  ];
  return (
    <What about={label}>
      {more !== '' && <span class="help-line">{more}</span>}
      {facts.map(([name, words]) =>
        words === '' ? null : (
          <span key={name} class="help-line">
            <b>{name}</b>
            {`: ${words}`}
          </span>
        ),
      )}
      <Why path={path} />
    </What>
  );
}

function Reset({ schema, path, label }: { schema: z.core.$ZodType; path: Path; label: string }) {
  if (!isChanged(path, defaultOf(schema))) return null;
  const before = presetAt(path);
  const to = before === undefined ? 'its default' : `the preset: ${shownValue(before)}`;
  return (
    <button
      type="button"
      class="field-reset"
      title={`Reset to ${to}`}
      aria-label={`Reset “${label}” to ${to}`}
      onClick={() => put(path, before)}
    >
      Reset
    </button>
  );
}
