/** Escape sequences in whatever a repository can name: none reaches the terminal raw, and nothing is lost by it. */

import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keysieve } from '../../support/keysieve.ts';
import { storeObject, storeSnapshot, storeTree } from '../../support/objects.ts';
import { createRepo, type Repo, temporaryDirectory } from '../../support/repo.ts';
import { keyLine, type Scan, scanBoth } from '../../support/scans.ts';
import { ESCAPES, harmfulOutput } from '../../support/terminal.ts';

// All of them in every place: what is left of one stands in the message of a failure.
const TEXT = Object.values(ESCAPES).join(' ');

// Names of refs hold no control characters below 0x80, no blanks and none of these signs.
const REF_TEXT = Object.values(ESCAPES)
  .filter((text) => !/[\u0000-\u0020\u007f:[\]~^?*\\]/.test(text))
  .join('');

function scan(repo: { readonly dir: string }, ...args: readonly string[]): Scan {
  return scanBoth([...args, '--verbose'], { cwd: repo.dir });
}

/** One finding, nothing raw, and the whole truth in JSON. */
function expectEscaped(run: Scan): void {
  expect(harmfulOutput(run)).toBe('');
  expect(run.report.findings).toHaveLength(1);
  expect(run.status).toBe(1);
}

/** A repository with `base`, a clean commit. */
function baseRepo(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'x\n' });
  repo.git('tag', 'base');
  return repo;
}

function addSnapshot(repo: Repo, parts: { readonly message?: string; readonly author?: string }): void {
  const parents = [repo.git('rev-parse', 'base').trim()];
  repo.git('update-ref', 'HEAD', storeSnapshot(repo, { 'leak.ini': keyLine() }, { ...parts, parents }));
}

describe.skipIf(process.platform === 'win32')('escape sequences', () => {
  it('in the name of a staged file', () => {
    const repo = baseRepo();
    repo.stage({ [`${TEXT}.ini`]: keyLine() });
    const run = scan(repo, '--staged');
    expectEscaped(run);
    expect(run.report.findings[0]?.path).toBe(`${TEXT}.ini`);
  });

  it('in the name of a file on disk', () => {
    const repo = baseRepo();
    repo.write({ [`${TEXT}.ini`]: keyLine() });
    expectEscaped(scan(repo));
  });

  it('in the name of a file that is skipped or cannot be followed', () => {
    const repo = baseRepo();
    repo.write({ 'leak.ini': keyLine() });
    symlinkSync(`to ${TEXT}`, join(repo.dir, `link ${TEXT}`));
    expectEscaped(scan(repo));
  });

  it('in the name of a file in history', () => {
    const repo = baseRepo();
    repo.commit({ [`${TEXT}.ini`]: keyLine() });
    expectEscaped(scan(repo, '--history'));
  });

  it('in the name of a file in a range', () => {
    const repo = baseRepo();
    repo.commit({ [`${TEXT}.ini`]: keyLine() });
    expectEscaped(scan(repo, '--range', 'base..HEAD'));
  });

  it.each(['--history', '--range=base..HEAD'])('in the subject of a commit (%s)', (form) => {
    const repo = baseRepo();
    addSnapshot(repo, { message: `subject ${TEXT}\n\nbody ${TEXT}` });
    expectEscaped(scan(repo, form));
  });

  it.each(['--history', '--range=base..HEAD'])('in the name of an author (%s)', (form) => {
    const repo = baseRepo();
    addSnapshot(repo, { author: `Author ${TEXT}` });
    expectEscaped(scan(repo, form));
  });

  it.each([
    ['--staged', (repo: Repo, content: string) => repo.stage({ 'leak.ini': content })],
    ['--history', (repo: Repo, content: string) => repo.commit({ 'leak.ini': content })],
    ['--no-quiet', (repo: Repo, content: string) => repo.write({ 'leak.ini': content })],
  ])('on the line of the key (%s)', (form, plant: (repo: Repo, content: string) => unknown) => {
    const repo = baseRepo();
    plant(repo, `${TEXT} ${keyLine().trimEnd()} ${TEXT}\n`);
    expectEscaped(scan(repo, form));
  });

  it('in a path that does not exist', () => {
    const run = keysieve(['scan', `no ${TEXT}`], { cwd: temporaryDirectory() });
    expect(harmfulOutput(run)).toBe('');
    expect(run.status).toBe(2);
  });

  it('in an unknown key, a rule id and a bad regex of keysieve.toml', () => {
    const repo = baseRepo();
    const quoted = JSON.stringify(TEXT).replace(/[\u007f-\u009f]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
    repo.write({
      'keysieve.toml': `${quoted} = 1\n[[rules]]\nid = ${quoted}\nregex = ${quoted.replace(/"$/, '(((["')}\n`,
    });
    const run = keysieve(['scan'], { cwd: repo.dir });
    expect(harmfulOutput(run)).toBe('');
    expect(run.status).toBe(2);
  });

  it('in the name of a missing file in history', () => {
    const repo = baseRepo();
    const tree = storeTree(repo, { [TEXT]: '1'.repeat(40), 'leak.ini': storeObject(repo, 'blob', keyLine()) });
    repo.git('tag', 'tree', tree);
    const run = scan(repo, '--history');
    expect(harmfulOutput(run)).toBe('');
    expect(run.status).toBe(2);
  });
});

describe.skipIf(process.platform === 'win32')('names of refs', () => {
  it('escape sequences in the name of a tag whose message holds the key', () => {
    const repo = baseRepo();
    repo.git('tag', '-a', '-m', keyLine(), `v${REF_TEXT}`);
    expectEscaped(scan(repo, '--history'));
  });

  it('escape sequences in the name of a broken branch', () => {
    const repo = baseRepo();
    writeFileSync(join(repo.dir, '.git/refs/heads', `x${REF_TEXT}`), `${'1'.repeat(40)}\n`);
    const run = scan(repo, '--history');
    expect(harmfulOutput(run)).toBe('');
    expect(run.status).toBe(2);
  });
});

describe.skipIf(process.platform === 'win32')('messages of git', () => {
  it('that repeat a hostile setting reach no terminal raw', () => {
    const repo = baseRepo();
    repo.commit({ 'leak.ini': keyLine() });
    const value = 'x\\u001b[2J\u001b[2J';
    writeFileSync(join(repo.dir, '.git/config'), `[core]\n\trepositoryformatversion = 0\n\tabbrev = "${value}"\n`);
    for (const form of ['--staged', '--history', '--range=base..HEAD', '--no-quiet']) {
      expect(harmfulOutput(keysieve(['scan', form], { cwd: repo.dir }))).toBe('');
    }
  });
});
