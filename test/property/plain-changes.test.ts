/** What differs between any index and any tree is the same whether git says it or it is read without git. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indexChanges } from '#git/index-changes.ts';
import { plainChanges } from '#git/plain/plain-changes.ts';
import type { RawEntry } from '#git/raw-diff.ts';
import { foundRepository, plainRepository } from '../support/found-repository.ts';
import { storeObject } from '../support/objects.ts';
import { createRepo, git, type Repo } from '../support/repo.ts';

/** Names that stand before and behind a folder of the same beginning, and around the slash. */
const NAMES = ['a', 'a!', 'a-', 'a.b', 'a0', 'ab', 'b', 'é', '~'];

const path = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const entry = fc.record({
  mode: fc.constantFrom('100644', '100644', '100755', '120000', '160000'),
  content: fc.integer({ min: 0, max: 3 }),
});
const files = fc.dictionary(path, entry, { maxKeys: 25 });

type Files = Readonly<Record<string, { readonly mode: string; readonly content: number }>>;

/** Makes the index hold these files; git drops those that lie below a file, or in place of a folder. */
function setIndex(repo: Repo, files: Files, objects: readonly string[]): void {
  const lines = Object.entries(files).map(([name, { mode, content }]) => `${mode} ${objects[content]}\t${name}\0`);
  git(repo.dir, ['update-index', '--replace', '-z', '--index-info'], { input: lines.join('') });
}

function comparable(changed: readonly RawEntry[]): readonly string[] {
  return changed.map(({ old, new: now, status, path }) => JSON.stringify([path.text, status, old, now])).sort();
}

it.runIf(process.platform !== 'win32')('agrees with git on any index and any commit', async () => {
  const repo = createRepo();
  const objects = ['0', '1', '2', '3'].map((content) => storeObject(repo, 'blob', content));
  const [plain, asked] = [await plainRepository(repo.dir), await foundRepository(repo.dir)];
  await fc.assert(
    fc.asyncProperty(files, files, fc.boolean(), fc.constantFrom('2', '4'), async (head, more, anew, version) => {
      repo.git('read-tree', '--empty');
      setIndex(repo, head, objects);
      const tree = repo.git('write-tree').trim();
      const commit = repo.git('commit-tree', '-m', 'a commit', tree).trim();
      writeFileSync(join(repo.dir, '.git/refs/heads/main'), `${commit}\n`);
      if (anew) repo.git('read-tree', '--empty');
      setIndex(repo, more, objects);
      repo.git('update-index', `--index-version=${version}`);
      const answer = plainChanges(plain);
      expect(answer?.head).toBe(commit);
      expect(comparable(answer?.changed ?? [])).toEqual(comparable((await indexChanges(asked)).changed));
    }),
    { numRuns: 25 },
  );
});
