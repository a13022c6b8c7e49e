import { z } from 'zod';
import { isJsonObject } from './mergePatch.ts';
import { PRESET_IDS } from './presets/index.ts';
import { scenario } from './schema/scenario.ts';

/**
 * The JSON Schema of the format, for editors and other programs: draft 7, which editors know best.
 * A file that stands alone follows the scenario's schema; one that extends a preset is a merge patch: any part may be left out, null
 * removes one, lists are whole. What only the loader can see (references, sums of probabilities) is not in it.
 */

type JsonSchema = Record<string, unknown>;

/** The JSON Schema of scenario files. */
export function scenarioJsonSchema(): JsonSchema {
  const whole = z.toJSONSchema(scenario, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => lift(jsonSchema),
  });
  const { $schema, definitions, ...alone } = whole as JsonSchema;
  const named = { ...(isJsonObject(definitions) ? definitions : {}), scenario: alone };
  const patches = new Patches(named);
  const patch = patches.of(alone);
  return {
    $schema,
    title: 'Mailwatt scenario',
    description:
      'A mail system, its mail, and the designs that are compared. With "extends": a merge patch (RFC 7396) on a preset',
    type: 'object',
    if: { required: ['extends'] },
    // A keyword of JSON Schema; nobody awaits this.
    // oxlint-disable-next-line unicorn/no-thenable
    then: {
      ...patch,
      properties: {
        extends: { description: 'The preset that this file changes, with its version', enum: PRESET_IDS },
        ...(isJsonObject(patch['properties']) ? patch['properties'] : {}),
      },
    },
    else: { $ref: '#/definitions/scenario' },
    definitions: { ...named, ...patches.made },
  };
}

/** Where null is allowed, what the field means stands at the other branch: editors look for it outside. */
function lift(schema: z.core.JSONSchema.BaseSchema): void {
  const branches = schema.anyOf?.filter((branch) => branch.type !== 'null');
  const only = branches?.length === 1 ? branches[0] : undefined;
  if (!only || schema.description !== undefined) return;
  if (only.description !== undefined) schema.description = only.description;
  if (only['unit'] !== undefined) schema['unit'] = only['unit'];
}

const REF = '#/definitions/';

/** Makes schemas of patches from schemas of what they are merged onto. */
class Patches {
  /** Definitions that the patches refer to. */
  readonly made: Record<string, JsonSchema> = {};
  private readonly named: JsonSchema;

  constructor(named: JsonSchema) {
    this.named = named;
  }

  of(schema: JsonSchema): JsonSchema {
    const { required: _, default: __, ...rest } = schema;
    const patch: JsonSchema = {};
    for (const [keyword, value] of Object.entries(rest)) {
      if (keyword === '$ref') patch[keyword] = this.reference(String(value));
      else if (keyword === 'oneOf' || keyword === 'anyOf' || keyword === 'allOf') {
        // Without what is required, more than one branch may fit.
        patch[keyword === 'oneOf' ? 'anyOf' : keyword] = (value as JsonSchema[]).map((branch) => this.of(branch));
      } else if (keyword === 'properties' && isJsonObject(value)) {
        patch[keyword] = Object.fromEntries(
          Object.entries(value).map(([name, member]) => [name, this.member(member as JsonSchema)]),
        );
      } else if (keyword === 'additionalProperties' && isJsonObject(value)) patch[keyword] = this.member(value);
      else patch[keyword] = value;
    }
    return patch;
  }

  /** A member may be null to be removed. Its description stays outside, where editors look for it. */
  private member(schema: JsonSchema): JsonSchema {
    const { description, ...patch } = this.of(schema);
    const nullable = { anyOf: [patch, { type: 'null' }] };
    return description === undefined ? nullable : { description, ...nullable };
  }

  private reference(ref: string): string {
    const name = ref.slice(REF.length);
    const patchName = `patchOf-${name}`;
    if (!(patchName in this.made)) {
      // Taken before it is made: definitions may refer to themselves.
      this.made[patchName] = {};
      this.made[patchName] = this.of(this.named[name] as JsonSchema);
    }
    return REF + patchName;
  }
}

/** The text of `scenarios/scenario.schema.json`. */
export function scenarioJsonSchemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
}
