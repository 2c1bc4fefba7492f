/** A repository that git packs anew between the plan of a scan and the reading. */

import { expect, it } from 'vitest';
import { createHistorySource } from '#sources/history/history-source.ts';
import { foundRepository } from '../../support/found-repository.ts';
import { packAll } from '../../support/objects.ts';
import { createRepo, type Repo } from '../../support/repo.ts';

it.each([
  ['loose', () => {}],
  ['packed', packAll],
])('objects that were %s are read wherever they are now', async (_, pack: (repo: Repo) => void) => {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'one\n'.repeat(100), 'b/c.txt': 'two\n' });
  pack(repo);
  repo.commit({ 'a.txt': 'one\n'.repeat(101) });
  const source = createHistorySource({
    repository: await foundRepository(repo.dir),
    root: '.',
    allowShallow: false,
    verifyObjects: false,
    countCommits: false,
    limits: { excludedBy: () => undefined, maxFileSize: undefined },
    withPaths: false,
    known: undefined,
    fetchMissing: false,
  });
  const units = [];
  for await (const event of source.plan()) if (event.kind === 'unit') units.push(event.unit);
  repo.git('gc', '-q', '--prune=now');

  let objects = 0;
  const problems: string[] = [];
  for (const unit of units) {
    for await (const events of source.read(unit)) {
      for (const event of events) {
        if (event.kind === 'looked') objects += event.looked.objects ?? 0;
        if (event.kind === 'problem') problems.push(event.problem.message);
      }
    }
  }
  expect(problems).toEqual([]);
  expect(objects).toBe(repo.git('rev-list', '--objects', '--all').trim().split('\n').length);
});
