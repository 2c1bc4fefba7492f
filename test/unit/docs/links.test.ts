/** What documents refer to: files, headings and scripts that exist. */

import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Document, proseOf, ROOT, readDocument, readDocuments } from './documents.ts';

const DOCUMENTS = readDocuments();

/** Targets of links that are no URLs. */
function linksOf(document: Document): readonly string[] {
  const targets = Array.from(proseOf(document).matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target ?? '');
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** Anchors as GitHub makes them of headings. */
function anchorsOf(document: Document): readonly string[] {
  const headings = Array.from(proseOf(document).matchAll(/^#+ (.+)$/gm), ([, heading]) => heading ?? '');
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function isBroken(link: string, from: Document): boolean {
  const [file = '', anchor] = link.split('#');
  const path = file === '' ? from.path : posix.join(posix.dirname(from.path), file);
  if (!existsSync(join(ROOT, path))) return true;
  return anchor !== undefined && !anchorsOf(readDocument(path)).includes(anchor);
}

const SCRIPTS = Object.keys(
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts,
);

/** Names behind `npm run`, and what npm runs by a word of its own. */
function scriptsIn({ text }: Document): readonly string[] {
  const named = Array.from(text.matchAll(/\bnpm run (?:--silent )?([a-z][\w:-]*)/g), ([, name]) => name ?? '');
  return /\bnpm test\b/.test(text) ? [...named, 'test'] : named;
}

/** Files of the project that the text names in code, such as `src/git/spawn.ts`. */
function filesIn(document: Document): readonly string[] {
  const named = proseOf(document).matchAll(/`((?:src|test|scripts|docs|fixtures|patterns)\/[\w./-]+\.\w+)`/g);
  return Array.from(named, ([, path]) => path ?? '').filter((path) => !path.includes('*'));
}

describe.each(DOCUMENTS)('$path', (document) => {
  it('links to files and headings that exist', () => {
    expect(linksOf(document).filter((link) => isBroken(link, document))).toEqual([]);
  });

  it('names scripts that package.json has', () => {
    expect(scriptsIn(document).filter((name) => !SCRIPTS.includes(name))).toEqual([]);
  });

  it('names files that exist', () => {
    expect(filesIn(document).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
