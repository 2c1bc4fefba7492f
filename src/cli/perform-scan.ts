/** Makes options and environment of a scan, in the one way that all commands share, and runs it. */

import { createNestedFinder } from '#config/nested-finder.ts';
import { resolveScanOptions } from '#config/resolve.ts';
import { wantsOwnKeys } from '#config/user-settings.ts';
import type { Repository } from '#git/repository.ts';
import type { ScanOptions } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import type { ScanRequest } from '#model/request.ts';
import { runScan, type ScanEnvironment } from '#scan/scan.ts';
import type { Streams } from './streams.ts';

/** What is asked for, and where. */
export interface ScanGrounds {
  readonly request: ScanRequest;
  readonly repository: Repository | undefined;
  readonly streams: Pick<Streams, 'env' | 'userId'>;
}

/** What a command adds to a scan. */
export interface ScanSettings extends Pick<ScanEnvironment, 'stdin' | 'onProgress' | 'onFinding' | 'signal'> {
  /** Has the last word on the options. */
  adjust?(options: ScanOptions): ScanOptions;
}

/** A scan that came to its end. */
export interface FinishedScan {
  readonly options: ScanOptions;
  readonly report: Report;
}

/** Throws KeysieveError when nothing can be scanned. */
export async function performScan(
  { request, repository, streams: { env, userId } }: ScanGrounds,
  { adjust, ...settings }: ScanSettings,
): Promise<FinishedScan> {
  const resolved = await optionsOf(request, repository, env);
  const options = adjust === undefined ? resolved : adjust(resolved);
  const findNested = createNestedFinder(request, repository);
  return { options, report: await runScan(options, repository, { ...settings, env, userId, findNested }) };
}

/** What makes rules of the user's own credentials is loaded when it is asked for. */
async function optionsOf(
  request: ScanRequest,
  repository: Repository | undefined,
  env: Streams['env'],
): Promise<ScanOptions> {
  const options = await resolveScanOptions(request, repository);
  if (!(await wantsOwnKeys(request, env))) return options;
  return (await import('#config/own-keys.ts')).withOwnKeys(options, env, request.cwd);
}
