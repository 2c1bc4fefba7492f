/** docs/cli.md against the option table and the JSON schema: what the page promises is what the code has. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { COMMANDS } from '#cli/command-table.ts';
import { LATER_FORMATS, OPTION_SPECS } from '#cli/option-table.ts';
import type { OptionSpec } from '#cli/options/option-spec.ts';
import { FORMAT_NAMES } from '#report/reporters.ts';
import { blocksOf, codeOf, ROOT, readDocument, tableRows } from './documents.ts';

const PAGE = readDocument('docs/cli.md');

/** An option as a row of the page describes it. */
interface Described {
  readonly name: string;
  readonly alias: string | undefined;
  readonly takesValue: boolean;
  readonly meaning: string;
}

/** Rows such as `-c, --config FILE`. */
function describedOptions(): readonly Described[] {
  return tableRows(PAGE).flatMap(([option = '', meaning = '']) => {
    const [, alias, name, value] = /^`(?:-(\w), )?--([a-z-]+)(?: ([A-Z]+))?`$/.exec(option) ?? [];
    return name === undefined ? [] : [{ name, alias, takesValue: value !== undefined, meaning }];
  });
}

const OPTIONS = describedOptions();

function described(name: string): Described | undefined {
  return OPTIONS.find((option) => option.name === name);
}

it('names every option once, and no other', () => {
  expect(OPTIONS.map(({ name }) => name).sort()).toEqual(OPTION_SPECS.map(({ name }) => name).sort());
});

it.each(OPTION_SPECS)('gives --$name its letter and says whether it takes a value', (spec) => {
  expect(described(spec.name)).toMatchObject({ alias: spec.alias, takesValue: spec.kind !== 'boolean' });
});

const CHOICES: readonly (OptionSpec & { readonly name: string })[] = OPTION_SPECS.filter(
  ({ kind }) => kind === 'choice',
);

it.each(CHOICES)('names every choice of --$name', ({ name, choices = [] }) => {
  const { meaning = '' } = described(name) ?? {};
  expect(choices.filter((choice) => !meaning.includes(`\`${choice}\``))).toEqual([]);
});

const REPEATABLE = OPTION_SPECS.filter((spec) => spec.repeatable === true).map(({ name }) => name);

it('calls exactly the repeatable options repeatable', () => {
  const called = OPTIONS.filter(({ meaning }) => meaning.includes('repeatable')).map(({ name }) => name);
  expect(called.sort()).toEqual([...REPEATABLE].sort());
});

it('names every command, format, and what is planned', () => {
  const code = codeOf(PAGE);
  const commands = COMMANDS.map(({ name, operands }) => `keysieve ${name}${operands === '' ? '' : ` ${operands}`}`);
  expect([...commands, ...FORMAT_NAMES, ...LATER_FORMATS].filter((name) => !code.includes(name))).toEqual([]);
});

const SCHEMA = JSON.parse(readFileSync(join(ROOT, 'docs', 'report.schema.json'), 'utf8')) as object;

it('shows a JSON report that its schema accepts', () => {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const [report] = blocksOf(PAGE).filter(({ language }) => language === 'json');
  const example = JSON.parse(report?.text ?? '') as { problems: unknown[] };
  ajv.validate(SCHEMA, example);
  expect(ajv.errors).toBeNull();
});

/** All strings below `name` of the schema that stand as `enum` or `const`, wherever it is. */
function schemaStrings(value: unknown, name: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own: unknown = Reflect.get(value, name);
  const found: readonly unknown[] =
    typeof own === 'object' && own !== null ? [Reflect.get(own, 'const'), Reflect.get(own, 'enum')].flat() : [];
  const below = Object.values(value).flatMap((inner) => schemaStrings(inner, name));
  return [...found.filter((text) => typeof text === 'string'), ...below];
}

it.each(['kind', 'code'])('names every value that the schema allows for `%s`', (field) => {
  const values = schemaStrings(SCHEMA, field);
  const code = codeOf(PAGE);
  const known = [...code, 'paths', 'staged', 'history', 'range'];
  expect(values.length).toBeGreaterThan(5);
  expect(values.filter((value) => !known.includes(value))).toEqual([]);
});
