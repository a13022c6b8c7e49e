import type { ComponentChild } from 'preact';
import type { z } from 'zod';
import { useState } from 'preact/hooks';
import { isJsonObject } from '../../../sim/scenario/mergePatch.ts';
import {
  branchesOf,
  branchOf,
  discriminatorOf,
  discriminatorValues,
  literalsOf,
  memberOf,
  stepInto,
  unwrap,
} from '../../../sim/scenario/schemaWalk.ts';
import { formatPointer } from '../../../sim/scenario/pointer.ts';
import { checked } from './check.ts';
import { addition, freeId, least, removal } from './create.ts';
import { spelledOut, wordsOf } from './describe.ts';
import { Errors, Help } from './field.tsx';
import type { FieldProps } from './field.tsx';
import { Fold } from './fold.tsx';
import type { Path } from './patch.ts';
import { fieldId, fold } from './places.ts';
import { renaming } from './renaming.ts';
import { change } from './state.ts';
import { copyEntry, moveItem, wholeAt } from './twin.ts';

/** Makes the fields of an entry. */
type Body = (entry: FieldProps & { readonly without: readonly string[] }) => ComponentChild;

/** Parts that have names or places: added, copied, renamed, moved and removed. `body` makes the fields of each. */
export function Entries({ schema, path, value, body }: FieldProps & { body: Body }) {
  const list = Array.isArray(value);
  const steps: (string | number)[] = list ? value.map((_, i) => i) : Object.keys(isJsonObject(value) ? value : {});
  return (
    <Fold
      path={path}
      title={`${wordsOf(schema, path).label} (${steps.length})`}
      help={<Help schema={schema} path={path} />}
      actions={<Adder schema={schema} path={path} value={value} />}
    >
      <Errors path={path} />
      {steps.length === 0 && <p class="field-hint">None yet.</p>}
      {steps.map((step, i) => (
        <Entry
          key={step}
          schema={schema}
          path={[...path, step]}
          value={memberOf(value, step)}
          place={i}
          of={steps.length}
          list={list}
          body={body}
        />
      ))}
    </Fold>
  );
}

function Entry({
  schema,
  path,
  value,
  place,
  of,
  list,
  body,
}: FieldProps & { place: number; of: number; list: boolean; body: Body }) {
  const step = path.at(-1) ?? '';
  const element = stepInto(schema, step, undefined);
  if (element === undefined) return null;
  const own = list ? memberOf(value, 'id') : step;
  const id = own === undefined && list ? String(place + 1) : String(own);
  const name = memberOf(value, 'name');
  const title = typeof name === 'string' && name !== '' ? `${name} · ${id}` : id;
  const kind = memberOf(value, 'kind');
  const meant = unwrap(element)._zod.def.type === 'union' ? branchOf(element, value) : element;
  const rest = path.slice(0, -1);
  const renamable = !list || own !== undefined;
  // The tiers of a design are those of the scenario: they are renamed there.
  const borrowed = path[0] === 'designs' && path[2] === 'tiers';
  return (
    <Fold
      path={path}
      title={typeof kind === 'string' ? `${title} · ${spelledOut(kind).toLowerCase()}` : title}
      actions={
        <div class="entry-actions">
          {list && place > 0 && (
            <button type="button" aria-label={`Move ${title} up`} onClick={() => moveItem(rest, place, place - 1)}>
              ↑
            </button>
          )}
          {list && place < of - 1 && (
            <button type="button" aria-label={`Move ${title} down`} onClick={() => moveItem(rest, place, place + 1)}>
              ↓
            </button>
          )}
          {!borrowed && (
            <button type="button" aria-label={`Copy ${title}`} onClick={() => copyEntry(path, value)}>
              Copy
            </button>
          )}
          <button
            type="button"
            aria-label={`Remove ${title}`}
            onClick={() => change(removal(path, checked.value.whole))}
          >
            Remove
          </button>
        </div>
      }
    >
      <span id={fieldId(path)} tabIndex={-1} class="anchor">
        <Errors path={path} />
      </span>
      {renamable && !borrowed && <Rename path={path} id={id} />}
      {meant === undefined ? (
        <p class="field-hint">What this is cannot be told: mend it in the JSON.</p>
      ) : (
        body({ schema: meant, path, value, without: ['id', 'kind'] })
      )}
    </Fold>
  );
}

/** Adds an entry; of a kind to be chosen, where there are kinds. */
function Adder({ schema, path, value }: FieldProps) {
  const element = stepInto(schema, 0, undefined);
  const kinds = element === undefined ? [] : discriminatorOf(element) === 'kind' ? discriminatorValues(element) : [];
  const [kind, setKind] = useState(kinds[0] ?? '');
  if (element === undefined) return null;
  const what = wordsOf(schema, path).label.toLowerCase();
  const add = (): void => {
    const { whole } = checked.value;
    if (!Array.isArray(value) && unwrap(schema)._zod.def.type === 'record') {
      const changes = addition(schema, path, whole);
      change(changes);
      const [first] = changes;
      if (first !== undefined) fold(first.path, true);
      return;
    }
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const at = [...path, items.length];
    const made = least(kinds.length > 0 ? branchOfKind(element, kind) : element, at, whole);
    const ids = items.map((item) => String(memberOf(item, 'id')));
    const named = memberOf(made, 'id') === undefined ? made : { ...(made as object), id: freeId(kind || `new`, ids) };
    change([{ path, value: [...items, fitted(named, path)] }]);
    fold(at, true);
  };
  return (
    <div class="entry-actions">
      {kinds.length > 0 && (
        <select aria-label="Kind" value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value)}>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {spelledOut(one)}
            </option>
          ))}
        </select>
      )}
      <button type="button" aria-label={`Add to ${what}`} onClick={add}>
        Add
      </button>
    </div>
  );
}

/** What the least valid entry lacks to make sense. */
function fitted(made: unknown, path: Path): unknown {
  const { whole, scenario } = checked.value;
  if (path[0] === 'objectives') {
    const [stream = ''] = Object.keys(memberOf(whole, 'streams') ?? {});
    return { ...(made as object), metric: `/streams/${stream}/deliveryS/p95`, atMost: 60 };
  }
  if (path[0] !== 'incidents') return made;
  return { ...(made as object), atS: Math.round((scenario?.run.durationS ?? 3600) / 2) };
}

function branchOfKind(element: z.core.$ZodType, kind: string): z.core.$ZodType {
  const found = branchesOf(element).find((branch) => {
    const member = stepInto(branch, 'kind', undefined);
    return member !== undefined && literalsOf(member).includes(kind);
  });
  return found ?? element;
}

/** The name by which everything else refers to an entry; they follow when it changes. */
function Rename({ path, id }: { path: Path; id: string }) {
  const [typed, setTyped] = useState<string | undefined>();
  const control = `${fieldId(path)}-rename`;
  const list = typeof path.at(-1) === 'number';
  const rename = (): void => {
    const next = (typed ?? id).trim();
    setTyped(undefined);
    const around = wholeAt(path.slice(0, -1));
    if (next === '' || next === id || (!list && isJsonObject(around) && Object.hasOwn(around, next))) return;
    change(renaming(checked.value.whole, path, next), `rename ${formatPointer(path)}`);
    if (!list) fold([...path.slice(0, -1), next], true);
  };
  return (
    <div class="field">
      <div class="field-head">
        <label htmlFor={control}>Id, by which others refer to it</label>
      </div>
      <div class="field-control">
        <input
          id={control}
          type="text"
          class="text"
          maxLength={48}
          autocomplete="off"
          spellcheck={false}
          value={typed ?? id}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          onBlur={rename}
          onKeyDown={({ key }) => {
            if (key === 'Enter') rename();
          }}
        />
      </div>
      {list && <Errors path={[...path, 'id']} />}
    </div>
  );
}
