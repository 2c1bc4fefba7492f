/** The provider that ships with git-secrets: credentials of an INI file as patterns. They are never printed otherwise. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitError, messageOf } from '#model/errors.ts';
import { escapeEre } from '#text/escape-ere.ts';

/** `aws_access_key_id = value`, with whatever stands around the name: comments and JSON too. */
const CREDENTIAL = /aws_(?:access_key_id|secret_access_key)[^=\n]*=([^\n]*)$/;

/**
 * One pattern for each key ID and secret key in `file`, by default `~/.aws/credentials`: Latin-1, in the order of the file.
 * A file that does not exist has none. Throws GitError where it cannot be read.
 */
export function awsPatterns(file: string | undefined, env: NodeJS.ProcessEnv): readonly string[] {
  const path = file ?? defaultFile(env);
  if (path === undefined) return [];
  return readIfPresent(path)
    .split('\n')
    .flatMap((line) => CREDENTIAL.exec(line)?.[1] ?? [])
    .map((value) => value.replace(/["\s]/g, '').replace(/,$/, ''))
    .filter((value) => value !== '')
    .map(escapeEre);
}

function defaultFile(env: NodeJS.ProcessEnv): string | undefined {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
  return home === '' ? undefined : join(home, '.aws', 'credentials');
}

function readIfPresent(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    throw new GitError(`${path}: cannot be read for its AWS credentials: ${messageOf(cause)}`, { cause });
  }
}
