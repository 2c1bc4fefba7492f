/** Places of matches of which nothing is known but the object or file that they were found in. */

import type { Match } from '#model/match.ts';
import type { TargetKind } from '#model/report.ts';
import { noCommit, UNLOCATED } from './locate-lone.ts';
import { type Found, type Located, pseudoPath } from './source.ts';

/** What can be said without asking git. `target` is what was scanned. */
export function locateByObject<M extends Match>({ origin, match }: Found<M>, target: TargetKind): Located<M> {
  switch (origin.kind) {
    case 'blob': {
      const { object, path = pseudoPath(`blob ${object}`) } = origin;
      if (target === 'staged') return { path, provenance: { kind: 'index', object }, match };
      return { path, provenance: { ...noCommit(object), ...UNLOCATED }, match };
    }
    case 'commit':
    case 'tag': {
      const path = pseudoPath(`${origin.kind} ${origin.object}`);
      return { path, provenance: { ...noCommit(origin.object), ...UNLOCATED }, match };
    }
    case 'tree':
      return {
        path: { text: match.excerpt.text },
        provenance: { kind: 'path-name', object: origin.object },
        match,
      };
    case 'name':
      return { path: origin.name, provenance: { kind: 'path-name' }, match };
    case 'ref-names':
      return locateRefName(match);
    case 'file':
      return { path: origin.path, provenance: { kind: target === 'history' ? 'config' : 'file' }, match };
    case 'stdin':
      return { path: origin.path, provenance: { kind: 'stdin' }, match };
    default:
      return origin satisfies never;
  }
}

/** A ref's name is a text of its own: its line in the list of all refs says nothing. */
export function locateRefName<M extends Match>(match: M): Located<M> {
  const { start, end, excerpt } = match;
  const onFirstLine = { start: { line: 1, column: start.column }, end: { line: 1, column: end.column } };
  return { path: { text: excerpt.text }, provenance: { kind: 'ref-name' }, match: { ...match, ...onFirstLine } };
}
