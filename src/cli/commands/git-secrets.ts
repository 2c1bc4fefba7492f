/** `keysieve git-secrets`: hands the words behind it, which are git-secrets' own, to the drop-in replacement. */

import { runGitSecrets } from '#git-secrets/git-secrets.ts';
import type { Streams } from '../streams.ts';

/** Returns git-secrets' exit statuses, not those of `scan`. Throws KeysieveError. */
export async function gitSecretsCommand(words: readonly string[], streams: Streams): Promise<number> {
  return runGitSecrets(words, streams);
}
