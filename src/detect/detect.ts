/**
 * One chunk and the compiled rules in, matches out: pure, synchronous, and without any knowledge of files, git or
 * threads. This is the plain path: whole text, every rule whose anchor occurs.
 */

import type { Chunk } from '#model/chunk.ts';
import { DetectError, messageOf } from '#model/errors.ts';
import type { Match } from '#model/match.ts';
import type { PathName } from '#model/path-name.ts';
import { FIRST_POSITION } from '#model/report.ts';
import type { CompiledRule, CompiledRules } from '#rules/compile.ts';
import { decodeText, utf16Encoding } from '#text/decode.ts';
import { createLineIndex } from '#text/line-index.ts';
import { TimeLimitReached } from './budget.ts';
import { createJudge } from './judge.ts';
import { matchPath } from './path-rules.ts';
import { createPrefilter, type Literal } from './prefilter.ts';
import { rawMatches } from './raw-matches.ts';
import { hasValueRun } from './value-run.ts';

/** `problems` are rules that could not be run to their end on this chunk. */
export interface DetectResult {
  readonly matches: readonly Match[];
  readonly problems: readonly DetectError[];
}

/** Detection with the compiled tables at hand; makes one scan of many chunks. */
export interface Detector {
  /** All matches of one chunk, ordered by offset and then by rule. */
  detect(chunk: Chunk): DetectResult;
  /** Matches of the rules that look at a file's name alone. */
  matchPath(path: PathName): DetectResult;
  /** Whether any rule might match: a cheap test on the bytes alone, never false where `detect` finds something. */
  mayMatch(bytes: Uint8Array): boolean;
}

const NOTHING: DetectResult = { matches: [], problems: [] };

/** More secrets of one rule in one chunk are no news, and memory is finite: said, not silently cut. */
const MOST_MATCHES = 20_000;

/** Rules that ran over their time so often are left out for the rest of the scan, which has failed by then. */
const MOST_OVERRUNS = 3;

/** A detector keeps only counters between chunks: how often a rule ran over its time. */
export function createDetector(compiled: CompiledRules): Detector {
  const present = createPresence(compiled.anchors.map(asciiPart));
  const overruns = new Map<string, number>();

  const candidateRules = (bytes: Uint8Array): CompiledRule[] => {
    const indexes = new Set(compiled.unanchored);
    for (const anchor of present(bytes)) {
      for (const rule of compiled.anchors[anchor]?.rules ?? []) indexes.add(rule);
    }
    const rules = [...indexes].sort((a, b) => a - b).flatMap((index) => compiled.rules[index] ?? []);
    return withLongValues(rules, bytes);
  };

  return {
    mayMatch: (bytes) =>
      compiled.unanchored.length > 0 || utf16Encoding(bytes) !== undefined || present(bytes).size > 0,
    matchPath: (path) => {
      try {
        return { matches: matchPath(path, compiled), problems: [] };
      } catch (error) {
        if (!isRuleFailure(error)) throw error;
        return {
          matches: [],
          problems: [new DetectError(`a rule on paths was ${messageOf(error)}`, { cause: error })],
        };
      }
    },
    detect(chunk) {
      if (utf16Encoding(chunk.bytes) !== undefined) {
        const { text } = decodeText(chunk.bytes);
        return detectText(text, candidateRules(new TextEncoder().encode(text)), chunk, overruns);
      }
      const rules = candidateRules(chunk.bytes);
      if (rules.length === 0) return NOTHING;
      return detectText(decodeText(chunk.bytes).text, rules, chunk, overruns);
    },
  };
}

/** Tells which of `anchors` occur, by their indexes; one without ASCII may occur in any bytes. */
function createPresence(anchors: readonly Literal[]): (bytes: Uint8Array) => ReadonlySet<number> {
  const everywhere = anchors.flatMap(({ literal }, index) => (literal === '' ? [index] : []));
  const searched = anchors.flatMap(({ literal }, index) => (literal === '' ? [] : [index]));
  const prefilter = createPrefilter(anchors.filter(({ literal }) => literal !== ''));
  return (bytes) => {
    const { count, literals } = prefilter.find(bytes);
    const found = new Set(everywhere);
    for (let hit = 0; hit < count; hit++) found.add(searched[literals[hit] ?? 0] ?? 0);
    return found;
  };
}

/** The matches of one chunk; for callers that scan a single text. */
export function detect(chunk: Chunk, compiled: CompiledRules): DetectResult {
  return createDetector(compiled).detect(chunk);
}

function detectText(
  text: string,
  rules: readonly CompiledRule[],
  chunk: Chunk,
  overruns: Map<string, number>,
): DetectResult {
  const lines = createLineIndex(text, chunk.start ?? FIRST_POSITION);
  const judge = createJudge(text, lines);
  const matches: Match[] = [];
  const problems: DetectError[] = [];
  for (const compiled of rules) {
    const { id } = compiled.rule;
    if ((overruns.get(id) ?? 0) >= MOST_OVERRUNS) {
      problems.push(
        new DetectError(`rule ${id} was not run here: it ran over its time limit ${MOST_OVERRUNS} times before`),
      );
      continue;
    }
    try {
      const before = matches.length;
      for (const raw of rawMatches(compiled, text)) {
        const match = judge(compiled.rule, raw);
        if (match !== undefined) matches.push(match);
        if (matches.length - before > MOST_MATCHES) throw new DetectError(`it finds more than ${MOST_MATCHES} secrets`);
      }
    } catch (error) {
      if (!isRuleFailure(error)) throw error;
      if (error instanceof TimeLimitReached) overruns.set(id, (overruns.get(id) ?? 0) + 1);
      problems.push(
        new DetectError(
          `rule ${id} could not be run to its end here: ${messageOf(error)}; make its regex simpler or give it bounds`,
          { cause: error },
        ),
      );
    }
  }
  return { matches: matches.sort((a, b) => a.offset - b.offset || compareText(a.rule, b.rule)), problems };
}

/**
 * The longest run of ASCII in an anchor: other characters have other bytes in other encodings, and another case that
 * bytes do not tell.
 */
function asciiPart({ literal, caseSensitive }: Literal): Literal {
  const runs = literal.split(/[^\0-\x7f]+/);
  return { literal: runs.reduce((a, b) => (b.length > a.length ? b : a)), caseSensitive };
}

/** What one rule does on one text and the others go on after; V8 finds a regex too large only when it first runs. */
function isRuleFailure(error: unknown): boolean {
  return error instanceof DetectError || error instanceof SyntaxError;
}

/** Leaves out rules whose value is longer than anything in `bytes`: a name alone is no reason to run a regex. */
function withLongValues(rules: readonly CompiledRule[], bytes: Uint8Array): CompiledRule[] {
  const answers = new Map<number, boolean>();
  return rules.filter(({ rule: { valueRun } }) => {
    if (valueRun === 0) return true;
    const answer = answers.get(valueRun) ?? hasValueRun(bytes, valueRun);
    answers.set(valueRun, answer);
    return answer;
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
