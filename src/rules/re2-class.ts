/** Classes of RE2: `[...]`, `\d`, `\pL`, `[[:alpha:]]`. */

import { foldRanges } from './case-folding.ts';
import { type CodePointRange, complementOf } from './code-points.ts';
import { isAtEnd, isNext, type PatternReader, refuse, take, takeCodePoint, takeMatch } from './pattern-reader.ts';
import { takeEscape } from './re2-escape.ts';
import type { SetNode, UnicodeProperty } from './regex-tree.ts';

const DIGIT: readonly CodePointRange[] = [[0x30, 0x39]];
const UPPER: readonly CodePointRange[] = [[0x41, 0x5a]];
const LOWER: readonly CodePointRange[] = [[0x61, 0x7a]];
const WORD: readonly CodePointRange[] = [...DIGIT, ...UPPER, [0x5f, 0x5f], ...LOWER];

/** ASCII only, and `\s` without the vertical tab. */
const PERL_CLASSES: ReadonlyMap<string, readonly CodePointRange[]> = new Map([
  ['d', DIGIT],
  [
    's',
    [
      [0x09, 0x0a],
      [0x0c, 0x0d],
      [0x20, 0x20],
    ],
  ],
  ['w', WORD],
]);

const POSIX_CLASSES: ReadonlyMap<string, readonly CodePointRange[]> = new Map<string, readonly CodePointRange[]>([
  ['alnum', [...DIGIT, ...UPPER, ...LOWER]],
  ['alpha', [...UPPER, ...LOWER]],
  ['ascii', [[0x00, 0x7f]]],
  [
    'blank',
    [
      [0x09, 0x09],
      [0x20, 0x20],
    ],
  ],
  [
    'cntrl',
    [
      [0x00, 0x1f],
      [0x7f, 0x7f],
    ],
  ],
  ['digit', DIGIT],
  ['graph', [[0x21, 0x7e]]],
  ['lower', LOWER],
  ['print', [[0x20, 0x7e]]],
  [
    'punct',
    [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
  ],
  [
    'space',
    [
      [0x09, 0x0d],
      [0x20, 0x20],
    ],
  ],
  ['upper', UPPER],
  ['word', WORD],
  ['xdigit', [...DIGIT, [0x41, 0x46], [0x61, 0x66]]],
]);

const PERL_CLASS = /\\([dswDSW])/y;
const PROPERTY = /\\([pP])(?:\{(\^?)([^}]*)\}|([^{]))/uy;
/** RE2 looks for the `:]` in all of the rest. */
const POSIX_CLASS = /\[:(.*?):\]/sy;

/** Characters of a pattern that a message repeats at most. */
const LONGEST_QUOTE = 20;

/** What a class is made of while it is read; turned into a SetNode at its end. */
interface ClassParts {
  readonly ranges: CodePointRange[];
  readonly folded: CodePointRange[];
  readonly properties: UnicodeProperty[];
}

/** The class that an escape such as `\d` or `\p{Greek}` stands for, if one comes next. */
export function takeEscapedClass(reader: PatternReader, fold: boolean): SetNode | undefined {
  const perl = takeMatch(reader, PERL_CLASS)?.[1];
  if (perl !== undefined) {
    const ranges = PERL_CLASSES.get(perl.toLowerCase()) ?? [];
    return { kind: 'set', ranges, folded: [], properties: [], negated: perl < 'a', fold };
  }
  const property = takeProperty(reader);
  return property && { kind: 'set', ranges: [], folded: [], properties: [property], negated: false, fold };
}

/** The class in brackets that comes next. */
export function takeBracketClass(reader: PatternReader, fold: boolean): SetNode {
  const start = reader.at;
  take(reader, '[');
  const negated = take(reader, '^');
  const parts: ClassParts = { ranges: [], folded: [], properties: [] };
  // A ] that comes first is a literal.
  for (let first = true; first || !isNext(reader, ']'); first = false) {
    if (isAtEnd(reader)) refuse(start, 'the class is never closed', 'write ] at its end, or \\[ for a bracket');
    takeClassItem(reader, parts, fold);
  }
  take(reader, ']');
  return { kind: 'set', ...parts, negated, fold };
}

function takeClassItem(reader: PatternReader, parts: ClassParts, fold: boolean): void {
  if (takePosixClass(reader, parts, fold)) return;
  const perl = takeMatch(reader, PERL_CLASS)?.[1];
  if (perl !== undefined) {
    addGroup(parts, PERL_CLASSES.get(perl.toLowerCase()) ?? [], perl < 'a', fold);
    return;
  }
  const property = takeProperty(reader);
  if (property === undefined) parts.ranges.push(takeRange(reader));
  else parts.properties.push(property);
}

function takePosixClass(reader: PatternReader, parts: ClassParts, fold: boolean): boolean {
  const start = reader.at;
  const name = takeMatch(reader, POSIX_CLASS)?.[1];
  if (name === undefined) return false;
  const ranges = POSIX_CLASSES.get(name.replace(/^\^/, ''));
  if (ranges === undefined) {
    const known = [...POSIX_CLASSES.keys()].join(', ');
    refuse(
      start,
      `there is no class [:${name.slice(0, LONGEST_QUOTE)}:]`,
      `write one of ${known}, or \\[: for the characters`,
    );
  }
  addGroup(parts, ranges, name.startsWith('^'), fold);
  return true;
}

function addGroup(parts: ClassParts, ranges: readonly CodePointRange[], negated: boolean, fold: boolean): void {
  if (!negated) parts.ranges.push(...ranges);
  else if (fold) parts.folded.push(...complementOf(foldRanges(ranges)));
  else parts.ranges.push(...complementOf(ranges));
}

function takeRange(reader: PatternReader): CodePointRange {
  const start = reader.at;
  const first = takeClassCharacter(reader);
  // A - right before the end is a literal.
  if (!isNext(reader, '-') || isNext(reader, '-]')) return [first, first];
  take(reader, '-');
  if (isAtEnd(reader)) refuse(start, 'the range has no end', 'write its last character and the ] of the class');
  const last = takeClassCharacter(reader);
  if (last < first) refuse(start, 'the range runs backwards', 'write the lower character first, or \\- for a hyphen');
  return [first, last];
}

function takeClassCharacter(reader: PatternReader): number {
  return isNext(reader, '\\') ? takeEscape(reader, 'class') : takeCodePoint(reader);
}

function takeProperty(reader: PatternReader): UnicodeProperty | undefined {
  if (!isNext(reader, '\\p') && !isNext(reader, '\\P')) return undefined;
  const start = reader.at;
  const match = takeMatch(reader, PROPERTY);
  const name = match?.[3] ?? match?.[4] ?? '';
  const source = PROPERTY_KINDS.map((kind) => kind + name).find(isKnownProperty);
  if (match === undefined || source === undefined) {
    refuse(
      start,
      `there is no Unicode class ${match?.[0] ?? 'here'}`,
      'write a general category or script, as in \\pL or \\p{Greek}',
    );
  }
  return { source, negated: (match[1] === 'P') !== (match[2] === '^') };
}

/** RE2 knows general categories, scripts, and the few classes that need no name of a property in JavaScript. */
const PROPERTY_KINDS = ['General_Category=', 'Script=', ''] as const;
const LONE_PROPERTIES: readonly string[] = ['Any', 'Assigned', 'ASCII'];

function isKnownProperty(source: string): boolean {
  if (!source.includes('=')) return LONE_PROPERTIES.includes(source);
  if (!/^\w+=\w+$/.test(source)) return false;
  try {
    new RegExp(`\\p{${source}}`, 'u');
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
