/** What is said of any history equals what a plain look at each of its commits says, however it is packed. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countCommits } from '#git/history/count-commits.ts';
import { readHistory } from '#git/history/history.ts';
import { foundRepository } from '../support/found-repository.ts';
import { createRepo, git, type Repo } from '../support/repo.ts';

/** A commit: what its tree holds, the earlier commits that it builds on, and when it was made. */
const commit = fc.record({
  files: fc.dictionary(fc.constantFrom('a', 'b', 'd/a', 'd/e/a', 'd/e/b', 'f/a'), fc.constantFrom('x', 'y', 'z'), {
    minKeys: 1,
  }),
  parents: fc.uniqueArray(fc.nat(11), { maxLength: 3 }),
  date: fc.integer({ min: 1_700_000_000, max: 1_700_000_004 }),
});

const WANTED = 'x';

interface Made {
  readonly id: string;
  readonly parents: readonly string[];
  readonly date: number;
  readonly paths: readonly string[];
}

/** Commits that are written as one stream; each is named by a branch of its own. */
function make(repo: Repo, commits: readonly (typeof commit extends fc.Arbitrary<infer T> ? T : never)[]): Made[] {
  const stream = commits.flatMap(({ files, parents, date }, at) => {
    const [first, ...others] = parents.filter((parent) => parent < at);
    return [
      `commit refs/heads/c${at}\nmark :${at + 1}\ncommitter A <a@example.com> ${date} +0000\ndata ${String(at).length}\n${at}`,
      ...(first === undefined ? [] : [`from :${first + 1}`]),
      ...others.map((other) => `merge :${other + 1}`),
      'deleteall',
      ...Object.entries(files).map(([path, content]) => `M 100644 inline ${path}\ndata ${content.length}\n${content}`),
    ];
  });
  git(repo.dir, ['fast-import', '--quiet', '--force'], { input: `${stream.join('\n')}\n` });
  const ids = commits.map((_, at) => repo.git('rev-parse', `refs/heads/c${at}`).trim());
  return commits.map(({ files, parents, date }, at) => ({
    id: ids[at] ?? '',
    parents: parents.filter((parent) => parent < at).map((parent) => ids[parent] ?? ''),
    date,
    paths: Object.keys(files).filter((path) => files[path] === WANTED),
  }));
}

/** Ancestors first, then by date, then by hash: each time the least of all that are ready. */
function plainOrder(made: readonly Made[]): readonly Made[] {
  const order: Made[] = [];
  while (order.length < made.length) {
    const done = new Set(order.map(({ id }) => id));
    const ready = made.filter(({ id, parents }) => !done.has(id) && parents.every((parent) => done.has(parent)));
    const [next] = ready.sort((a, b) => a.date - b.date || (a.id < b.id ? -1 : 1));
    if (next === undefined) throw new Error('a circle');
    order.push(next);
  }
  return order;
}

it('finds the first commit of each path, the number of commits, and the branches', async () => {
  const packings = [[], ['repack', '-q', '-a', '-d', '--depth=1'], ['repack', '-q', '-a', '-d', '--depth=50', '-f']];
  await fc.assert(
    fc.asyncProperty(
      fc.array(commit, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...packings),
      async (commits, packing) => {
        const repo = createRepo();
        const made = make(repo, commits);
        if (packing.length > 0) repo.git(...packing);
        const object = git(repo.dir, ['hash-object', '--stdin'], { input: WANTED }).trim();
        const history = await readHistory(await foundRepository(repo.dir), {
          objects: new Set([object]),
          names: new Set(),
        });
        const order = plainOrder(made);
        expect(history.commits.map((number) => history.graph.ids[number])).toEqual(order.map(({ id }) => id));

        const countOf = countCommits(history);
        const found = history.appearances.ofObject(object).map(({ path, commit: first }) => ({
          path: path.text,
          first: history.graph.ids[first],
          commits: countOf(path, object),
          branches: history.holdersOf([first]).get(first)?.count,
        }));
        const paths = [...new Set(order.flatMap((one) => one.paths))];
        const expected = paths.map((path) => {
          const first = order.find((one) => one.paths.includes(path))?.id ?? '';
          return {
            path,
            first,
            commits: made.filter((one) => one.paths.includes(path)).length,
            branches: repo.git('branch', '--contains', first).trim().split('\n').length,
          };
        });
        const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
        expect(found.sort(byPath)).toEqual(expected.sort(byPath));
      },
    ),
    { numRuns: 15 },
  );
});
