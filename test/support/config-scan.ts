/** Whole scans of folders with a configuration, in one process and without our built-in rules: what its fields mean. */

import { resolveScanOptions } from '#config/resolve.ts';
import { findRepository } from '#git/repository.ts';
import type { Report } from '#model/report.ts';
import type { ScanRequest } from '#model/request.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { runScan } from '#scan/scan.ts';
import { cleanEnvironment } from './keysieve.ts';
import { repoAt, temporaryDirectory } from './repo.ts';

const NO_WISHES = { paths: [], ranges: [], ruleFiles: [], enable: [], disable: [], include: [], exclude: [] };

/** One rule that these tests never meet, because a scan without any is refused. */
const BUILT_IN = parseRuleFile(`[[rules]]\nid = "built-in"\nregex = 'built_in_[0-9]{9}'\n`, {
  file: 'built in',
  role: 'patterns',
});

/** A scan of the repository or folder `dir` with the configuration that is found there. */
export async function scanConfigured(dir: string, given: Partial<ScanRequest> = {}): Promise<Report> {
  const request: ScanRequest = {
    form: 'paths',
    cwd: dir,
    ...NO_WISHES,
    includeIgnored: false,
    allowShallow: false,
    verifyObjects: false,
    countCommits: false,
    reveal: true,
    inline: true,
    ...given,
  };
  const env = cleanEnvironment();
  const repository = await findRepository(dir, { named: true, env });
  const options = await resolveScanOptions(request, repository, BUILT_IN);
  return runScan(options, repository, { env });
}

/** The same for a folder that holds these files, among them the configuration, which is not scanned. */
export function scanFiles(files: Readonly<Record<string, string>>, given: Partial<ScanRequest> = {}): Promise<Report> {
  const { dir, write } = repoAt(temporaryDirectory());
  write(files);
  return scanConfigured(dir, { exclude: ['**/*.toml'], ...given });
}

/** `path:line secret rule` of every finding, with its related places as `+line:column rule`. */
export function toldBy({ findings }: Report): string[] {
  return findings.map(({ path, start, secret, rule, related }) =>
    [
      `${path.text}:${start.line} ${secret} ${rule}`,
      ...related.map((other) => `+${other.start.line}:${other.start.column} ${other.rule}`),
    ].join(' '),
  );
}

/** `secret: reason` of everything that was excused. */
export function excusedBy({ suppressed }: Report): string[] {
  return suppressed.map(({ finding, reason }) => `${finding.secret}: ${reason}`);
}
