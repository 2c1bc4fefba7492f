/** Makes the JSON Schema of `keysieve.toml` from the schema that checks it. */

import { toJsonSchema } from '@valibot/to-json-schema';
import { strictFile } from '../src/rules/rule-schema.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What editors show for a table, and for fields whose name does not say it. The page `docs/configuration.md` has all. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  extend: 'What this file builds upon',
  'extend.useDefault': 'Keep the built-in rules (the default)',
  'extend.path': 'Another file, relative to this one; two steps at most',
  'extend.disabledRules': 'Rules that are off, by id, tag or glob',
  scan: 'Settings, named as the options of keysieve scan',
  'scan.exclude': 'Globs of paths that are not scanned',
  'scan.include': 'Globs: only paths that match one are scanned',
  'scan.fail-on': 'Least severity that makes the exit status 1',
  'scan.max-file-size': 'Larger files are skipped: "10MB", or a number of bytes',
  'scan.inline': 'Whether comments in the scanned text may allow a finding',
  suppress: 'What may excuse findings',
  'suppress.foreign': 'Whether comments of other tools count (the default)',
  rules: 'Rules of your own, and changes to others',
  allowlists: 'What is no secret, with a reason each',
  'allowlists.description': 'The reason; reports repeat it',
};

/**
 * With unknown keys refused and reasons required, as the checks do; what a number or a text has to be like beyond its
 * type is not in it.
 */
export function configSchema(): string {
  const schema = toJsonSchema(strictFile, { typeMode: 'input', errorMode: 'ignore', target: 'draft-07' });
  const { $schema, ...shape } = JSON.parse(JSON.stringify(schema)) as { readonly $schema: string };
  const whole = {
    $schema,
    $id: 'https://unpkg.com/keysieve/docs/config.schema.json',
    title: 'Configuration of keysieve',
    ...Object(closed(shape, '')),
  };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}

/** `name` is the field that a value describes: `rules.id` for that of each rule. */
function closed(value: Json, name: string, isItem = false): Json {
  if (Array.isArray(value)) return value.map((item: Json) => closed(item, name));
  if (typeof value !== 'object' || value === null) return value;
  const table = value as { readonly [key: string]: Json };
  const { properties, required } = table;
  const description = isItem ? undefined : DESCRIPTIONS[name];
  const copied = Object.entries(table).map(([key, inner]) => {
    if (key === 'properties') return [key, named(inner, name)];
    return [key, key === 'items' ? closed(inner, name, true) : closed(inner, '')];
  });
  return {
    ...(description !== undefined && { description }),
    ...Object.fromEntries(copied),
    ...(properties !== undefined && { additionalProperties: false }),
    ...(required !== undefined && /allowlists?$/.test(name) && { required: ['description'] }),
  };
}

function named(properties: Json, parent: string): Json {
  if (typeof properties !== 'object' || properties === null) return properties;
  return Object.fromEntries(
    Object.entries(properties).map(([key, inner]) => [key, closed(inner, parent === '' ? key : `${parent}.${key}`)]),
  );
}
