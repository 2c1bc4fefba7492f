/** A throw-away home, so that no configuration of whoever runs the benchmark decides what is measured. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Owners of repositories do not matter here; git would refuse those of others without the user's own settings. */
const GIT_CONFIGURATION = '[safe]\n\tdirectory = *\n';

/** Fills `folder` and returns the environment that points there. A hook that runs the benchmark must not redirect git. */
export function createHome(folder: string, base: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.gitconfig'), GIT_CONFIGURATION);
  const kept = Object.entries(base).filter(([name]) => !/^(GIT_|XDG_|GITLEAKS_|NODE_OPTIONS$)/.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: folder,
    USERPROFILE: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_DATA_HOME: join(folder, 'data'),
    GIT_CONFIG_NOSYSTEM: '1',
  };
}
