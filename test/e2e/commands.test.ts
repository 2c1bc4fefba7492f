/**
 * Every command as a process of its own, as users run it, beside the kept process in which most tests run it: both have
 * to say the same, on the same streams, with the same status.
 */

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '#cli/command-table.ts';
import { pathWithKeysieve } from '../support/hooks.ts';
import { accessKeyId } from '../support/keys.ts';
import { keysieve, keysieveProcess, type Run } from '../support/keysieve.ts';
import { git, repoAt, sharedDirectory, temporaryDirectory } from '../support/repo.ts';

const GROUND = sharedDirectory();

beforeAll(() => {
  git(GROUND, ['init', '-q', '-b', 'main']);
  const repo = repoAt(GROUND);
  repo.commit({ 'notes.txt': 'nothing here\n' });
  repo.commit({ 'a.ini': `aws_access_key_id = ${accessKeyId('a')}\n`, '.gitallowed': 'x\n' });
  repo.stage({ 'b.ini': `aws_access_key_id = ${accessKeyId('b')}\n` });
});

/** In a copy of the ground; what differs from run to run is left out: its folder, times, salts. */
function inCopy(run: typeof keysieve, args: readonly string[], input: string): Run {
  const cwd = join(temporaryDirectory(), 'copy');
  cpSync(GROUND, cwd, { recursive: true });
  const env = { PATH: pathWithKeysieve(), XDG_CONFIG_HOME: cwd };
  const ended = run(args, { cwd, input, env });
  const plain = (text: string): string =>
    text
      .replaceAll(cwd, 'FOLDER')
      .replaceAll(env.PATH, 'PATH')
      .replace(/[\d.,]+ m?s\b/g, 'TIME');
  return { ...ended, stdout: plain(ended.stdout), stderr: plain(ended.stderr) };
}

/** Words, status, and standard input where it matters. */
const RUNS: readonly (readonly [args: readonly string[], status: number, input?: string])[] = [
  [['scan'], 1],
  [['scan', 'notes.txt', '--verbose'], 0],
  [['scan', '--staged', '--format', 'json'], 1],
  [['scan', '--history', '--jobs', '2'], 1],
  [['scan', '--range', 'HEAD~1..HEAD', '--format', 'sarif'], 1],
  [['scan', '--stdin'], 1, accessKeyId('c')],
  [['scan', 'missing'], 2],
  [['rules', 'explain', 'aws-access-key-id'], 0],
  [['baseline', 'create', '--reason', 'a test'], 0],
  [['baseline', 'explain'], 2],
  [['hook', 'pre-commit'], 1],
  [['hook', 'pre-push', 'origin', 'url'], 0, ''],
  [['install'], 0],
  [['uninstall'], 0],
  [['import'], 0],
  [['config', 'explain', 'a.ini', '--json'], 0],
  [['doctor'], 2],
  [['git-secrets', '--scan', 'notes.txt'], 0],
  [['help', 'scan'], 0],
  [['completion'], 0],
  [['--version'], 0],
  [[], 2],
  [['sacn'], 2],
];

describe('as a process of its own and in the kept one', () => {
  it.each(RUNS.map(([args, status, input = '']) => ({ args, status, input })))(
    'keysieve $args ends in $status, and says the same',
    ({ args, status, input }) => {
      const run = inCopy(keysieveProcess, args, input);
      expect(run, run.stderr).toMatchObject({ status, signal: null });
      expect(inCopy(keysieve, args, input)).toEqual(run);
    },
  );

  it('no command is left out', () => {
    const run = new Set(RUNS.map(([[command]]) => command));
    expect(COMMANDS.map(({ name }) => name).filter((name) => !run.has(name))).toEqual([]);
  });
});
