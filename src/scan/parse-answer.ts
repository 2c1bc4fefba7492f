/** Checks what a worker says before anything of it is believed. */

import type { FromWorker } from './worker-protocol.ts';

type Test = (value: unknown) => boolean;

/** The answer, or undefined when it is none. */
export function parseAnswer(value: unknown): FromWorker | undefined {
  return isAnswer(value) ? (value as FromWorker) : undefined;
}

const isString: Test = (value) => typeof value === 'string';
const isCount: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isBoolean: Test = (value) => typeof value === 'boolean';
const isBytes: Test = (value) => value instanceof Uint8Array;
const isWords: Test = (value) => value instanceof Uint32Array;

function oneOf(...tests: readonly Test[]): Test {
  return (value) => tests.some((test) => test(value));
}

function literal(...texts: readonly string[]): Test {
  return (value) => texts.some((text) => text === value);
}

function optional(test: Test): Test {
  return (value) => value === undefined || test(value);
}

function listOf(test: Test): Test {
  return (value) => Array.isArray(value) && value.every(test);
}

/** An object whose fields pass; it may have others. */
function shape(fields: Readonly<Record<string, Test>>): Test {
  const tests = Object.entries(fields);
  return (value) =>
    typeof value === 'object' && value !== null && tests.every(([name, test]) => test(Reflect.get(value, name)));
}

const isPath = shape({ text: isString, bytes: optional(isBytes) });
const isPosition = shape({ line: isCount, column: isCount });
const isDetails: Test = (value) => typeof value === 'object' && value !== null && Object.values(value).every(isString);

const isOrigin = oneOf(
  shape({ kind: literal('file', 'stdin'), path: isPath }),
  shape({ kind: literal('blob'), object: isString, path: optional(isPath) }),
  shape({ kind: literal('commit', 'tag', 'tree'), object: isString }),
  shape({ kind: literal('ref-names') }),
  shape({ kind: literal('name'), name: isPath, object: optional(isString) }),
);

const isComment = shape({
  text: isString,
  line: isCount,
  isAlone: isBoolean,
  place: literal('line', 'before', 'around', 'block', 'open-block'),
});

const isMatch = shape({
  rule: isString,
  secret: isString,
  decodings: optional(listOf(isString)),
  encoded: optional(isString),
  matched: isString,
  offset: isCount,
  start: isPosition,
  end: isPosition,
  excerpt: shape({ text: isString, column: isCount, comments: listOf(isComment) }),
  severity: literal('info', 'low', 'medium', 'high', 'critical'),
  details: isDetails,
  excuse: optional(shape({ by: literal('allowlist'), reason: isString })),
});

const isLooked = shape({
  files: isCount,
  commits: isCount,
  objects: isCount,
  direct: isCount,
  bytes: isCount,
  opaque: isCount,
});

const isResult = shape({
  chunks: listOf(shape({ origin: isOrigin, start: isPosition, matches: listOf(isMatch) })),
  looked: isLooked,
  skips: listOf(shape({ path: isPath, reason: isString, opaque: optional(isBoolean) })),
  problems: listOf(shape({ code: isString, message: isString, path: optional(isPath) })),
  references: optional(isWords),
  quiet: optional(isBytes),
});

const isAnswer = oneOf(
  shape({ kind: literal('ready') }),
  shape({ kind: literal('looked'), place: isCount, looked: isLooked }),
  shape({ kind: literal('read'), place: isCount, result: isResult }),
);
