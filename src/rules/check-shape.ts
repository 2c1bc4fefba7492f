/** Checks a parsed file against its shape and turns what does not fit into complaints that a person can act on. */

import * as v from 'valibot';
import type { Complaints } from './complaints.ts';
import { dropMisfits } from './drop-misfits.ts';
import { meaningOfForeignKey } from './foreign-keys.ts';
import type { TomlTable } from './read-toml.ts';
import { lenientFile, type RawFile, strictFile } from './rule-schema.ts';
import { suggestion } from './suggest.ts';
import type { FieldPath } from './toml-lines.ts';

/** Whose rules of reading apply: ours, or gitleaks'. */
export type Dialect = 'strict' | 'gitleaks';

/** What is known of a schema without its types: enough to walk along it. */
interface Shape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
  readonly wrapped?: Shape;
}

/** The file without what does not fit, which was complained about; undefined where nothing can be made of it. */
export function checkShape(table: TomlTable, dialect: Dialect, complaints: Complaints): RawFile | undefined {
  const schema = dialect === 'strict' ? strictFile : lenientFile;
  const known = keepKnownKeys(table, schema, { path: [], dialect, complaints });
  const result = v.safeParse(schema, known);
  if (result.success) return result.output;
  for (const issue of result.issues) complaints.error(pathOf(issue), describeIssue(issue));
  // What fits is still read, so that its own errors are told in the same breath.
  const rest = v.safeParse(schema, dropMisfits(known, result.issues.map(pathOf)));
  return rest.success ? rest.output : undefined;
}

interface Walk {
  readonly path: FieldPath;
  readonly dialect: Dialect;
  readonly complaints: Complaints;
}

/** A copy without the keys that the schema does not know, each of which is complained about. */
function keepKnownKeys(value: unknown, shape: Shape, walk: Walk): unknown {
  if (shape.wrapped !== undefined) return keepKnownKeys(value, shape.wrapped, walk);
  const { item, entries } = shape;
  const list = item === undefined || Array.isArray(value) ? value : asList(value, item, walk);
  if (item !== undefined && Array.isArray(list)) {
    return list.map((element, i) => keepKnownKeys(element, item, { ...walk, path: [...walk.path, i] }));
  }
  if (entries === undefined || !isTable(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      const name = knownName(key, entries, walk.dialect);
      const below = { ...walk, path: [...walk.path, key] };
      const child = name === undefined ? undefined : entries[name];
      if (name !== undefined && child !== undefined) return [[name, keepKnownKeys(inner, child, below)]];
      complainAboutKey(key, Object.keys(entries), below);
      return [];
    }),
  );
}

/** gitleaks takes a table for a list of one (`[rules.allowlists]`), and an empty one (`[rules]`) for none. */
function asList(value: unknown, item: Shape, { path, dialect, complaints }: Walk): unknown {
  if (dialect === 'strict' || item.entries === undefined || !isTable(value)) return value;
  const isEmpty = Object.keys(value).length === 0;
  complaints.notice(path, `a single table, read as a list of ${isEmpty ? 'none' : 'one'}: [[ ]] makes a list`);
  return isEmpty ? [] : [value];
}

function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** gitleaks reads keys without regard to case. */
function knownName(key: string, entries: Readonly<Record<string, Shape>>, dialect: Dialect): string | undefined {
  if (Object.hasOwn(entries, key)) return key;
  if (dialect === 'strict') return undefined;
  return Object.keys(entries).find((name) => name.toLowerCase() === key.toLowerCase());
}

function complainAboutKey(key: string, known: readonly string[], walk: Walk): void {
  if (walk.dialect === 'strict') {
    const hint = suggestion(key, known) || `; known here: ${known.toSorted().join(', ')}`;
    walk.complaints.error(walk.path, `unknown key${hint}`);
    return;
  }
  const meaning = meaningOfForeignKey(walk.path);
  if (meaning !== undefined) {
    walk.complaints.notice(walk.path, meaning);
    return;
  }
  const hint = knownToUs(walk.path) ? '; it has a meaning in keysieve.toml only' : suggestion(key, known);
  walk.complaints.notice(walk.path, `not a key of gitleaks' schema, ignored${hint}`);
}

/** Whether our own shape has a field there. */
function knownToUs(path: FieldPath): boolean {
  let shape: Shape | undefined = strictFile;
  for (const step of path) {
    while (shape?.wrapped !== undefined) shape = shape.wrapped;
    shape = typeof step === 'number' ? shape?.item : shape?.entries?.[step];
  }
  return shape !== undefined;
}

type Issue = v.BaseIssue<unknown>;

function pathOf(issue: Issue): FieldPath {
  return (issue.path ?? []).map((step) => (typeof step.key === 'number' ? step.key : String(step.key)));
}

const MISSING_ID = 'is missing: every rule needs one (only gitleaks before version 8 did without)';

function isRuleId(issue: Issue): boolean {
  const [list, , key] = pathOf(issue);
  return list === 'rules' && key === 'id';
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'a table',
};

/** Messages of our own schemas stand as they are (they begin with "must"); valibot's are put in TOML's words. */
function describeIssue(issue: Issue): string {
  if (issue.message.startsWith('must ')) return issue.message;
  if (issue.received === 'undefined') return isRuleId(issue) ? MISSING_ID : 'is missing';
  if (issue.type === 'picklist')
    return `must be one of ${(issue.expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', ')}`;
  return `must be ${KINDS[issue.type] ?? issue.expected ?? 'something else'}`;
}
