/**
 * Finds comments that are addressed to a scanner around a place in a text. What they say is `inline.ts`'s business.
 * Marks are what such comments begin with; the signs that make a comment of a language are not looked at, so that every
 * language is understood.
 */

import type { NearComment } from '#model/match.ts';
import type { LineIndex } from '#text/line-index.ts';
import type { Comment, CommentFinder } from './comment.ts';
import { createBlockFinder } from './find-blocks.ts';

/** Of ours also what people write who do not remember it well, so that they can be told. */
const MARK =
  /keysieve:allow|(?<![\w./-])keysieve[ \t:-]{1,3}(?:allow|ignore|disable|skip)|gitleaks:allow|betterleaks:allow|trufflehog:ignore|kingfisher:ignore|pragma: ?(?:allow|white)list|secretlint-disable/gi;

/** Comments on one line; more of them are a trick, and the last ones count. */
const MOST_ON_LINE = 16;

/** Code units that are kept of one comment. */
const MOST_LENGTH = 1024;

/** `lines` is the index of `text`. Each line is read once, however many places are asked for. */
export function createCommentFinder(text: string, lines: LineIndex): CommentFinder {
  const blocksAround = createBlockFinder(text, (at) => commentAt(lines.line(at), at, lines));
  const known = new Map<number, readonly Comment[]>();
  const on = (line: Line): readonly Comment[] => {
    const found = known.get(line.from) ?? commentsOn(line, lines);
    known.set(line.from, found);
    return found;
  };
  const before = (line: Line): Line | undefined => (line.from === 0 ? undefined : lines.line(line.from - 1));
  const after = (line: Line): Line | undefined => {
    const end = text.indexOf('\n', line.from + line.text.length);
    return end === -1 ? undefined : lines.line(end + 1);
  };

  return (from, to) => {
    const first = lines.line(from);
    const last = lines.line(Math.max(from, to - 1));
    const isLong = last.from !== first.from;
    return [
      ...placed('line', [first, ...(isLong ? [last] : [])].flatMap(on)),
      ...placed('before', linesOf(before(first)).flatMap(on)),
      ...(isLong ? placed('around', [...beyond(first, before), ...beyond(last, after)].flatMap(on)) : []),
      ...blocksAround(from, to),
    ];
  };
}

interface Line {
  readonly text: string;
  readonly from: number;
}

function linesOf(line: Line | undefined): readonly Line[] {
  return line === undefined ? [] : [line];
}

function placed(place: NearComment['place'], comments: readonly Comment[]): readonly NearComment[] {
  return comments.map((comment) => ({ ...comment, place }));
}

/** The next line in one direction; behind a line that only opens or closes a long string, the one after it too. */
function beyond(line: Line, next: (line: Line) => Line | undefined): readonly Line[] {
  const one = next(line);
  if (one === undefined || !DELIMITER.test(one.text.slice(-MOST_LENGTH))) return linesOf(one);
  return [one, ...linesOf(next(one))];
}

/** What opens or closes a string of several lines, at the end of a line. */
const DELIMITER = /(?:"""|'''|`)[\s,;)\]}]*$/;

function commentsOn(line: Line, lines: LineIndex): readonly Comment[] {
  const marks = [...line.text.matchAll(MARK)].slice(-MOST_ON_LINE);
  return marks.map(({ index }) => commentAt(line, line.from + index, lines));
}

/** The comment whose mark stands at `at`: to the next mark, or to the end of its line. */
function commentAt(line: Line, at: number, lines: LineIndex): Comment {
  const begin = at - line.from;
  const rest = line.text.slice(begin, begin + MOST_LENGTH);
  const [, second] = rest.matchAll(MARK);
  return {
    text: second === undefined ? rest : rest.slice(0, second.index),
    line: lines.position(at).line,
    isAlone: begin <= MOST_SIGNS && SIGNS.test(line.text.slice(0, begin)),
  };
}

/** Indentation included. */
const MOST_SIGNS = 256;

/** Nothing but what begins a comment: signs, or the word that does so in batch files and m4. */
const SIGNS = /^[^\p{L}\p{N}]*(?:(?:rem|dnl)[^\p{L}\p{N}]+)?$/iu;
