/** The documents as text, and the parts of them that tests compare with the code. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** `path` is relative to the project, `/` between folders. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/** All Markdown files of the top folder and of `docs`. */
export function readDocuments(): readonly Document[] {
  const paths = ['', 'docs/'].flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => `${folder}${name}`));
  return paths.filter((path) => path.endsWith('.md')).map(readDocument);
}

/** One document. */
export function readDocument(path: string): Document {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') };
}

/** A fenced block. `line` is that of its first line, from 1. */
export interface Block {
  readonly document: string;
  readonly line: number;
  /** What stands behind the opening fence: `toml gitleaks`. */
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a document, in order. */
export function blocksOf({ path, text }: Document): readonly Block[] {
  const fences = text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm);
  return Array.from(fences, (fence) => ({
    document: path,
    line: text.slice(0, fence.index).split('\n').length + 1,
    language: (fence[1] ?? '').trim(),
    text: fence[2] ?? '',
  }));
}

/** The document without its fenced blocks. */
export function proseOf({ text }: Document): string {
  return text.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');
}

/** The cells of every table row of a document, header rows included. A pipe inside of code is part of its cell. */
export function tableRows(document: Document): readonly (readonly string[])[] {
  const rows = proseOf(document)
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[|\s:-]+$/.test(line));
  return rows.map((row) => (row.slice(1, -1).match(/(?:`[^`]*`|[^`|])+/g) ?? []).map((cell) => cell.trim()));
}

/** All of a document's inline code. */
export function codeOf(document: Document): readonly string[] {
  return Array.from(proseOf(document).matchAll(/`([^`\n]+)`/g), ([, code]) => code ?? '');
}
