import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, events } from './index.ts';

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  /** False behind the members of a tuple. */
  items?: JsonSchema | false;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  additionalProperties?: JsonSchema | boolean;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  /** What contains itself is named here and referred to. */
  $defs?: Record<string, JsonSchema>;
  $ref?: string;
}

const outputs: [name: string, schema: z.ZodType][] = [
  ...Object.entries(contract).flatMap(([domain, calls]) =>
    Object.entries(calls).map(([name, { output }]): [string, z.ZodType] => [`${domain}.${name}`, output]),
  ),
  ...Object.entries(events).map(([name, schema]): [string, z.ZodType] => [`on.${name}`, schema]),
];

function parts(schema: JsonSchema): JsonSchema[] {
  const { properties = {}, items, prefixItems = [], anyOf = [], oneOf = [], allOf = [], $defs = {} } = schema;
  const { additionalProperties } = schema;
  const inner = [...Object.values(properties), ...anyOf, ...oneOf, ...allOf, ...prefixItems, ...Object.values($defs)];
  if (typeof items === 'object') inner.push(items);
  if (typeof additionalProperties === 'object') inner.push(additionalProperties);
  return [schema, ...inner.flatMap(parts)];
}

const partsOf = (schema: z.ZodType): JsonSchema[] => parts(z.toJSONSchema(schema) as JsonSchema);

describe('what main tells the window', () => {
  it.each(outputs)('%s has no place for a key, a token, a signature or a link', (_name, schema) => {
    const names = partsOf(schema).flatMap(({ properties = {} }) => Object.keys(properties));
    const forbidden =
      /^(private_?key|public_?key|security_?token|credential|secret|signature|password|url|private_?url|link)$/iu;
    expect(names.filter((name) => forbidden.test(name))).toEqual([]);
  });

  it.each(outputs)('%s says what everything in it is', (_name, schema) => {
    const says = ['type', 'const', 'enum', 'anyOf', 'oneOf', 'allOf', '$ref'];
    const isAnything = (part: JsonSchema): boolean => !says.some((word) => word in part);
    expect(partsOf(schema).filter(isAnything)).toEqual([]);
  });

  it.each(outputs)('%s is strict: an object with a field too many does not pass', (_name, schema) => {
    const loose = partsOf(schema).filter((part) => part.type === 'object' && part.additionalProperties === undefined);
    expect(loose).toEqual([]);
  });
});
