/** The answer to `keysieve doctor`, which runs hooks to see whether it is keysieve who refuses. */

import { PROOF_VARIABLE, proofOf } from '#hooks/proof-token.ts';
import { VERSION } from '#model/version.ts';
import { EXIT_FINDINGS } from './exit-code.ts';
import type { Streams } from './streams.ts';

/** Says nothing unless asked, and only behind a refusal. */
export function sayProof({ env, stderr }: Pick<Streams, 'env' | 'stderr'>, status: number): void {
  const token = env[PROOF_VARIABLE];
  if (token !== undefined && status === EXIT_FINDINGS) stderr.write(`keysieve: ${VERSION} ${proofOf(token)}\n`);
}
