/**
 * One chunk and the compiled rules in, matches out: pure, synchronous, and without any knowledge of files, git or
 * threads. The prefilter says where anchors stand, and rules run in windows around theirs.
 */

import { Buffer, isAscii } from 'node:buffer';
import type { Chunk, ChunkOrigin, Derivation } from '#model/chunk.ts';
import { DetectError, messageOf } from '#model/errors.ts';
import type { Match } from '#model/match.ts';
import type { PathName } from '#model/path-name.ts';
import { FIRST_POSITION } from '#model/position.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { wideEncoding } from '#text/decode.ts';
import { type CandidateSettings, candidateRules } from './candidate-rules.ts';
import { createForEachDecoded } from './containers/for-each-decoded.ts';
import { type Content, createContent } from './content.ts';
import { createPlacer, newsAmong } from './decoded-matches.ts';
import { createQuietContents } from './derived/quiet-contents.ts';
import { BUILT_IN_TABLES } from './generated/built-in-tables.ts';
import type { JudgeWatch, OnRejected } from './judge.ts';
import { createMarkScanner } from './marks.ts';
import { createOutlines } from './outlines.ts';
import { createMatchFileName, type MatchFileName, matchPath } from './path-rules.ts';
import { createPrefilter, type Hits, keepHits } from './prefilter.ts';
import { createReads, type Reads } from './reads.ts';
import { compareMatches, type DetectResult, isRuleFailure, runRules } from './run-rules.ts';
import { VECTOR_DEFAULTS } from './vector-settings.ts';

export type { DetectResult } from './run-rules.ts';

/** Detection with the compiled tables at hand; makes one scan of many chunks. */
export interface Detector {
  /** All matches of one chunk, in what it holds encoded too, ordered by offset and then by rule. */
  detect(chunk: Chunk): DetectResult;
  /** Matches of the rules that look at a file's name alone. */
  matchPath(path: PathName): DetectResult;
  /** Matches of those rules that may match a path to a file of that name: nobody knows which before the end. */
  readonly matchFileName: MatchFileName;
  /** The matches in a name, which stands in many trees: names in which nothing is found are remembered. */
  detectName(name: Uint8Array, origin: ChunkOrigin): DetectResult;
  /** Whether any rule might match: a cheap test on the bytes alone, never false where `detect` finds something. */
  mayMatch(bytes: Uint8Array): boolean;
  /** Forgets which rules ran over their time, and all contents, so that what a unit gives does not depend on others. */
  startUnit(): void;
}

/** Who watches, and which rules may run where the hits do not tell. */
interface Look extends JudgeWatch, Omit<CandidateSettings, 'outlines'> {}

const NOTHING: DetectResult = { matches: [], problems: [] };

/**
 * Between chunks a detector keeps memory to search and decode in, and how often each rule ran over its time. `onRejected`
 * is told what of a content, as it stands there, has the form of a credential and is none.
 */
export function createDetector(compiled: CompiledRules, onRejected?: OnRejected): Detector {
  const prefilter = createPrefilter(compiled.anchors, VECTOR_DEFAULTS, BUILT_IN_TABLES);
  const outlines = createOutlines(compiled.rules);
  const alwaysRuns = compiled.whole.some((index) => !compiled.gated.has(index));
  const forEachDecoded = createForEachDecoded(createMarkScanner().find);
  const overruns = new Map<string, number>();
  const kindOf = ({ rule }: Match): string => compiled.reportedId(rule);
  const quietNames = new Set<string>();
  const windowed: CompiledRules = { ...compiled, whole: [] };
  const quiet = createQuietContents(compiled, prefilter, {
    hits: (bytes, hits, opened) =>
      decisiveOf((reads) => detectAt(hits, createContent({ bytes }), windowed, { reads, opened })),
    opened: (bytes, rules) => {
      const look = { opened: rules, onlyOpened: true };
      return decisiveOf((reads) => {
        return detectAt(prefilter.find(bytes), createContent({ bytes }), windowed, { reads, ...look });
      });
    },
    // As a later piece: what a line begins with is no mark of an encoding.
    lines: (bytes) => isNothing(detectDecoded(createContent({ bytes, start: FIRST_POSITION }))),
  });

  return {
    detectName(name, origin) {
      const key = asciiName(name);
      if (key !== undefined && quietNames.has(key)) return NOTHING;
      const result = detectWhole({ bytes: name, origin });
      if (key === undefined || result.matches.length + result.problems.length > 0) return result;
      if (quietNames.size === MOST_NAMES) quietNames.clear();
      quietNames.add(key);
      return result;
    },
    mayMatch: (bytes) => alwaysRuns || wideEncoding(bytes) !== undefined || prefilter.find(bytes).count > 0,
    startUnit() {
      overruns.clear();
      quiet.forget();
    },
    matchFileName: createMatchFileName(compiled),
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
      const { derivation, bytes } = chunk;
      if (derivation === undefined || alwaysRuns || onRejected !== undefined) return detectWhole(chunk);
      return quiet.isQuiet(bytes, derivation) ? NOTHING : detectToLearn(chunk, derivation);
    },
  };

  /** What `detectWhole` gives; tells `quiet` of it where that is nothing. */
  function detectToLearn(chunk: Chunk, derivation: Derivation): DetectResult {
    if (wideEncoding(chunk.bytes) !== undefined) return detectWhole(chunk);
    const content = createContent(chunk);
    const hits = keepHits(prefilter.find(content.view.bytes));
    const reads = createReads();
    const result = withContainers(detectAt(hits, content, compiled, { reads }), content, chunk);
    if (isNothing(result)) quiet.learn(chunk.bytes, derivation, { hits, decisive: reads.stretches() });
    return result;
  }

  function detectWhole(chunk: Chunk): DetectResult {
    const result = detectContent(createContent(chunk), chunk);
    if (chunk.start !== undefined || wideEncoding(chunk.bytes) === undefined) return result;
    // Two bytes make a mark, and binary data may look like UTF-16: neither may hide a key that stands there in ASCII.
    const asBytes = detectContent(createContent({ bytes: chunk.bytes, start: FIRST_POSITION }), chunk);
    const matches = [...asBytes.matches, ...result.matches].sort(compareMatches);
    return { matches, problems: [...asBytes.problems, ...result.problems] };
  }

  function detectContent(content: Content, chunk: Chunk): DetectResult {
    return withContainers(
      detectAt(prefilter.find(content.view.bytes), content, compiled, { onRejected }),
      content,
      chunk,
    );
  }

  function withContainers(direct: DetectResult, content: Content, chunk: Chunk): DetectResult {
    return CONTENTS.has(chunk.origin.kind) ? withDecoded(direct, detectDecoded(content), kindOf) : direct;
  }

  function detectAt(
    hits: Hits,
    content: Content,
    rules: CompiledRules,
    { opened, onlyOpened, ...watch }: Look = {},
  ): DetectResult {
    const candidates = candidateRules(rules, hits, content.view, { outlines, opened, onlyOpened });
    return candidates.length === 0 ? NOTHING : runRules(candidates, content, { overruns, ...watch });
  }

  function detectDecoded(content: Content): DetectResult {
    const matches: Match[] = [];
    /** One of each kind: a content may hold very many containers. */
    const problems = new Map<string, DetectError>();
    const isWhole = forEachDecoded(content.view.bytes, (decoded) => {
      const inner = createContent({ bytes: decoded.bytes });
      const result = detectAt(prefilter.find(inner.view.bytes), inner, compiled);
      if (result.matches.length > 0) {
        const place = createPlacer(inner.view.text(), decoded, content);
        for (const match of result.matches) matches.push(...place(match));
      }
      for (const problem of result.problems) problems.set(problem.message, problem);
    });
    const cut = isWhole
      ? []
      : [new DetectError('it holds more encoded text than is decoded: not all of it was scanned')];
    return { matches, problems: [...problems.values(), ...cut] };
  }
}

function isNothing({ matches, problems }: DetectResult): boolean {
  return matches.length + problems.length === 0;
}

/** What decided that nothing is found; undefined where something is. */
function decisiveOf(run: (reads: Reads) => DetectResult): Uint32Array | undefined {
  const reads = createReads();
  return isNothing(run(reads)) ? reads.stretches() : undefined;
}

/** Names that are remembered at a time: a few MB. */
const MOST_NAMES = 50_000;

/** Undefined for what is no short name in ASCII: remembering those would be for nothing. */
function asciiName(name: Uint8Array): string | undefined {
  if (name.length > 64 || !isAscii(name)) return undefined;
  return Buffer.from(name.buffer, name.byteOffset, name.byteLength).toString('latin1');
}

/** The matches of one chunk; for callers that scan a single text. */
export function detect(chunk: Chunk, compiled: CompiledRules): DetectResult {
  return createDetector(compiled).detect(chunk);
}

/** Names are looked at as they are: decoding is for contents. */
const CONTENTS: ReadonlySet<Chunk['origin']['kind']> = new Set(['file', 'stdin', 'blob', 'commit', 'tag']);

/** Matches in encoded text count where nothing is known of that place, so that a key found as it stands is found once. */
function withDecoded(direct: DetectResult, decoded: DetectResult, kindOf: (match: Match) => string): DetectResult {
  const news = newsAmong([...decoded.matches].sort(compareMatches), direct.matches, kindOf);
  const matches = news.length === 0 ? direct.matches : [...direct.matches, ...news].sort(compareMatches);
  return { matches, problems: [...direct.problems, ...decoded.problems] };
}
