/** Makes the code cache of the built command: what V8 compiled while it scanned a staged change. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs in a process of its own, so that only the command is in it; `argv` is what the command sees. */
const RECORDER = `
const { renameSync, writeFileSync } = require('node:fs');
const [program, cache] = process.argv.splice(1, 2);
process.argv.splice(1, 0, program);
process.once('exit', () => {
  writeFileSync(cache + '.tmp', require(program).createCachedData());
  renameSync(cache + '.tmp', cache);
});
require(program);
`;

/** Writes `dist/command.cache`. Throws when the command cannot be run, which no build may pass over. */
export function writeCodeCache(root: string): void {
  const cache = join(root, 'dist', 'command.cache');
  rmSync(cache, { force: true });
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-build-'));
  try {
    prepareRepository(folder);
    const program = join(root, 'dist', 'keysieve.cjs');
    run(process.execPath, ['-e', RECORDER, program, cache, 'scan', '--staged'], folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With a configuration of every part, so that what reads and applies it is compiled too. */
const CONFIGURATION = `[scan]
fail-on = "low"
exclude = ["vendor/**"]
[[rules]]
id = "token"
description = "A token"
regex = '''(?i)token_[a-z0-9]{32}'''
keywords = ["token_"]
[[allowlists]]
description = "examples"
regexes = ['''EXAMPLE''']
paths = ['''^docs/''']
`;

function prepareRepository(folder: string): void {
  run('git', ['init', '-q'], folder);
  writeFileSync(join(folder, 'keysieve.toml'), CONFIGURATION);
  writeFileSync(join(folder, 'staged.txt'), 'a staged change\n');
  run('git', ['add', '.'], folder);
}

/** Variables of git belong to a hook that may be running this build. */
function run(program: string, args: readonly string[], cwd: string): void {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GIT_|NODE_OPTIONS$)/.test(name)));
  const { error, status, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ended in ${status} while the code cache was made:\n${stderr}`);
}
