/**
 * One chunk and the compiled rules in, matches out: pure, synchronous, and without any knowledge of files, git or
 * threads. The prefilter says where anchors stand, and rules run in windows around theirs.
 */

import type { Chunk } from '#model/chunk.ts';
import { DetectError, messageOf } from '#model/errors.ts';
import type { Match } from '#model/match.ts';
import type { PathName } from '#model/path-name.ts';
import { FIRST_POSITION } from '#model/report.ts';
import type { Rule } from '#model/rule.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { wideEncoding } from '#text/decode.ts';
import { createLineIndex, type LineIndex } from '#text/line-index.ts';
import { TimeLimitReached } from './budget.ts';
import { type CandidateRule, candidateRules } from './candidate-rules.ts';
import { createCollector } from './collector.ts';
import { createForEachDecoded } from './containers/for-each-decoded.ts';
import { newsAmong, placeDecoded } from './decoded-matches.ts';
import { createJudge, type Judge } from './judge.ts';
import { createMarkScanner } from './marks.ts';
import { matchPath } from './path-rules.ts';
import { createPrefilter } from './prefilter.ts';
import { runRule } from './run-rule.ts';
import { createTextView, type TextView } from './text-view.ts';

/** `problems` are rules that could not be run to their end on this chunk. */
export interface DetectResult {
  readonly matches: readonly Match[];
  readonly problems: readonly DetectError[];
}

/** Detection with the compiled tables at hand; makes one scan of many chunks. */
export interface Detector {
  /** All matches of one chunk, in what it holds encoded too, ordered by offset and then by rule. */
  detect(chunk: Chunk): DetectResult;
  /** Matches of the rules that look at a file's name alone. */
  matchPath(path: PathName): DetectResult;
  /** Whether any rule might match: a cheap test on the bytes alone, never false where `detect` finds something. */
  mayMatch(bytes: Uint8Array): boolean;
  /** Forgets which rules ran over their time, so that what a unit gives does not depend on those before it. */
  startUnit(): void;
}

const NOTHING: DetectResult = { matches: [], problems: [] };

/** Rules that ran over their time so often are left out for the rest of the unit; the scan has failed by then. */
const MOST_OVERRUNS = 3;

/** A detector keeps only counters between chunks: how often a rule ran over its time. */
export function createDetector(compiled: CompiledRules): Detector {
  const prefilter = createPrefilter(compiled.anchors);
  const alwaysRuns = compiled.whole.some((index) => !compiled.gated.has(index));
  const forEachDecoded = createForEachDecoded(createMarkScanner().find);
  const overruns = new Map<string, number>();
  const kindOf = ({ rule }: Match): string => compiled.byId(rule)?.rule.reportAs ?? rule;

  return {
    mayMatch: (bytes) => alwaysRuns || wideEncoding(bytes) !== undefined || prefilter.find(bytes).count > 0,
    startUnit: () => overruns.clear(),
    matchPath: (path) => {
      try {
        return { matches: matchPath(path, compiled), problems: [] };
      } catch (error) {
        if (!isRuleFailure(error)) throw error;
        const problem = new DetectError(`a rule on paths was ${messageOf(error)}`, { cause: error });
        return { matches: [], problems: [problem] };
      }
    },
    detect(chunk) {
      const content = createContent(chunk);
      const direct = detectIn(content);
      if (!CONTENTS.has(chunk.origin.kind)) return direct;
      return withDecoded(direct, detectDecoded(content), kindOf);
    },
  };

  function detectIn(content: Content): DetectResult {
    const candidates = candidateRules(compiled, prefilter.find(content.view.bytes));
    return candidates.length === 0 ? NOTHING : runRules(candidates, content, overruns);
  }

  function detectDecoded(content: Content): DetectResult {
    const matches: Match[] = [];
    const problems: DetectError[] = [];
    const isWhole = forEachDecoded(content.view.bytes, (decoded) => {
      const inner = createContent({ bytes: decoded.bytes });
      const result = detectIn(inner);
      for (const match of result.matches) {
        const placed = placeDecoded(match, inner.view.text(), decoded, { view: content.view, lines: content.lines() });
        if (placed !== undefined) matches.push(placed);
      }
      problems.push(...result.problems);
    });
    if (!isWhole)
      problems.push(new DetectError('it holds more encoded text than is decoded: not all of it was scanned'));
    return { matches, problems };
  }
}

/** The matches of one chunk; for callers that scan a single text. */
export function detect(chunk: Chunk, compiled: CompiledRules): DetectResult {
  return createDetector(compiled).detect(chunk);
}

/** A content and what is made of it when it is needed. */
interface Content {
  readonly view: TextView;
  readonly lines: () => LineIndex;
}

function createContent({ bytes, start }: Pick<Chunk, 'bytes' | 'start'>): Content {
  const view = createTextView(bytes);
  let lines: LineIndex | undefined;
  return {
    view,
    lines() {
      lines ??= createLineIndex(view.text(), start ?? FIRST_POSITION);
      return lines;
    },
  };
}

/** Names are looked at as they are: decoding is for contents. */
const CONTENTS: ReadonlySet<Chunk['origin']['kind']> = new Set(['file', 'stdin', 'blob', 'commit', 'tag']);

/** Matches in encoded text count where nothing is known of that place, so that a key found as it stands is found once. */
function withDecoded(direct: DetectResult, decoded: DetectResult, kindOf: (match: Match) => string): DetectResult {
  const news = newsAmong([...decoded.matches].sort(compareMatches), direct.matches, kindOf);
  const matches = news.length === 0 ? direct.matches : [...direct.matches, ...news].sort(compareMatches);
  return { matches, problems: [...direct.problems, ...decoded.problems] };
}

function runRules(candidates: readonly CandidateRule[], content: Content, overruns: Map<string, number>): DetectResult {
  const { view } = content;
  const judge = createLazyJudge(content);
  const matches: Match[] = [];
  const problems: DetectError[] = [];
  for (const candidate of candidates) {
    const { rule } = candidate.compiled;
    if ((overruns.get(rule.id) ?? 0) >= MOST_OVERRUNS) {
      problems.push(leftOut(rule));
      continue;
    }
    const collector = createCollector<Match>({ judge: (raw) => judge(rule, raw), secretOf });
    try {
      runRule(candidate.compiled, view, candidate.occurrences, collector);
    } catch (error) {
      if (!isRuleFailure(error)) throw error;
      if (error instanceof TimeLimitReached) overruns.set(rule.id, (overruns.get(rule.id) ?? 0) + 1);
      problems.push(unfinished(rule, error));
    }
    for (const match of collector.found()) matches.push(match);
  }
  return { matches: matches.sort(compareMatches), problems };
}

function secretOf({ offset, secret }: Match): { readonly from: number; readonly to: number } {
  return { from: offset, to: offset + secret.length };
}

function compareMatches(a: Match, b: Match): number {
  return a.offset - b.offset || compareText(a.rule, b.rule);
}

/** The whole text is decoded for the first hit of a regex. */
function createLazyJudge({ view, lines }: Content): Judge {
  let judge: Judge | undefined;
  return (rule, raw) => {
    judge ??= createJudge(view.text(), lines());
    return judge(rule, raw);
  };
}

function leftOut({ id }: Rule): DetectError {
  return new DetectError(`rule ${id} was not run here: it ran over its time limit ${MOST_OVERRUNS} times before`);
}

/** Users can mend their own rules; of ours they can only tell us. */
function unfinished({ id, builtIn }: Rule, cause: unknown): DetectError {
  const remedy = builtIn
    ? 'leave the file out (--exclude) if it is none of yours'
    : 'make its regex simpler or give it bounds';
  return new DetectError(`rule ${id} could not be run to its end here: ${messageOf(cause)}; ${remedy}`, { cause });
}

/** What one rule does on one text and the others go on after; V8 finds a regex too large only when it first runs. */
function isRuleFailure(error: unknown): boolean {
  return error instanceof DetectError || error instanceof SyntaxError;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
