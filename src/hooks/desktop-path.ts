/** Whether programs that a desktop starts find node: they read no profile of a shell. */

import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where node is, of the folders in which such programs look. */
export interface DesktopNode {
  readonly found: string | undefined;
  readonly folders: readonly string[];
}

/** On macOS what launchd sets, on Windows what everybody has, elsewhere what desktops set. */
export function desktopFolders(system: string, path: string): readonly string[] {
  if (system === 'darwin') return ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];
  if (system === 'win32') return path.split(delimiter);
  return ['/usr/local/bin', '/usr/bin', '/bin'];
}

/** Looks for node; `path` is PATH as it is here. */
export function findNodeForDesktops(path: string): DesktopNode {
  const folders = desktopFolders(platform(), path);
  const found = folders.find((folder) => existsSync(join(folder, 'node')) || existsSync(join(folder, 'node.exe')));
  return { found, folders };
}
