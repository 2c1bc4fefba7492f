/**
 * Builds everything that is published: the rules, the WebAssembly module, the command, the library and its types, in
 * `dist`. With the argument `rules` only the rule data is built.
 */

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { buildRules } from './build-rules.ts';
import { buildTables } from './build-tables.ts';
import { buildWasm } from './build-wasm.ts';
import { bundleCommand } from './bundle-command.ts';
import { bundleLibrary } from './bundle-library.ts';
import { bundleWorker } from './bundle-worker.ts';
import { writeCodeCaches } from './code-cache.ts';
import { rewriteTypes } from './rewrite-types.ts';

/** Status 0; anything that goes wrong is thrown. */
export async function main(parts: readonly string[]): Promise<number> {
  const root = process.cwd();
  buildTables(root, await buildRules(root));
  if (parts.includes('rules')) return 0;
  await buildWasm(root);

  await bundleCommand(root);
  await bundleLibrary(root);
  await bundleWorker(root);
  writeCodeCaches(root);
  emitTypes();
  rewriteTypes('dist/types');
  return 0;
}

/** Writes `dist/types`, after clearing what an earlier build left there. */
function emitTypes(): void {
  rmSync('dist/types', { recursive: true, force: true });
  const compiler = 'node_modules/typescript/bin/tsc';
  const run = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.types.json'], { stdio: 'inherit' });
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0) throw new Error(`the types could not be emitted: tsc ended in ${run.status}`);
}
