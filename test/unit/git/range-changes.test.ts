import { describe, expect, it } from 'vitest';
import { rangeChanges, resolveRange } from '#git/range-changes.ts';
import { GitError } from '#model/errors.ts';
import { foundRepository } from '../../support/found-repository.ts';
import { createRepo, git, type Repo } from '../../support/repo.ts';

const BODY = Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join('');

const resolve = async (repo: Repo, ...revisions: readonly string[]) =>
  resolveRange(await foundRepository(repo.dir), revisions);

/** `rank status path`, and the name before, of every change in the range. */
async function changes(repo: Repo, ...revisions: readonly string[]): Promise<string[]> {
  const repository = await foundRepository(repo.dir);
  const { commits } = await resolveRange(repository, revisions);
  const found: string[] = [];
  for await (const { rank, commit, status, path, oldPath } of rangeChanges(repository, commits)) {
    expect(commits[rank]).toBe(commit);
    const before = oldPath === undefined ? '' : ` from ${oldPath.text}`;
    found.push(`${rank} ${status.replace(/\d+/, '')} ${path.text}${before}`);
  }
  return found;
}

/** Three commits: a, b and c. */
function threeCommits(): { readonly repo: Repo; readonly ids: readonly string[] } {
  const repo = createRepo();
  return { repo, ids: ['a', 'b', 'c'].map((name) => repo.commit({ [`${name}.txt`]: name }, name)) };
}

describe('resolveRange', () => {
  it('gives ancestors before descendants, and the commits that they build on', async () => {
    const { repo, ids } = threeCommits();
    expect(await resolve(repo, `${ids[0]}..${ids[2]}`)).toEqual({ commits: [ids[1], ids[2]], boundary: [ids[0]] });
  });

  it.each([
    ['one revision is everything that leads to it', ['HEAD'], 3],
    ['nothing', ['HEAD..HEAD'], 0],
    ['several revisions', ['HEAD', '^HEAD~2'], 2],
    ['an option that selects', ['--max-count=1', 'HEAD'], 1],
    ['a date that nothing is younger than', ['--since=2035-01-01', 'HEAD'], 0],
  ])('takes %s', async (_, revisions, count) => {
    expect((await resolve(threeCommits().repo, ...revisions)).commits).toHaveLength(count);
  });

  it.each([
    ['a revision that does not exist', ['nothing..HEAD']],
    ['a file', ['HEAD', '--', 'a.txt']],
    ['an option that prints other things', ['--objects', 'HEAD']],
    ['an option that prints a number', ['--count', 'HEAD']],
    ['an option that prints nothing', ['--quiet', 'HEAD']],
    ['an option that prints parents', ['--parents', 'HEAD']],
    ['an option that nobody knows', ['--nothing', 'HEAD']],
    ['a name that looks like an option', ['--output=x', 'HEAD']],
    ['no revision at all', []],
  ])('refuses %s', async (_, revisions) => {
    await expect(resolve(threeCommits().repo, ...revisions)).rejects.toThrow(GitError);
  });

  it('understands a revision that is also the name of a file', async () => {
    const repo = createRepo();
    const id = repo.commit({ main: 'x' });
    expect((await resolve(repo, 'main')).commits).toEqual([id]);
  });
});

describe('rangeChanges', () => {
  it('gives what each commit changed', async () => {
    const { repo } = threeCommits();
    repo.git('rm', '-q', 'a.txt');
    repo.commit({ 'b.txt': 'changed' });
    expect(await changes(repo, 'HEAD')).toEqual(['0 A a.txt', '1 A b.txt', '2 A c.txt', '3 D a.txt', '3 M b.txt']);
  });

  it('follows renames', async () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': BODY });
    repo.git('mv', 'a.txt', 'z.txt');
    repo.commit({ 'z.txt': `${BODY}more\n` });
    expect(await changes(repo, 'HEAD^..HEAD')).toEqual(['0 R z.txt from a.txt']);
  });

  it('gives of a merge what is new to all sides, whatever one of them renamed, and goes on after it', async () => {
    const repo = createRepo();
    const base = repo.commit({ 'a.txt': BODY, 'q.txt': 'q\n' });
    repo.git('checkout', '-q', '-b', 'side');
    repo.git('mv', 'a.txt', 'b.txt');
    repo.commit({}, 'rename');
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'a.txt': `${BODY}more\n` }, 'change');
    repo.git('merge', '-q', '--no-commit', 'side');
    repo.commit({ 'b.txt': `${BODY}more\nevil\n`, 'c.txt': 'evil\n' }, 'merge');
    repo.commit({ 'd.txt': 'after\n' }, 'after');
    const found = await changes(repo, `${base}..HEAD`);
    expect(found.filter((change) => !/^[01] /.test(change))).toEqual(['2 RM b.txt', '2 AA c.txt', '3 A d.txt']);
  });

  it('gives nothing of a merge that is only a merge', async () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': 'a\n' });
    repo.git('checkout', '-q', '-b', 'side');
    repo.commit({ 'b.txt': 'b\n' });
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'c.txt': 'c\n' });
    repo.git('merge', '-q', '--no-edit', 'side');
    expect(await changes(repo, 'HEAD', '--merges')).toEqual([]);
  });

  it('gives names as they are, in folders too and from a sub-directory', async () => {
    const repo = createRepo();
    repo.commit({ 'x/é\n"y".txt': 'a\n', 'x/y/z': 'b\n' });
    expect(await changes(repo, 'HEAD')).toEqual(['0 A x/y/z', '0 A x/é\n"y".txt']);
  });

  it('gives more commits than one pipe holds', async () => {
    const repo = createRepo();
    const tree = repo.commit({ 'a.txt': 'a\n' });
    const stream = Array.from({ length: 2000 }, (_, at) => {
      const parent = at === 0 ? `from ${tree}\n` : '';
      const who = `committer C <c@d.example> ${1_700_000_100 + at} +0000`;
      const data = `data 2\nm\n${parent}M 100644 inline f\ndata 4\n${1000 + at}\n\n`;
      return `commit refs/heads/main\n${who}\n${data}`;
    });
    git(repo.dir, ['fast-import', '--quiet', '--force'], { input: stream.join('') });
    expect(await changes(repo, `${tree}..main`)).toHaveLength(2000);
  });
});
