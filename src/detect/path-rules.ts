/** Rules on paths alone: a file that should not be there, whatever it holds. */

import { Buffer } from 'node:buffer';
import type { Match } from '#model/match.ts';
import type { PathName } from '#model/path-name.ts';
import { FIRST_POSITION } from '#model/position.ts';
import type { PathEnding, Rule } from '#model/rule.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { isOnPath, needAllPaths } from '#rules/paths-alone.ts';
import { runWithin } from './budget.ts';

/** Time for one pattern on one path. */
const LIMIT_MS = 1000;

/**
 * One match for each rule without a regex whose path pattern matches; its secret is empty: the file is the
 * finding. Throws TimeLimitReached for a pattern that does not come to its end.
 */
export function matchPath(path: PathName, compiled: CompiledRules): readonly Match[] {
  return compiled.pathOnly.flatMap((index) => {
    const found = compiled.rules[index];
    const regex = found?.pathRegex();
    if (found === undefined || regex === undefined || !covers(found.rule, regex, path)) return [];
    return [fileMatch(found.rule)];
  });
}

function fileMatch({ id, severity }: Rule): Match {
  return {
    rule: id,
    secret: '',
    matched: '',
    offset: 0,
    start: FIRST_POSITION,
    end: FIRST_POSITION,
    excerpt: { text: '', column: 1, comments: [] },
    severity,
    details: {},
  };
}

/** A watchdog for each file would cost more than the scan of many of them; ours are shown safe when they are built. */
function covers({ builtIn }: Rule, regex: RegExp, { text }: PathName): boolean {
  return builtIn ? regex.test(text) : runWithin(LIMIT_MS, () => regex.test(text));
}

/** One match for each rule that may match a path which ends in this name; whoever knows the path has to ask again. */
export type MatchFileName = (name: Uint8Array) => readonly Match[];

/** Finds nothing where all paths are to be looked at anyway. */
export function createMatchFileName({ rules }: CompiledRules): MatchFileName {
  const all = rules.map(({ rule }) => rule);
  const onPaths = needAllPaths(all) ? [] : all.filter(isOnPath);
  if (onPaths.length === 0) return () => [];
  return (name) => {
    const text = Buffer.from(name.buffer, name.byteOffset, name.byteLength).toString('latin1');
    const folded = text.toLowerCase();
    const isEnding = (ending: PathEnding): boolean => (ending.folded ? folded : text).endsWith(ending.text);
    return onPaths.filter(({ path }) => path.endings?.some(isEnding)).map(fileMatch);
  };
}
