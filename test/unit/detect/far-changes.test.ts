import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createDetector } from '#detect/detect.ts';
import type { Chunk } from '#model/chunk.ts';
import { compileRules } from '#rules/compile.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { derivedChunks, type Made } from '../../support/derived-chunks.ts';

const RULES = `
[[rules]]
id = "far"
description = "begins far from where it ends"
regex = 'FAR[^;]{0,900}END[0-9]'
[[rules]]
id = "judged"
description = "is judged by what is far"
regex = 'SEC[0-9]{3}'
validate = ["beside:vendor"]
[[rules]]
id = "near"
description = "stands near its keyword"
regex = 'TOK[0-9]{3}'
keywords = ["other"]
reach = 600
`;

const compiled = compileRules(parseRuleFile(RULES, { file: 'rules.toml', role: 'patterns', builtIn: false }));

/** A place in a text, how much is gone from there, and what stands there instead. */
type Edit = readonly [at: number, gone: number, added: string];

/** The text, and what each edit makes of the one before. */
function versionsOf(text: string, edits: readonly Edit[]): readonly Chunk[] {
  let base = text;
  const made = edits.map(([at, gone, added]): Made => {
    const copies = Uint32Array.of(0, 0, at, at + added.length, at + gone, base.length - at - gone);
    base = base.slice(0, at) + added + base.slice(at + gone);
    return { bytes: Buffer.from(base), copies };
  });
  return derivedChunks(Buffer.from(text), made);
}

function found(text: string, edits: readonly Edit[]): readonly number[] {
  const detector = createDetector(compiled);
  return versionsOf(text, edits).map((chunk) => detector.detect(chunk).matches.length);
}

const FILLED = '.'.repeat(850);

describe('a change far from what it completes', () => {
  it.each<[string, string, readonly Edit[], readonly number[]]>([
    ['behind the beginning of a match', `FAR;${FILLED}END1`, [[3, 1, '']], [0, 1]],
    ['before the end of a match', `FAR${FILLED};END1`, [[853, 1, '']], [0, 1]],
    [
      'around an end that is new itself',
      `FAR;${FILLED}..`,
      [
        [855, 0, 'END1'],
        [3, 1, ''],
      ],
      [0, 0, 1],
    ],
    [
      'around a beginning that is new itself',
      `..${FILLED};END1`,
      [
        [1, 0, 'FAR'],
        [855, 1, ''],
      ],
      [0, 0, 1],
    ],
    ['what a check looks at', `SEC123${' '.repeat(900)}|`, [[906, 1, 'vendor']], [0, 1]],
    [
      'what a check looked at versions ago',
      `${'#'.repeat(2000)}SEC123${' '.repeat(900)}|`,
      [
        [5, 3, 'a'],
        [1, 0, 'b'],
        [2905, 1, 'vendor'],
      ],
      [0, 0, 0, 1],
    ],
    ['a keyword in the reach that its rule declares', `other${' '.repeat(585)}TOK?23`, [[593, 1, '1']], [0, 1]],
  ])('%s', (_, text, edits, expected) => {
    expect(found(text, edits)).toEqual(expected);
  });
});
