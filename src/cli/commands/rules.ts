/** `keysieve rules`: lists rules, checks files of them, explains them and tries them; returns the exit status. */

import { findRepository } from '#git/repository.ts';
import { GitError } from '#model/errors.ts';
import type { ParsedArguments } from '../option-table.ts';
import { parseRulesRequest, type RulesRequest } from '../rules/request.ts';
import type { Streams } from '../streams.ts';

/** Throws KeysieveError for wrong usage and for configuration that cannot be used. */
export async function rulesCommand(parsed: ParsedArguments, streams: Streams): Promise<number> {
  const request = parseRulesRequest(parsed, streams.cwd);
  switch (request.action) {
    case 'check': {
      const { checkRules } = await import('../rules/check.ts');
      return checkRules(request, streams);
    }
    case 'test': {
      const { testRules } = await import('../rules/trial.ts');
      return testRules(request, await knownRules(request, streams), streams);
    }
    case 'explain': {
      const { explainRules } = await import('../rules/explain.ts');
      return explainRules(request, await knownRules(request, streams), streams);
    }
    case 'list': {
      const { listRules } = await import('../rules/list.ts');
      return listRules(request, await knownRules(request, streams), streams);
    }
    default:
      return request.action satisfies never;
  }
}

/** As a scan of the current directory would have them. Without git only the root of a repository is not known. */
async function knownRules({ request }: RulesRequest, { env }: Streams) {
  const { resolveRules } = await import('#config/resolve.ts');
  const { scan } = request;
  const repository = await findRepository(scan.cwd, { named: false, env }).catch((error: unknown) => {
    if (!(error instanceof GitError)) throw error;
    return undefined;
  });
  return resolveRules({ ...scan, form: 'paths' }, repository);
}
