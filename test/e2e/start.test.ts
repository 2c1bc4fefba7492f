/** Holds the command to what makes a hook fast: a scan loads one file and no package, and a clean commit runs no git. */

import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { accessKeyId } from '../support/keys.ts';
import { cleanEnvironment, KEYSIEVE } from '../support/keysieve.ts';
import { createRepo, temporaryDirectory } from '../support/repo.ts';

it.each([
  ['a clean commit', ['--staged'], 'nothing here', 0],
  ['a commit with a key', ['--staged'], accessKeyId(), 1],
  ['files', ['.'], accessKeyId(), 1],
  ['standard input', ['--stdin'], '', 1],
])('%s: scanned by the one file, away from node_modules', (_, args, content, status) => {
  const folder = temporaryDirectory();
  const program = join(folder, 'keysieve.cjs');
  for (const file of ['keysieve.cjs', 'command.cjs']) copyFileSync(join(dirname(KEYSIEVE), file), join(folder, file));
  const repo = createRepo();
  repo.stage({ 'notes.txt': `${content}\n` });
  const run = spawnSync(process.execPath, [program, 'scan', ...args], {
    cwd: repo.dir,
    env: cleanEnvironment({ NODE_PATH: undefined }),
    input: accessKeyId(),
    encoding: 'utf8',
  });
  expect(run).toMatchObject({ status, stderr: '' });
});

it.runIf(process.platform !== 'win32')('a clean commit: scanned where there is no git to be run', () => {
  const repo = createRepo();
  repo.commit({ 'folder/notes.txt': 'nothing here\n' });
  repo.stage({ 'folder/more.txt': 'nor here\n' });
  // A hook has variables of git's, and no other program to find.
  const env = cleanEnvironment({ PATH: temporaryDirectory(), GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '' });
  const scan = () =>
    spawnSync(process.execPath, [KEYSIEVE, 'scan', '--staged'], { cwd: repo.dir, env, encoding: 'utf8' });
  expect(scan()).toMatchObject({ status: 0, stderr: '' });

  repo.stage({ 'folder/more.txt': `${accessKeyId()}\n` });
  expect(scan()).toMatchObject({ status: 2, stderr: expect.stringMatching(/git was not found/) });
});
