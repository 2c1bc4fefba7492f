/** Bundles the library API for programs that import keysieve. */

import { build } from 'esbuild';
import { bundleSettings, writeBundle } from './bundle-settings.ts';

/** Writes `dist/index.js`, an ES module; the runtime dependencies stay packages that npm shares and updates. */
export async function bundleLibrary(root: string): Promise<void> {
  const result = await build({
    ...bundleSettings(root, 'esm'),
    entryPoints: ['src/index.ts'],
    outfile: 'dist/index.js',
    packages: 'external',
  });
  writeBundle(result, 0o644);
}
