/**
 * Runs a TypeScript file of this folder: `node scripts/run.mjs NAME [ARGUMENTS]`. Node 20 cannot run TypeScript, so
 * the file is bundled into the cache of node_modules first; packages are left outside the bundle.
 */

import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...rest] = process.argv.slice(2);
if (name === undefined || !/^[a-z-]+$/.test(name)) throw new Error('usage: node scripts/run.mjs NAME [ARGUMENTS]');

// Scripts may rely on the working directory: a bundle in the cache cannot find the project from its own address.
process.chdir(root);
process.setSourceMapsEnabled(true);
const outfile = join(root, 'node_modules', '.cache', 'keysieve', `${name}.mjs`);
await build({
  entryPoints: [join(root, 'scripts', `${name}.ts`)],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});

const { main } = await import(pathToFileURL(outfile).href);
process.exitCode = await main(rest);
