/** Objects read without git, in the order asked for, with git for the rest. */

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPlainObjects } from '#git/plain/plain-objects.ts';
import type { Repository } from '#git/repository.ts';
import { foundRepository, plainRepository } from '../../../support/found-repository.ts';
import { removeLoose, storeObject } from '../../../support/objects.ts';
import { createRepo, git, repoAt, temporaryDirectory } from '../../../support/repo.ts';

/** What is read, and how many processes it took. */
async function read(repository: Repository, objects: readonly string[]) {
  const events: object[] = [];
  let processes = 0;
  const { git } = repository;
  const counting = { ...git, ready: async () => void processes++ };
  for await (const batch of readPlainObjects({ ...repository, git: counting }, objects)) {
    for (const event of batch) {
      events.push(event.kind === 'part' ? { ...event, bytes: Buffer.from(event.bytes).toString('latin1') } : event);
    }
  }
  return { events, processes };
}

it.runIf(process.platform !== 'win32')(
  'reads what is loose or packed, and asks git once for all behind a stranger',
  async () => {
    const other = createRepo();
    const repo = createRepo();
    repo.commit({ packed: 'packed '.repeat(1000), empty: '' });
    repo.git('repack', '-a', '-d', '-q');
    const ids = ['HEAD', 'HEAD^{tree}', 'HEAD:packed', 'HEAD:empty'].map((name) => repo.git('rev-parse', name).trim());
    const loose = [
      storeObject(repo, 'blob', 'loose'),
      storeObject(repo, 'blob', Buffer.alloc(70_000, 'x')),
      storeObject(repo, 'blob', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251))),
    ];
    const plain = await plainRepository(repo.dir);
    const known = [...ids, ...loose, ...ids];
    expect(await read(plain, known)).toEqual({ ...(await read(await foundRepository(repo.dir), known)), processes: 0 });

    const gone = storeObject(other, 'blob', 'elsewhere');
    const some = [...loose, gone, ...ids];
    expect(await read(plain, some)).toEqual(await read(await foundRepository(repo.dir), some));
    expect((await read(plain, some)).processes).toBe(1);
  },
);

it.runIf(process.platform !== 'win32')('has git read what is too large, damaged or in another repository', async () => {
  const repo = createRepo();
  const large = storeObject(repo, 'blob', Buffer.alloc(17 * 1024 * 1024));
  expect(await read(await plainRepository(repo.dir), [large])).toMatchObject({
    processes: 1,
    events: [{ object: large }],
  });

  repo.commit({ a: '1' });
  const dir = join(temporaryDirectory(), 'clone');
  git(repo.dir, ['clone', '-q', '--shared', repo.dir, dir]);
  const head = repoAt(dir).git('rev-parse', 'HEAD').trim();
  expect(await read(await plainRepository(dir), [head])).toMatchObject({ processes: 1, events: [{ type: 'commit' }] });
  removeLoose(repo, head);
  expect(await read(await plainRepository(dir), [head])).toMatchObject({ processes: 1, events: [{ kind: 'failure' }] });
});
