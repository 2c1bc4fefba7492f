/** Homes of people with credentials of their own. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryDirectory } from './repo.ts';

/** A folder, and the environment in which it is somebody's home. */
export interface Home {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A home with these files; of the variables of AWS only those that are given count. */
export function createHome(
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Home {
  const dir = temporaryDirectory('keysieve-home-');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  const none = Object.keys(process.env).filter((name) => /^(AWS_|XDG_CONFIG_HOME$)/.test(name));
  return { dir, env: { ...Object.fromEntries(none.map((name) => [name, undefined])), HOME: dir, ...variables } };
}
