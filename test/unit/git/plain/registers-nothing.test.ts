import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { registersNothing } from '#git/plain/registers-nothing.ts';
import { readRegistration } from '#git/registration.ts';
import { findRepository } from '#git/repository.ts';
import { createRepo, temporaryDirectory } from '../../../support/repo.ts';

const HOSTS_OWN = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_SYSTEM: '/nonexistent/gitconfig' };

interface Case {
  readonly home?: string;
  readonly xdg?: string;
  readonly local?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

async function answers({ home, xdg, local, env = {} }: Case): Promise<{ here: boolean; git: number }> {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, '.config', 'git'), { recursive: true });
  if (home !== undefined) writeFileSync(join(folder, '.gitconfig'), home);
  if (xdg !== undefined) writeFileSync(join(folder, '.config', 'git', 'config'), xdg);
  const repo = createRepo();
  if (local !== undefined) repo.git('config', ...local);
  const settings = { PATH: process.env['PATH'], HOME: folder, ...HOSTS_OWN, ...env };
  const repository = await findRepository(repo.dir, { named: false, env: settings, userId: process.geteuid?.() });
  if (repository === undefined) throw new Error('no repository');
  const { patterns, allowed, providers } = await readRegistration(repository.git);
  return { here: registersNothing(repository), git: patterns.length + allowed.length + providers.length };
}

const PATTERN = '[secrets]\n\tpatterns = abc\n';

it.each<[string, Case]>([
  ['no file', {}],
  ['other settings', { home: '[user]\n\tname = A\n', xdg: '[core]\n\teditor = vi\n' }],
  ['settings of the repository', { local: ['core.autocrlf', 'input'] }],
])('knows that nothing is registered in %s', async (_, one) => {
  expect(await answers(one)).toEqual({ here: true, git: 0 });
});

it.each<[string, Case]>([
  ['in the home folder', { home: PATTERN }],
  ['in the folder of settings', { xdg: PATTERN }],
  ['in the repository', { local: ['--add', 'secrets.patterns', 'abc'] }],
  ['in the repository, in other letters', { local: ['--add', 'Secrets.Patterns', 'abc'] }],
  [
    'by a variable',
    { env: { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'secrets.patterns', GIT_CONFIG_VALUE_0: 'abc' } },
  ],
])('asks git about a pattern %s', async (_, one) => {
  expect(await answers(one)).toEqual({ here: false, git: 1 });
});

it('asks git about files that are included', async () => {
  const other = join(temporaryDirectory(), 'other');
  writeFileSync(other, PATTERN);
  expect(await answers({ home: `[include]\n\tpath = ${other}\n` })).toEqual({ here: false, git: 1 });
});
