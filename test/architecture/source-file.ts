/** Reads the sources as text and finds the imports in them. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** `path` is relative to the project, `/` between folders: `src/git/spawn.ts`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Every TypeScript file below `src`, ordered by path. */
export function readSources(): SourceFile[] {
  const names = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const paths = names.filter((name) => name.endsWith('.ts')).map((name) => `src/${name.split(sep).join('/')}`);
  return paths.sort().map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

/** The folder that the layers know a file by: `git` for `src/git/pack/index.ts`, `index.ts` for `src/index.ts`. */
export function layerOf(path: string): string {
  return path.split('/')[1] ?? path;
}

const CLAUSE = String.raw`(?:(?:\w+\s*,\s*)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})|\w+)\s+from\s+`;
const FORMS = [
  new RegExp(String.raw`^(?:import|export)\s+(?<type>type\s+)?${CLAUSE}'(?<specifier>[^']+)'`, 'gm'),
  /^import\s+'(?<specifier>[^']+)'/gm,
  /\bimport\(\s*'(?<specifier>[^']+)'\s*\)/g,
];

/** One import or re-export, static or not. */
export interface Import {
  readonly specifier: string;
  /** Whether nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
  /** The whole statement or call. */
  readonly code: string;
}

/** What a file imports and re-exports. */
export function importsOf(file: SourceFile): Import[] {
  const matches = FORMS.flatMap((form) => [...file.text.matchAll(form)]);
  return matches.map((match) => ({
    specifier: match.groups?.['specifier'] ?? '',
    typeOnly: match.groups?.['type'] !== undefined,
    code: match[0],
  }));
}

/** How many imports there are that `importsOf` could not read: a checker must not overlook what it cannot read. */
export function unreadableImports(file: SourceFile): number {
  const begun = file.text.match(/^import\b(?!\()|\bimport\(/gm) ?? [];
  return begun.length - importsOf(file).filter(({ code }) => code.startsWith('import')).length;
}

/** The file of ours that a specifier names; nothing for a package or a module of node. */
export function targetOf(specifier: string, path: string): string | undefined {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier);
  return undefined;
}
