import {
  allowsNull,
  branchesOf,
  branchOf,
  discriminatorOf,
  literalsOf,
  memberOf,
  stepInto,
  unwrap,
} from '../../../sim/scenario/schemaWalk.ts';
import { isJsonObject } from '../../../sim/scenario/mergePatch.ts';
import type { z } from 'zod';
import { checked } from './check.ts';
import { ChoiceField, ListField, NumberField, SeveralField, SwitchField, TextField } from './controls.tsx';
import { least } from './create.ts';
import { spelledOut, wordsOf } from './describe.ts';
import { Entries } from './entries.tsx';
import { Errors, Field, Help, tiesOf } from './field.tsx';
import type { FieldProps } from './field.tsx';
import { Fold } from './fold.tsx';
import { fieldId } from './places.ts';
import { put } from './state.ts';

/** The part of the form for any place of the scenario, as its schema says. */
export function Node(props: FieldProps) {
  const { schema, path, value } = props;
  const { def } = unwrap(schema)._zod;
  switch (def.type) {
    case 'number':
      return <NumberField {...props} />;
    case 'string':
      return <TextField {...props} />;
    case 'boolean':
      return <SwitchField {...props} />;
    case 'enum':
      return <ChoiceField {...props} />;
    case 'literal':
      return null;
    case 'object':
      return allowsNull(schema) ? <OptionalGroup {...props} /> : <Group {...props} />;
    case 'record':
      return literalsOf(def.keyType).length > 0 ? <FixedRecord {...props} /> : <Entries {...props} body={Members} />;
    case 'array': {
      const { def: element } = unwrap(def.element)._zod;
      if (element.type === 'object' || (element.type === 'union' && discriminatorOf(def.element) === 'kind'))
        return <Entries {...props} body={Members} />;
      return element.type === 'enum' ? <SeveralField {...props} /> : <ListField {...props} />;
    }
    case 'union':
      return <Union {...props} />;
    default:
      return <TextField schema={schema} path={path} value={value} />;
  }
}

/** The members of an object, in the order of the schema; `without` those named. */
export function Members({ schema, path, value, without = [] }: FieldProps & { without?: readonly string[] }) {
  const { def } = unwrap(schema)._zod;
  if (def.type !== 'object') return null;
  return (
    <>
      {Object.entries(def.shape)
        .filter(([key]) => !without.includes(key))
        .map(([key, member]) => (
          <Node key={key} schema={member} path={[...path, key]} value={memberOf(value, key)} />
        ))}
    </>
  );
}

function Group(props: FieldProps) {
  const { schema, path } = props;
  return (
    <Fold path={path} title={wordsOf(schema, path).label} help={<Help schema={schema} path={path} />}>
      <Errors path={path} />
      <Members {...props} />
    </Fold>
  );
}

/** An object that may be absent, and what is then. */
function OptionalGroup(props: FieldProps) {
  const { schema, path, value } = props;
  const { label, more } = wordsOf(schema, path);
  const there = value !== undefined && value !== null;
  return (
    <Fold path={path} title={there ? label : `${label}: none`} help={<Help schema={schema} path={path} />}>
      <div class="field">
        <label class="check" htmlFor={fieldId(path)}>
          <input
            {...tiesOf(path)}
            type="checkbox"
            checked={there}
            onChange={({ currentTarget }) =>
              put(path, currentTarget.checked ? least(schema, path, checked.value.whole) : null)
            }
          />
          {`There is: ${label.toLowerCase()}`}
        </label>
        {!there && more !== '' && <p class="field-hint">{more}</p>}
        <Errors path={path} />
      </div>
      {there && <Members {...props} />}
    </Fold>
  );
}

/** A record with keys that the format knows, like the classes of mail: each is there or not. */
function FixedRecord({ schema, path, value }: FieldProps) {
  const { def } = unwrap(schema)._zod;
  if (def.type !== 'record') return null;
  const of = unwrap(def.valueType)._zod.def.type;
  return (
    <Fold path={path} title={wordsOf(schema, path).label} help={<Help schema={schema} path={path} />}>
      <Errors path={path} />
      {literalsOf(def.keyType)
        .map(String)
        .map((key) => {
          const at = [...path, key];
          const own = memberOf(value, key);
          if (of !== 'object') return <Node key={key} schema={def.valueType} path={at} value={own} />;
          return (
            <Fold key={key} path={at} title={own === undefined ? `${spelledOut(key)}: none` : spelledOut(key)}>
              <Members schema={def.valueType} path={at} value={own ?? {}} />
            </Fold>
          );
        })}
    </Fold>
  );
}

/** One of several forms: a law and its parameters, a constant or a list. */
function Union({ schema, path, value }: FieldProps) {
  const forms = formsOf(schema);
  if (forms.every(({ branch }) => ['string', 'number'].includes(unwrap(branch)._zod.def.type)))
    return <TextField schema={schema} path={path} value={value} />;
  const given = value ?? undefined;
  const key = discriminatorOf(schema);
  const meant = given === undefined ? undefined : branchOf(schema, given);
  const current = forms.find(
    ({ branch, literal }) => branch === meant && (literal === undefined || literal === given || isJsonObject(given)),
  );
  const { label } = wordsOf(schema, path);
  return (
    <div class="union">
      <Field schema={schema} path={path} value={value}>
        <select
          {...tiesOf(path)}
          value={current?.name ?? ''}
          onChange={({ currentTarget }) => {
            const next = forms.find(({ name }) => name === currentTarget.value);
            if (next === undefined) return;
            put(path, next.literal ?? least(next.branch, path, checked.value.whole, given));
          }}
        >
          {current === undefined && <option value="">{given === undefined ? 'as by default' : 'unknown'}</option>}
          {forms.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        {typeof given === 'number' && (
          <input
            type="text"
            class="number"
            inputMode="decimal"
            aria-label={`${label}: value`}
            value={String(given)}
            onChange={({ currentTarget }) => {
              const typed = currentTarget.value.trim();
              put(path, typed === '' || Number.isNaN(Number(typed)) ? currentTarget.value : Number(typed));
            }}
          />
        )}
      </Field>
      {meant !== undefined && isJsonObject(given) && (
        <div class="union-members">
          <Members schema={meant} path={path} value={given} without={key === undefined ? [] : [key]} />
        </div>
      )}
      {Array.isArray(given) && meant !== undefined && <ListField schema={meant} path={path} value={given} />}
    </div>
  );
}

interface Form {
  readonly name: string;
  readonly branch: z.core.$ZodType;
  /** The word itself, where that is all there is to the form. */
  readonly literal?: string;
}

function formsOf(schema: z.core.$ZodType): Form[] {
  const key = discriminatorOf(schema);
  const forms = branchesOf(schema).flatMap((branch): Form[] => {
    const { def } = unwrap(branch)._zod;
    if (def.type === 'enum' || def.type === 'literal')
      return literalsOf(branch).map((word) => ({ name: String(word), branch, literal: String(word) }));
    if (def.type === 'number') return [{ name: 'constant', branch }];
    if (def.type === 'array') return [{ name: 'hour by hour', branch }];
    if (def.type !== 'object') return [{ name: def.type, branch }];
    const member = key === undefined ? undefined : stepInto(branch, key, undefined);
    const word = member === undefined ? 'weights' : String(literalsOf(member)[0]);
    return [{ name: word, branch }];
  });
  // Two forms of one law are told apart by what they need.
  return forms.map((form) => {
    const twin = forms.filter(({ name }) => name === form.name).length > 1;
    const { def } = unwrap(form.branch)._zod;
    if (!twin || def.type !== 'object') return form;
    const needs = Object.keys(def.shape).filter((name) => name !== key && name !== 'max');
    return { ...form, name: `${form.name} (${needs.join(', ')})` };
  });
}
