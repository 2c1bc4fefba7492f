/** `keysieve scan`: from a checked request to reports and an exit status. */

import { deliver } from '../deliver.ts';
import { EXIT_FAILURE, exitCode } from '../exit-code.ts';
import type { CliRequest } from '../parse-arguments.ts';
import { runRequest } from '../run-request.ts';
import { sayProof } from '../say-proof.ts';
import type { Streams } from '../streams.ts';

/** Runs the scan and prints what it found; returns the exit status. Throws KeysieveError when nothing can be scanned. */
export async function scanCommand(request: CliRequest, streams: Streams): Promise<number> {
  const { options, report } = await runRequest(request, streams);
  const complete = await deliver({ request, streams, options, report });
  const status = complete ? exitCode(report, options) : EXIT_FAILURE;
  sayProof(streams, status);
  return status;
}
