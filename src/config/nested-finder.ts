/** Whether configuration of sub-folders is asked for; what reads it is loaded when something was found. */

import type { Repository } from '#git/repository.ts';
import type { FindNested } from '#model/nested.ts';
import type { ScanRequest } from '#model/request.ts';
import { defaultTrust } from './trust.ts';

/**
 * Undefined where no such file counts: with `--config`, which stands in the place of everything that is looked for, and
 * where nothing of the repository is trusted.
 */
export function createNestedFinder(request: ScanRequest, repository: Repository | undefined): FindNested | undefined {
  const trust = request.trust ?? defaultTrust(request.form);
  if (request.config !== undefined || trust === 'none') return undefined;
  return async (paths, rules) => (await import('./nested.ts')).findNested(paths, { request, repository, trust, rules });
}
