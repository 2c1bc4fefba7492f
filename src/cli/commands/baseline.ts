/** `keysieve baseline`: accepts findings, and looks after what was accepted; returns the exit status. */

import { parseBaselineRequest } from '../baseline/request.ts';
import type { ParsedArguments } from '../option-table.ts';
import type { Streams } from '../streams.ts';

/** Throws KeysieveError for wrong usage, a baseline that cannot be used, and a scan that cannot be made. */
export async function baselineCommand(parsed: ParsedArguments, streams: Streams): Promise<number> {
  const request = parseBaselineRequest(parsed, streams.cwd);
  switch (request.action) {
    case 'create':
    case 'update': {
      const { acceptAll } = await import('../baseline/accept-all.ts');
      return acceptAll(request, streams);
    }
    case 'prune': {
      const { prune } = await import('../baseline/prune.ts');
      return prune(request, streams);
    }
    case 'explain': {
      const { explainEntries } = await import('../baseline/explain.ts');
      return explainEntries(request, streams);
    }
    case 'merge': {
      const { mergeFiles } = await import('../baseline/merge.ts');
      return mergeFiles(request, streams);
    }
    case 'audit': {
      const { audit } = await import('../baseline/audit.ts');
      return audit(request, streams);
    }
    default:
      return request.action satisfies never;
  }
}
