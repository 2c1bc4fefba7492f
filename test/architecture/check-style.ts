/** Finds breaches of the house rules that no linter knows. */

import { transformSync } from 'esbuild';
import { MAY_REVEAL, MAY_USE } from './layers.ts';
import type { SourceFile } from './source-file.ts';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*\.ts$/;
const DRAWER = /(^|[-/])(utils?|helpers?|common)(?=[-./])/;
const EXPORTED = /^export (?:default )?(?:abstract |async )*(?:function\*?|class|interface) (\w+)/;
const GENERATED = /^src\/[a-z-]+\/generated\//;

/** One sentence for each breach; empty when there is none. */
export function styleViolations(file: SourceFile): string[] {
  const breaches = [...nameBreaches(file), ...globalBreaches(file)];
  if (!file.text.startsWith('/*')) breaches.push('must begin with a comment that says what it is for');
  if (/^export default\b|\bas default\b/m.test(file.text)) breaches.push('has a default export');
  if (!GENERATED.test(file.path)) breaches.push(...undocumented(file.text));
  return breaches.map((breach) => `${file.path}: ${breach}`);
}

function nameBreaches({ path }: SourceFile): string[] {
  const breaches: string[] = [];
  if (!NAME.test(path.slice(path.lastIndexOf('/') + 1))) breaches.push('file names are kebab-case');
  if (DRAWER.test(path)) breaches.push('is a drawer: shared code gets a noun');
  return breaches;
}

/** esbuild knows which names are really global: it renames those, and leaves properties, strings and types alone. */
function globalBreaches({ path, text }: SourceFile): string[] {
  const marks = Object.keys(MAY_USE).flatMap((name) => [
    [name, `FORBIDDEN_${name}`],
    [`globalThis.${name}`, `FORBIDDEN_${name}`],
  ]);
  const code = transformSync(text, { loader: 'ts', define: Object.fromEntries(marks) }).code;
  const used = Object.entries(MAY_USE).filter(
    ([name, files]) => code.includes(`FORBIDDEN_${name}`) && !files.test(path),
  );
  const breaches = used.map(([name]) => `may not use ${name}`);
  return /\.reveal\(/.test(code) && !MAY_REVEAL.test(path) ? [...breaches, 'may not reveal a secret'] : breaches;
}

function undocumented(text: string): string[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const name = EXPORTED.exec(line)?.[1];
    const documented = lines[index - 1]?.trimEnd().endsWith('*/') ?? false;
    return name === undefined || documented ? [] : [`${name} (line ${index + 1}) has no docstring`];
  });
}
