import { describe, expect, it } from 'vitest';
import { indexChanges, oldNames } from '#git/index-changes.ts';
import { GitError } from '#model/errors.ts';
import { foundRepository } from '../../support/found-repository.ts';
import { removeLoose, storeObject } from '../../support/objects.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';

/** `status path` of what the index would add. */
async function changed(repo: Repo, env: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const changes = await indexChanges(await foundRepository(repo.dir, env));
  return changes.changed.map(({ status, path }) => `${status} ${path.text}`);
}

/** A merge in progress in which both sides changed all.txt, and each a file of its own. */
function merging(): Repo {
  const repo = createRepo();
  repo.commit({ 'all.txt': 'base\n', 'ours.txt': 'base\n', 'theirs.txt': 'base\n' });
  repo.git('checkout', '-q', '-b', 'side');
  repo.commit({ 'all.txt': 'base\ntheirs\n', 'theirs.txt': 'theirs\n', 'new.txt': 'theirs\n' });
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'all.txt': 'ours\nbase\n', 'ours.txt': 'ours\n' });
  repo.git('merge', '-q', '--no-commit', '--no-ff', '-s', 'ours', 'side');
  return repo;
}

describe.each(['sha1', 'sha256'])('indexChanges of %s', (format) => {
  it('compares with nothing before the first commit', async () => {
    const repo = createRepo(`--object-format=${format}`);
    repo.stage({ 'a.txt': 'a', 'b/c.txt': 'c' });
    expect(await changed(repo)).toEqual(['A a.txt', 'A b/c.txt']);
  });

  it('compares with HEAD', async () => {
    const repo = createRepo(`--object-format=${format}`);
    repo.commit({ a: '1', b: '2', c: '3' });
    repo.git('rm', '-q', 'b');
    repo.stage({ a: 'changed', 'd\te': '4' });
    expect(await changed(repo)).toEqual(['M a', 'D b', 'A d\te']);
  });
});

describe('indexChanges', () => {
  it('looks at the index and not at the work tree', async () => {
    const repo = createRepo();
    repo.commit({ a: '1' });
    repo.stage({ a: '2' });
    repo.write({ a: '1', b: '3' });
    expect(await changed(repo)).toEqual(['M a']);
  });

  it('looks at the index that a hook is given', async () => {
    const repo = createRepo();
    repo.commit({ a: '1' });
    repo.stage({ a: '2' });
    const index = `${temporaryDirectory()}/index`;
    repo.git('-c', 'core.quotePath=false', 'update-index', '--refresh');
    expect(await changed(repo, { GIT_INDEX_FILE: index })).toEqual(['D a']);
  });

  it('gives a rename as a file that is new and one that is gone', async () => {
    const repo = createRepo();
    repo.commit({ a: 'same\n' });
    repo.git('mv', 'a', 'b');
    expect(await changed(repo)).toEqual(['D a', 'A b']);
  });

  it('gives links, submodules and changes of kind with their modes', async () => {
    const repo = createRepo();
    const id = repo.commit({ a: '1' });
    repo.git('update-index', '--add', '--cacheinfo', `160000,${id},sub`);
    repo.git('update-index', '--add', '--cacheinfo', `120000,${storeObject(repo, 'blob', 'target')},a`);
    const { changed: entries } = await indexChanges(await foundRepository(repo.dir));
    expect(entries.map(({ old, new: { mode }, status }) => [status, old[0]?.mode, mode])).toEqual([
      ['T', '100644', '120000'],
      ['A', '000000', '160000'],
    ]);
  });

  it('gives conflicts as such', async () => {
    const repo = createRepo();
    repo.commit({ a: 'base\n' });
    repo.git('checkout', '-q', '-b', 'side');
    repo.commit({ a: 'theirs\n' });
    repo.git('checkout', '-q', 'main');
    repo.commit({ a: 'ours\n' });
    expect(() => repo.git('merge', '-q', 'side')).toThrow();
    expect(await changed(repo)).toContain('U a');
  });

  it('gives in a merge only what differs from every parent', async () => {
    const repo = merging();
    repo.stage({ 'theirs.txt': 'theirs\n', 'new.txt': 'theirs\n' });
    expect(await changed(repo)).toEqual([]);
    repo.stage({ 'all.txt': 'neither\n', 'evil.txt': 'neither\n' });
    expect(await changed(repo)).toEqual(['M all.txt', 'A evil.txt']);
  });

  it('names the parents, HEAD first', async () => {
    const repo = merging();
    const side = repo.git('rev-parse', 'side').trim();
    expect((await indexChanges(await foundRepository(repo.dir))).parents).toEqual(['HEAD', side]);
  });

  it('fails where HEAD names a commit that is not there', async () => {
    const repo = createRepo();
    removeLoose(repo, repo.commit({ a: '1' }));
    await expect(changed(repo)).rejects.toThrow(GitError);
  });
});

describe('oldNames', () => {
  it('gives for each new name the old one and its object', async () => {
    const body = Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join('');
    const repo = createRepo();
    repo.commit({ 'a.txt': body, 'b.txt': 'b\n' });
    const object = repo.git('rev-parse', 'HEAD:a.txt').trim();
    repo.git('mv', 'a.txt', 'z.txt');
    repo.stage({ 'z.txt': `${body}more\n`, 'new.txt': 'new\n' });
    const renamed = await oldNames(await foundRepository(repo.dir), 'HEAD');
    expect([...renamed]).toEqual([['z.txt', { path: { text: 'a.txt' }, object }]]);
  });
});
