/** Whether programs that a desktop starts find node: they read no profile of a shell. */

import { existsSync } from 'node:fs';

export const DESKTOP_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin', '/opt/homebrew/bin'] as const;

/** The folder that node is in, of those that are on PATH for every program. */
export function nodeForDesktops(): string | undefined {
  return DESKTOP_FOLDERS.find((folder) => existsSync(`${folder}/node`));
}
