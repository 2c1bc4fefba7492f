/** What the bundles have in common: esbuild's settings, and how its output becomes a file. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuildOptions, OutputFile } from 'esbuild';
import { buildId } from './build-id.ts';

/** Settings of every bundle. Names are kept, because stack traces in bug reports are read by people. */
export function bundleSettings(root: string, format: 'cjs' | 'esm') {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format,
    define: {
      __KEYSIEVE_VERSION__: JSON.stringify(version),
      __KEYSIEVE_BUILD__: JSON.stringify(buildId(root)),
      ...(format === 'cjs' ? { 'import.meta.dirname': '__dirname' } : {}),
    },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  } satisfies BuildOptions;
}

/** What of a bundle is checked and written. */
interface Bundle {
  readonly warnings: readonly unknown[];
  readonly outputFiles: readonly OutputFile[];
}

/**
 * Writes a bundle of one file, at once, so that a hook that runs meanwhile meets the old one or the new one. Throws when
 * esbuild has warned (of `import.meta` in a CommonJS file, say): that is a fault that would show only when the code runs.
 */
export function writeBundle({ warnings, outputFiles }: Bundle, mode: number): void {
  const [file, ...others] = outputFiles;
  if (warnings.length > 0) throw new Error('esbuild has warned: see above');
  if (file === undefined || others.length > 0) throw new Error(`one file was expected, not ${outputFiles.length}`);
  mkdirSync(dirname(file.path), { recursive: true });
  const temporary = `${file.path}.tmp`;
  writeFileSync(temporary, file.contents, { mode });
  renameSync(temporary, file.path);
}
