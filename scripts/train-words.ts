/** `npm run train`: counts the trigrams of words in text that our packages ship, and writes the table of the word model. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SYMBOLS, symbolsOf } from '#detect/words/symbols.ts';
import { STEPS_A_BIT, trigramIndex } from '#detect/words/word-bits.ts';

const OUTPUT = ['src', 'detect', 'words', 'trigram-bits.ts'];

/** Packages of the lockfile under MIT, ISC, BSD and Apache licences whose text is the same on every system. */
const PACKAGES = [
  '@types/node',
  'ajv',
  'assemblyscript',
  'binaryen',
  'fast-check',
  'knip',
  'micromatch',
  're2js',
  'simple-git',
  'smol-toml',
  'vite',
  'vitest',
];

/** Prose and declarations: comments and the names of everything. */
const TRAINED_ON = /\.(?:md|ts)$|^licen[cs]e/i;

/** Names and words; longer ones are data. */
const WORD = /[A-Za-z][A-Za-z0-9_.$-]{1,39}/g;

/** Added to every count, so that nothing is impossible. */
const SMOOTHING = 0.02;

/** Status 0; anything that goes wrong is thrown. */
export async function main(): Promise<number> {
  const root = process.cwd();
  writeFileSync(join(root, ...OUTPUT), trigramModule(root));
  return 0;
}

/** The text of `src/detect/words/trigram-bits.ts`, made from `node_modules` below `root`; the same for the same packages. */
export function trigramModule(root: string): string {
  const words = new Set<string>();
  for (const file of PACKAGES.flatMap((name) => textsOf(join(root, 'node_modules', name)))) {
    for (const [word] of readFileSync(file, 'utf8').matchAll(WORD)) words.add(word);
  }
  return [
    '/** Written by scripts/train-words.ts; see docs/generic-secrets.md. Change that and run `npm run train`. */',
    '',
    '/** Base64 of a byte for each trigram of symbols: sixteenths of a bit. */',
    'export const TRIGRAM_BITS =',
    `  '${Buffer.from(bitsOf(words)).toString('base64')}';`,
    '',
  ].join('\n');
}

/** Each word counts once, so that frequent ones do not speak for all. */
function bitsOf(words: Iterable<string>): Uint8Array {
  const counts = new Float64Array(SYMBOLS ** 3);
  for (const word of words) {
    if (isData(word)) continue;
    const symbols = symbolsOf(word);
    for (let at = 2; at < symbols.length; at++) {
      const index = trigramIndex(symbols, at);
      counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  return Uint8Array.from(counts, (count, index) => {
    const row = counts.subarray(index - (index % SYMBOLS), index - (index % SYMBOLS) + SYMBOLS);
    const total = row.reduce((sum, n) => sum + n, 0);
    const share = (count + SMOOTHING) / (total + SMOOTHING * SYMBOLS);
    return Math.min(255, Math.round(-Math.log2(share) * STEPS_A_BIT));
  });
}

/** Hashes, keys and versions in documentation are no words. */
function isData(word: string): boolean {
  return /\d[A-Za-z]+\d|\d{4}/.test(word);
}

function textsOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.name === 'node_modules') return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return textsOf(path);
      return TRAINED_ON.test(entry.name) ? [path] : [];
    });
}
