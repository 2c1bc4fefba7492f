/** A key in a name or message is redacted wherever reports repeat that name or message. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve } from '../../support/keysieve.ts';
import { storeSnapshot } from '../../support/objects.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';
import { keyLine } from '../../support/scans.ts';

describe('redaction of provenance', () => {
  const KEY = accessKeyId();
  const FORMATS = ['json', 'jsonl', 'sarif'];
  const spread: readonly (readonly [string, (repo: Repo) => void])[] = [
    ['a subject', (repo) => repo.commit({ 'b.txt': 'x\n' }, `use ${KEY}`)],
    ['a file name', (repo) => repo.commit({ [`${KEY}.txt`]: 'x\n' })],
    ['a ref name', (repo) => repo.git('branch', `x-${KEY}`)],
    ['a tag message and name', (repo) => repo.git('tag', '-a', '-m', KEY, `v-${KEY}`)],
    ['an author', (repo) => repo.git('update-ref', 'refs/heads/t', storeSnapshot(repo, { a: 'x' }, { author: KEY }))],
    [
      'an author whose commit brings another key',
      (repo) => repo.git('update-ref', 'refs/heads/t', storeSnapshot(repo, { a: keyLine('b') }, { author: KEY })),
    ],
    [
      'the subject of a commit that brings another key',
      (repo) => repo.commit({ 'b.txt': keyLine('b') }, `replace ${KEY}`),
    ],
    ['a file name whose file holds another key', (repo) => repo.commit({ [`${KEY}.txt`]: keyLine('b') })],
  ];

  it.each(spread)('never prints the whole key of %s, in any format', (_, plant) => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'one\n' }, 'clean');
    plant(repo);
    const folder = temporaryDirectory();
    const files = FORMATS.map((format) => join(folder, format));
    const outputs = FORMATS.flatMap((format, i) => ['--format', `${format}=${files[i]}`]);
    const run = keysieve(['scan', '--history', '--format', 'text', ...outputs], { cwd: repo.dir });
    const printed = [run.stdout, run.stderr, ...files.map((file) => readFileSync(file, 'utf8'))];
    expect(printed.map((text) => text.includes(KEY))).toEqual([false, false, false, false, false]);
    expect(run.status).toBe(1);
  });
});
