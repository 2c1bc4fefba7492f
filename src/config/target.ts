/** What to scan, from the form and the arguments of a request. */

import type { Target } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';

/** Paths default to the current directory; the first path of `--history` and `--range` is the repository. */
export function resolveTarget(request: ScanRequest): Target {
  const { cwd, paths, merging, push } = request;
  switch (request.form) {
    case 'paths':
      return { kind: 'paths', cwd, paths: paths.length > 0 ? paths : ['.'], includeIgnored: request.includeIgnored };
    case 'staged':
      return { kind: 'staged', cwd, paths, ...(merging && { merging }) };
    case 'history':
      return {
        kind: 'history',
        cwd,
        repository: paths[0],
        allowShallow: request.allowShallow,
        verifyObjects: request.verifyObjects,
        countCommits: request.countCommits,
        ...(request.cache !== undefined && { cache: request.cache }),
        ...(request.fetchMissing !== undefined && { fetchMissing: request.fetchMissing }),
      };
    case 'range':
      return { kind: 'range', cwd, repository: paths[0], revisions: revisionsOf(request), ...(push && { push }) };
    case 'stdin':
      return { kind: 'stdin', path: request.stdinPath };
    default:
      return request.form satisfies never;
  }
}

/** `--since` alone means the commits of HEAD since then; a push has tips of its own. */
function revisionsOf({ ranges, branch, since, push }: ScanRequest): readonly string[] {
  const words = ranges.flatMap((range) => range.split(/\s+/)).filter((word) => word !== '');
  const named = branch === undefined ? words : [...words, branch];
  const revisions = named.length > 0 || push !== undefined ? named : ['HEAD'];
  return since === undefined ? revisions : [`--since=${since}`, ...revisions];
}
