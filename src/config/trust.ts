/** Who may excuse a finding: where the repository's own configuration is read, by the form of the scan. */

import type { Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';

/** A pull request must not excuse itself, so ranges are judged by where they start; else the person at the keyboard decides. */
export function defaultTrust(form: ScanRequest['form']): Trust {
  return form === 'range' ? 'base' : 'worktree';
}

/** Inline allows stand in what is scanned, so they count only where that is trusted. */
export function trustsInlineAllows(trust: Trust): boolean {
  return trust === 'worktree' || trust === 'head';
}

/** The commit that configuration is read from, of a scan of `ranges`; undefined where it is none. */
export function trustedRevision(trust: Trust, ranges: readonly string[]): string | undefined {
  if (trust === 'head') return 'HEAD';
  return trust === 'base' ? baseRevision(ranges) : undefined;
}

/**
 * The revision that a range starts from: A of `A..B`, `A...B`, `^A B` and `B --not A`, the first one if there are
 * several; undefined where nothing says it (`--all`, `B^!`, a date).
 */
function baseRevision(ranges: readonly string[]): string | undefined {
  let isNegated = false;
  for (const word of ranges.flatMap((range) => range.split(/\s+/)).filter((word) => word !== '')) {
    if (word === '--') return undefined;
    if (word === '--not') isNegated = !isNegated;
    if (word.startsWith('-')) continue;
    const base = startOf(word, isNegated);
    if (base !== undefined) return base;
  }
  return undefined;
}

function startOf(word: string, isNegated: boolean): string | undefined {
  const dots = /^(.*?)\.{2,3}/.exec(word);
  if (dots !== null) return isNegated ? undefined : dots[1] || 'HEAD';
  if (word.startsWith('^') !== isNegated) return word.replace(/^\^/, '') || undefined;
  return undefined;
}
