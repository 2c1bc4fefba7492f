/** Requests and rules that the tests of configuration share. */

import { resolveScanOptions } from '#config/resolve.ts';
import { findRepository } from '#git/repository.ts';
import type { ScanOptions } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';
import type { RuleSet } from '#model/rule.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { cleanEnvironment } from '../../support/keysieve.ts';

const BUILT_IN = `[[rules]]
id = "cloud-key"
regex = 'CLOUD(\\w)'
secretGroup = 1
tags = ["cloud"]
[[rules]]
id = "cloud-secret-entry"
reportAs = "cloud-secret"
regex = 'b'
validate = ["luhn"]
[[rules]]
id = "wide"
regex = 'c'
optIn = true
`;

/** Stands for the rules that ship, so that tests do not depend on those. */
export const BUILT_IN_RULES: RuleSet = {
  rules: parseRuleFile(BUILT_IN, { file: 'built in', role: 'patterns' }).rules.map((r) => ({ ...r, builtIn: true })),
  allowlists: [],
};

/** A request with nothing asked for but what is given. */
function request(form: ScanRequest['form'], cwd: string, given: Partial<ScanRequest> = {}): ScanRequest {
  return {
    form,
    cwd,
    paths: [],
    ranges: [],
    ruleFiles: [],
    enable: [],
    disable: [],
    include: [],
    exclude: [],
    includeIgnored: false,
    allowShallow: false,
    verifyObjects: false,
    countCommits: false,
    reveal: false,
    inline: true,
    ...given,
  };
}

/** Options of a scan in `cwd`, in the repository around it if there is one. */
export async function resolveIn(
  cwd: string,
  given: Partial<ScanRequest> = {},
  form: ScanRequest['form'] = 'paths',
): Promise<ScanOptions> {
  const repository = await findRepository(cwd, { named: true, env: cleanEnvironment() });
  return resolveScanOptions(request(form, cwd, given), repository, BUILT_IN_RULES);
}

/** Ids of the rules that run. */
export function idsOf(options: ScanOptions): string[] {
  return options.ruleSet.rules.map((rule) => rule.id);
}
