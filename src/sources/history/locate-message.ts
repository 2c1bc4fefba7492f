/** Where a match in a commit or tag object stands: in its message, or in the header that names people. */

import { type MessageObject, unreadCommit } from '#git/commit-object.ts';
import type { ChunkOrigin } from '#model/chunk.ts';
import type { Match } from '#model/match.ts';
import type { CommitInfo, ObjectInfo, ReachInfo } from '#model/provenance.ts';
import { type Located, pseudoPath } from '../source.ts';

/** What is needed of the facts about a history. */
export interface MessageFacts {
  readonly messages: ReadonlyMap<string, MessageObject>;
  /** How people get to the commit. */
  readonly reach?: ReachInfo;
}

/**
 * Lines of a message are counted from its own first line; lines of a header as `git cat-file -p` prints it. Nothing for
 * an object that cannot be read again.
 */
export function locateMessage<M extends Match>(
  origin: Extract<ChunkOrigin, { kind: 'commit' | 'tag' }>,
  match: M,
  { messages, reach }: MessageFacts,
): readonly Located<M>[] {
  const message = messages.get(origin.object);
  const headerLines = message?.headerLines ?? 0;
  const inMessage = match.start.line > headerLines;
  const placed = inMessage ? { ...match, ...above(match, headerLines) } : match;
  const info: ObjectInfo = { object: origin.object, occurrences: 1, inHead: false };
  const { author, email, date, subject } = message ?? unreadCommit(origin.object);
  const person = { author, email, date, subject };
  if (origin.kind === 'tag') {
    const provenance = { kind: 'tag-message' as const, tag: message?.tag ?? '', ...person, ...info };
    return [{ path: pseudoPath('tag message'), provenance, match: placed }];
  }
  const commit: CommitInfo & ReachInfo = { commit: origin.object, ...person, ...reach };
  return inMessage
    ? [
        {
          path: pseudoPath('commit message'),
          provenance: { kind: 'commit-message', ...commit, ...info },
          match: placed,
        },
      ]
    : [{ path: pseudoPath('commit author'), provenance: { kind: 'commit-author', ...commit, ...info }, match: placed }];
}

function above(match: Match, lines: number): Pick<Match, 'start' | 'end'> {
  return {
    start: { line: match.start.line - lines, column: match.start.column },
    end: { line: match.end.line - lines, column: match.end.column },
  };
}
