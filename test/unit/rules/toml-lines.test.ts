/** Lines of fields in TOML text, for every way in which TOML lets one write a field. */

import { describe, expect, it } from 'vitest';
import { parseToml } from '#rules/read-toml.ts';
import { type FieldPath, indexTomlLines } from '#rules/toml-lines.ts';

const DOCUMENT = `# a comment with [brackets] and = signs
title = "x"
[extend]
path = 'a # b'   # not = this
disabledRules = [
  "one", # two
  'three',
]
[[rules]]
id = "a"
regex = '''
[[rules]]
id = "inside"
'''
[[rules.allowlists]]
description = """x
\\"""" # quotes
regexes = ['''a'''
, '''b]''' ]
[[rules.allowlists]]
paths = []
[[ "rules" ]]
id.deep = 1
"quoted \\"key\\"".'x.y' = { a = 1, b.c = [1, { d = 2 }], "e" = "}" }
[rules.allowlist]
commits = ["x"]
[[rules]]
keywords = ["""a""""", "b"]
last = 2024-01-01T00:00:00Z
[scan.inner]
deep = true
`;

describe('indexTomlLines', () => {
  const lineOf = indexTomlLines(DOCUMENT);

  it.each<[number, ...(string | number)[]]>([
    [2, 'title'],
    [3, 'extend'],
    [4, 'extend', 'path'],
    [5, 'extend', 'disabledRules'],
    [6, 'extend', 'disabledRules', 0],
    [7, 'extend', 'disabledRules', 1],
    [9, 'rules'],
    [9, 'rules', 0],
    [10, 'rules', 0, 'id'],
    [11, 'rules', 0, 'regex'],
    [15, 'rules', 0, 'allowlists', 0],
    [16, 'rules', 0, 'allowlists', 0, 'description'],
    [18, 'rules', 0, 'allowlists', 0, 'regexes', 0],
    [19, 'rules', 0, 'allowlists', 0, 'regexes', 1],
    [20, 'rules', 0, 'allowlists', 1],
    [21, 'rules', 0, 'allowlists', 1, 'paths'],
    [22, 'rules', 1],
    [23, 'rules', 1, 'id'],
    [23, 'rules', 1, 'id', 'deep'],
    [24, 'rules', 1, 'quoted "key"', 'x.y', 'b', 'c', 1, 'd'],
    [24, 'rules', 1, 'quoted "key"', 'x.y', 'e'],
    [25, 'rules', 1, 'allowlist'],
    [26, 'rules', 1, 'allowlist', 'commits', 0],
    [27, 'rules', 2],
    [28, 'rules', 2, 'keywords', 1],
    [29, 'rules', 2, 'last'],
    [30, 'scan'],
    [31, 'scan', 'inner', 'deep'],
  ])('line %i: %s %s %s %s %s %s %s', (line, ...path) => {
    expect(lineOf(path.filter((step) => step !== undefined))).toBe(line);
  });

  it.each<[number, FieldPath]>([
    [9, ['rules', 0, 'missing']],
    [15, ['rules', 0, 'allowlists', 0, 'missing', 'deep']],
    [1, ['nowhere']],
    [1, []],
  ])('gives line %i, where the table stands, for the missing %j', (line, path) => {
    expect(lineOf(path)).toBe(line);
  });

  it('counts lines that end in CRLF once, and does not count a byte-order mark', () => {
    expect(indexTomlLines('\uFEFF# x\r\n[a]\r\nb = 1\r\n')(['a', 'b'])).toBe(3);
  });

  it('finds every key that the parser finds, on a line that holds it', () => {
    const lines = DOCUMENT.split('\n');
    const elsewhere = keysIn(parseToml(DOCUMENT, 'x.toml')).filter((path) => {
      return !lines[lineOf(path) - 1]?.includes(String(path.at(-1)).replaceAll('"', '\\"'));
    });
    expect(elsewhere).toEqual([]);
  });
});

/** Paths of all keys in a value, list elements left out. */
function keysIn(value: unknown, path: FieldPath = []): FieldPath[] {
  const own = typeof path.at(-1) === 'string' ? [path] : [];
  if (typeof value !== 'object' || value === null || value instanceof Date) return own;
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...own, ...steps.flatMap(([step, inner]) => keysIn(inner, [...path, step]))];
}
