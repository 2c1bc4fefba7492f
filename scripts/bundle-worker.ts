/** Bundles the program of the worker threads: what reads and detects, and nothing else. */

import { build } from 'esbuild';
import { bundleSettings, writeBundle } from './bundle-settings.ts';

/** Writes `dist/worker.cjs`, which the command and the library start alike. */
export async function bundleWorker(root: string): Promise<void> {
  const result = await build({
    ...bundleSettings(root, 'cjs'),
    entryPoints: ['src/scan/worker.ts'],
    outfile: 'dist/worker.cjs',
  });
  writeBundle(result, 0o644);
}
