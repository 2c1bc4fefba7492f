/** Finds imports that the layers forbid. */

import { MAY_IMPORT, MAY_TOUCH } from './layers.ts';
import { type Import, importsOf, layerOf, type SourceFile, targetOf, unreadableImports } from './source-file.ts';

/** One sentence for each import that is not allowed; empty when all are. */
export function importViolations(file: SourceFile): string[] {
  const violations = importsOf(file).flatMap((site) => violation(site, file.path) ?? []);
  const unread = unreadableImports(file);
  return unread === 0
    ? violations
    : [...violations, `${file.path}: ${unread} import(s) of a form that is not understood`];
}

function violation(site: Import, path: string): string | undefined {
  const { specifier } = site;
  const target = targetOf(specifier, path);
  if (target === undefined) return foreignViolation(site, path);
  const from = layerOf(path);
  const to = layerOf(target);
  if (from === to)
    return specifier.startsWith('.') ? undefined : `${path}: '${specifier}' must be relative inside a folder`;
  if (!specifier.startsWith('#')) return `${path}: '${specifier}' must be written '#${to}/…' across folders`;
  return MAY_IMPORT[from]?.includes(to) ? undefined : `${path}: ${from} may not import ${to} ('${specifier}')`;
}

/** Types of node's modules touch nothing. Types of packages do tie a file to the package. */
function foreignViolation({ specifier, typeOnly }: Import, path: string): string | undefined {
  if (typeOnly && specifier.startsWith('node:')) return undefined;
  const name = specifier.replace(/^(node:fs)\/promises$/, '$1');
  return MAY_TOUCH[name]?.test(path) ? undefined : `${path}: may not import '${specifier}'`;
}

/** The first cycle found from each file that is on one, as `a -> b -> a`; imports of types count. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const edges = new Map(files.map((file) => [file.path, ownImports(file)]));
  const cycles: string[] = [];
  const done = new Set<string>();

  function visit(path: string, trail: readonly string[]): void {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
    if (trail.includes(path) || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  }
  for (const path of edges.keys()) visit(path, []);
  return cycles;
}

function ownImports(file: SourceFile): string[] {
  return importsOf(file).flatMap(({ specifier }) => targetOf(specifier, file.path) ?? []);
}
