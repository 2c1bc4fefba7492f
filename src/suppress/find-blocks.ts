/** Finds the blocks that comments open and close, and those that hold a place: ours, and secretlint's. */

import type { NearComment } from '#model/match.ts';
import type { Comment, CommentFinder } from './comment.ts';

/** Marks of blocks in one text, and blocks that are open at once; beyond that, none of the text counts. */
const MOST_MARKS = 1000;
const MOST_OPEN = 16;

const START = 'keysieve:allow-start';
const DISABLE = 'secretlint-disable';

const BLOCK_MARK = /(?<![\w-])keysieve:allow-(?<end>start|end)(?![\w-])|secretlint-(?:disable|(?<enable>enable))(?!-)/g;

/** What begins a comment in the languages that secretlint knows comments of: prose that names the mark is none. */
const COMMENT_SIGN = /(?:\/\/|\/\*+|#|<!--)[ \t]*$/;
const MOST_BLANKS = 16;

interface Block {
  readonly at: number;
  readonly comment: Comment;
  readonly isOurs: boolean;
  /** What it names; empty for all. */
  readonly names: readonly string[];
  /** Where it was closed. */
  end?: number;
}

/** What is open from `at` to the next moment. */
interface Moment {
  readonly at: number;
  readonly open: readonly Block[];
}

/**
 * `commentAt` gives the comment of a mark. Blocks of ours that are never closed are told as open ones; secretlint's go
 * on to the end of the text, as it defines them.
 */
export function createBlockFinder(text: string, commentAt: (at: number) => Comment): CommentFinder {
  let moments: readonly Moment[] | undefined;
  return (from, to) => {
    moments ??= momentsOf(text, commentAt);
    const open = moments.findLast(({ at }) => at <= from)?.open ?? [];
    return open.flatMap((block): readonly NearComment[] => {
      if (block.end !== undefined && block.end < to) return [];
      const place = block.isOurs && block.end === undefined ? 'open-block' : 'block';
      return [{ ...block.comment, place }];
    });
  };
}

function momentsOf(text: string, commentAt: (at: number) => Comment): readonly Moment[] {
  if (!text.includes(START) && !text.includes(DISABLE)) return [];
  const moments: Moment[] = [];
  let open: readonly Block[] = [];
  for (const { 0: mark, index: at, groups } of text.matchAll(BLOCK_MARK)) {
    const isOurs = mark.startsWith('keysieve');
    const closes = groups?.['end'] === 'end' || groups?.['enable'] !== undefined;
    // Whatever closes a block does: to miss it would excuse more.
    if (!isOurs && !closes && !COMMENT_SIGN.test(text.slice(Math.max(0, at - MOST_BLANKS), at))) continue;
    const comment = commentAt(at);
    const block = { at, comment, isOurs, names: namesIn(comment.text.slice(mark.length)) };
    open = closes ? withoutClosed(open, block) : [...open, block];
    moments.push({ at, open });
    if (open.length > MOST_OPEN || moments.length > MOST_MARKS) return [];
  }
  return moments;
}

/** The rules that a comment names behind its mark: up to a reason, which both forms put behind a word of their own. */
function namesIn(rest: string): readonly string[] {
  const [names = ''] = rest.split(/\s(?:because|until|--)(?=\s|$)|\*\/|-->|#\}/);
  return names.split(/[\s,]+/).filter((name) => name !== '');
}

/**
 * What stays open: of ours the last one with the same names is closed, or the last of all; of secretlint's all that may
 * speak of the names. Sets where the others ended.
 */
function withoutClosed(open: readonly Block[], mark: Block): readonly Block[] {
  const { at, isOurs, names } = mark;
  const same = open.filter((block) => block.isOurs === isOurs && (names.length === 0 || overlaps(block, mark)));
  const closed = isOurs ? same.slice(-1) : same;
  for (const block of closed) block.end = at;
  return open.filter((block) => !closed.includes(block));
}

function overlaps(block: Block, { isOurs, names }: Block): boolean {
  if (isOurs) return block.names.join() === names.join();
  return block.names.length === 0 || block.names.some((name) => names.includes(name));
}
