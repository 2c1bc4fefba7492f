/** Collects the licences of the packages whose code is copied into the command: they ask to go with every copy. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One section a package, ordered by name. `inputs` are the paths of bundled files, relative to `root`. */
export function thirdPartyNotices(root: string, inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  const sections = [...folders].sort().map((folder) => section(join(root, folder)));
  return ['dist/command.cjs contains code of these packages.', ...sections].join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** `node_modules/@scope/name` of `node_modules/@scope/name/lib/x.js`; nothing for our own files. */
function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function section(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name}@${version} is bundled, but has no licence file to go with it`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
}
