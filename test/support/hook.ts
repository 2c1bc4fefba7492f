/** Puts a plain hook script into a test repository that runs the built command, without husky or our installer. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonReport, KEYSIEVE } from './keysieve.ts';
import { git, temporaryDirectory } from './repo.ts';

/** What the hook's last run reported, and whether it ran at all. */
export interface HookReport {
  /** Throws when the hook did not run. */
  read(): JsonReport;
  ran(): boolean;
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A `pre-commit` hook in `dir`'s repository that runs `keysieve scan --staged` and stops the commit unless it ends in 0. */
export function installStagedHook(dir: string): HookReport {
  const file = join(temporaryDirectory(), 'report.json');
  const hooks = git(dir, ['rev-parse', '--path-format=absolute', '--git-path', 'hooks']).trim();
  const command = [process.execPath, KEYSIEVE, 'scan', '--staged', '--format', `json=${file}`].map(shellQuoted);
  writeFileSync(join(hooks, 'pre-commit'), `#!/bin/sh\nexec ${command.join(' ')}\n`, { mode: 0o755 });
  return {
    read: () => JSON.parse(readFileSync(file, 'utf8')) as JsonReport,
    ran: () => existsSync(file),
  };
}
