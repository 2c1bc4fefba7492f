/** Bundles the command into one file that starts fast. */

import { chmodSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile, type OutputFile } from 'esbuild';
import { bundleSettings, writeBundle } from './bundle-settings.ts';
import { thirdPartyNotices } from './third-party-notices.ts';

/** Packages that are loaded only when something needs them, and so stay outside of the file. */
const LOADED_ON_DEMAND = ['yargs', 'simple-git', 'cli-progress', '@clack/prompts', 'yaml'];

/** Those of them that are ES modules: `require` of one prints a warning on Node 20. */
const ES_MODULES = ['yargs', '@clack/prompts'];

/**
 * Writes `dist/command.cjs`, the launcher that starts it, and the notices of what is bundled. CommonJS, because it
 * starts 25 ms faster than the same code as an ES module on Node 20; one file, because every further one costs a
 * look-up in each hook run.
 */
export async function bundleCommand(root: string): Promise<void> {
  const result = await build({
    ...bundleSettings(root, 'cjs'),
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/command.cjs',
    external: LOADED_ON_DEMAND,
  });
  assertImported(result.metafile);
  writeBundle({ ...result, outputFiles: result.outputFiles.map(importThroughLauncher).map(inAscii) }, 0o644);
  const launcher = join(root, 'dist', 'keysieve.cjs');
  copyFileSync(join(root, 'src', 'launcher', 'keysieve.cjs'), launcher);
  chmodSync(launcher, 0o755);
  const notices = thirdPartyNotices(root, Object.keys(result.metafile.inputs));
  writeFileSync(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), notices);
}

/** `import()` of a package becomes a call of the function that `src/launcher/keysieve.cjs` hands in. */
function importThroughLauncher(file: OutputFile): OutputFile {
  const names = LOADED_ON_DEMAND.join('|');
  const text = file.text.replace(new RegExp(`\\bimport\\((["'\`](?:${names})["'\`])\\)`, 'g'), 'importPackage($1)');
  if (/\bimport\(/.test(text)) throw new Error('dist/command.cjs imports something that the launcher does not know');
  return { ...file, contents: new TextEncoder().encode(text) };
}

/**
 * With escapes for what esbuild leaves in regular expressions: the launcher reads one character a byte, which takes a
 * third of the time that decoding takes, and half of the memory.
 */
function inAscii(file: OutputFile): OutputFile {
  const text = new TextDecoder().decode(file.contents);
  if (/\\[\u0080-\uffff]/.test(text)) throw new Error('dist/command.cjs escapes a character that is not ASCII');
  const escaped = text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { ...file, contents: new TextEncoder().encode(escaped) };
}

/** Throws where an import statement would become a `require` that cannot be; `import()` stays what it is. */
function assertImported({ outputs }: Metafile): void {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const required = imports.filter(({ path, kind }) => ES_MODULES.includes(path) && kind !== 'dynamic-import');
  if (required.length === 0) return;
  throw new Error(`to be loaded by import() in src: ${required.map(({ path }) => path).join(', ')}`);
}
