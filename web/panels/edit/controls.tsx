import { useState } from 'preact/hooks';
import { allowsNull, literalsOf, unwrap } from '../../../sim/scenario/schemaWalk.ts';
import { duration } from '../../words/clock.ts';
import { checked } from './check.ts';
import { boundsOf, defaultOf, shownValue, typedValue, wordsOf } from './describe.ts';
import { Field, tiesOf } from './field.tsx';
import type { FieldProps } from './field.tsx';
import { put } from './state.ts';
import { suggestionsAt } from './suggest.ts';

/** The controls of single values. What one types goes into the scenario as it is, so that whatever is wrong with it is said once, by the schema. */

/** A number, with a slider where its range is narrow; up and down step it. */
export function NumberField({ schema, path, value }: FieldProps) {
  const { min, max, whole } = boundsOf(schema);
  const { unit, label } = wordsOf(schema, path);
  const byDefault = defaultOf(schema);
  const take = (typed: string): void => {
    const plain = typed.trim();
    if (plain === '') put(path, allowsNull(schema) ? null : byDefault === undefined ? '' : undefined);
    else put(path, /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : typed);
  };
  const step = whole ? 1 : max === 1 ? 0.05 : undefined;
  const slides = max !== undefined && min !== undefined && max - min <= 100 && typeof value === 'number';
  const hint = unit === 's' && typeof value === 'number' && value >= 120 ? `= ${duration(value)}` : '';
  return (
    <Field schema={schema} path={path} value={value} hint={hint}>
      <Typed
        {...tiesOf(path)}
        class="number"
        inputMode="decimal"
        placeholder={byDefault === undefined ? '' : byDefault === null ? 'none' : shownValue(byDefault)}
        value={typedValue(value)}
        onTyped={take}
        onStep={(direction) => {
          const from = typeof value === 'number' ? value : typeof byDefault === 'number' ? byDefault : (min ?? 0);
          const by = step ?? 10 ** Math.floor(Math.log10(Math.abs(from) || 1)) / (whole ? 1 : 10);
          const to = Math.min(max ?? Infinity, Math.max(min ?? -Infinity, from + direction * by));
          put(path, Number(to.toPrecision(12)));
        }}
      />
      {slides && (
        <input
          type="range"
          aria-label={`${label}, slider`}
          min={min}
          max={max}
          step={whole ? 1 : 'any'}
          value={value}
          onInput={({ currentTarget }) => put(path, Number(currentTarget.valueAsNumber.toPrecision(3)))}
        />
      )}
    </Field>
  );
}

/** A text; of what it names, where it names something. */
export function TextField({ schema, path, value }: FieldProps) {
  const known = suggestionsAt(checked.value.whole, path);
  const byDefault = defaultOf(schema);
  const optional = byDefault !== undefined || allowsNull(schema);
  const shown = typedValue(value);
  const long = path.at(-1) === 'about' || path.at(-1) === 'source';
  const isName = path.at(-1) === 'name' || path.at(-1) === 'design' || long;
  const take = (typed: string): void => put(path, typed === '' && (optional || isName) ? undefined : typed);
  if (known !== undefined && path.at(-1) !== 'zone') {
    return (
      <Field schema={schema} path={path} value={value}>
        <select {...tiesOf(path)} value={shown} onChange={({ currentTarget }) => take(currentTarget.value)}>
          {(shown === '' || optional || isName) && <option value="">{optional ? '' : 'any'}</option>}
          {!known.some((one) => one.value === shown) && shown !== '' && <option value={shown}>{shown}</option>}
          {known.map((one) => (
            <option key={one.value} value={one.value}>
              {one.words === one.value ? one.value : `${one.words} · ${one.value}`}
            </option>
          ))}
        </select>
      </Field>
    );
  }
  return (
    <Field schema={schema} path={path} value={value}>
      {long ? (
        <textarea {...tiesOf(path)} rows={4} value={shown} onInput={({ currentTarget }) => take(currentTarget.value)} />
      ) : (
        <Typed
          {...tiesOf(path)}
          class="text"
          placeholder={typeof byDefault === 'string' ? byDefault : ''}
          value={shown}
          onTyped={take}
        />
      )}
    </Field>
  );
}

/** One of a few words. */
export function ChoiceField({ schema, path, value }: FieldProps) {
  const byDefault = defaultOf(schema);
  const shown = value ?? byDefault;
  const known = literalsOf(schema).map(String);
  return (
    <Field schema={schema} path={path} value={value}>
      <select
        {...tiesOf(path)}
        value={typedValue(shown)}
        onChange={({ currentTarget }) => put(path, currentTarget.value)}
      >
        {!known.includes(typedValue(shown)) && <option value={typedValue(shown)}>{shownValue(shown)}</option>}
        {known.map((word) => (
          <option key={word} value={word}>
            {word}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** Yes or no. */
export function SwitchField({ schema, path, value }: FieldProps) {
  return (
    <Field schema={schema} path={path} value={value}>
      <input
        {...tiesOf(path)}
        type="checkbox"
        checked={(value ?? defaultOf(schema)) === true}
        onChange={({ currentTarget }) => put(path, currentTarget.checked)}
      />
    </Field>
  );
}

/** Some of a few words. */
export function SeveralField({ schema, path, value }: FieldProps) {
  const { def } = unwrap(schema)._zod;
  const known = def.type === 'array' ? literalsOf(def.element).map(String) : [];
  const given = value ?? defaultOf(schema);
  const chosen: readonly unknown[] = Array.isArray(given) ? given : [];
  return (
    <Field schema={schema} path={path} value={value} group>
      <div class="several" id={tiesOf(path).id} tabIndex={-1}>
        {known.map((word) => (
          <label key={word}>
            <input
              type="checkbox"
              checked={chosen.includes(word)}
              onChange={({ currentTarget }) =>
                put(
                  path,
                  known.filter((one) => (one === word ? currentTarget.checked : chosen.includes(one))),
                )
              }
            />
            {word}
          </label>
        ))}
      </div>
    </Field>
  );
}

/** A list of numbers or names, with commas between them. */
export function ListField({ schema, path, value }: FieldProps) {
  const { def } = unwrap(schema)._zod;
  const numbers = def.type === 'array' && unwrap(def.element)._zod.def.type === 'number';
  const known = suggestionsAt(checked.value.whole, [...path, 0]);
  const shown = Array.isArray(value)
    ? value.map(String).join(', ')
    : value === undefined || value === null
      ? ''
      : shownValue(value);
  return (
    <Field schema={schema} path={path} value={value}>
      <Typed
        {...tiesOf(path)}
        class="list"
        placeholder={known === undefined ? 'none' : `of ${known.map((one) => one.value).join(', ')}`}
        value={shown}
        onTyped={(typed) => {
          const parts = typed
            .split(',')
            .map((part) => part.trim())
            .filter((part) => part !== '');
          const items = numbers ? parts.map((part) => (Number.isNaN(Number(part)) ? part : Number(part))) : parts;
          put(
            path,
            items.length > 0 ? items : allowsNull(schema) ? null : defaultOf(schema) === undefined ? [] : undefined,
          );
        }}
      />
    </Field>
  );
}

interface TypedProps extends ReturnType<typeof tiesOf> {
  readonly class: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly inputMode?: 'decimal';
  readonly onTyped: (text: string) => void;
  readonly onStep?: (direction: 1 | -1) => void;
}

/** A text input that leaves alone what one is typing: a number that is not finished is not one yet. */
export function Typed({ value, onTyped, onStep, ...rest }: TypedProps) {
  const [typing, setTyping] = useState<string | undefined>();
  return (
    <input
      {...rest}
      type="text"
      autocomplete="off"
      spellcheck={false}
      value={typing ?? value}
      onInput={({ currentTarget }) => {
        setTyping(currentTarget.value);
        onTyped(currentTarget.value);
      }}
      onBlur={() => setTyping(undefined)}
      onKeyDown={(event) => {
        // What an undo brings back is shown, not what was being typed.
        if (event.ctrlKey || event.metaKey) setTyping(undefined);
        if (onStep === undefined || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        setTyping(undefined);
        onStep(event.key === 'ArrowUp' ? 1 : -1);
      }}
    />
  );
}
