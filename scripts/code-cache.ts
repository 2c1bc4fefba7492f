/** Makes the code caches of the built command: what V8 compiled while it scanned a staged change. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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

/**
 * Writes `dist/command.cache`, and `dist/configured.cache` for where a configuration is read. Throws when the command
 * cannot be run, which no build may pass over.
 */
export function writeCodeCaches(root: string): void {
  const caches = ['command.cache', 'configured.cache'].map((name) => join(root, 'dist', name));
  for (const cache of caches) rmSync(cache, { force: true });
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-build-'));
  try {
    prepareRepository(folder);
    const program = join(root, 'dist', 'keysieve.cjs');
    for (const cache of caches) {
      run(process.execPath, ['-e', RECORDER, program, cache, 'scan', '--staged'], folder);
      // The first one was recorded without it.
      writeFileSync(join(folder, 'keysieve.toml'), CONFIGURATION);
    }
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

/** Folders and files of one folder: enough for trees that are kept as deltas of each other. */
const [FOLDERS, FILES] = [3, 40];

/** A clone in which several folders have changes, so that what reads packs, trees and new objects is compiled. */
function prepareRepository(folder: string): void {
  run('git', ['init', '-q'], folder);
  const files = Array.from({ length: FOLDERS * FILES }, (_, at) => `folder-${at % FOLDERS}/file-${at}.txt`);
  for (const file of files) write(folder, file, 'a file');
  run('git', ['add', '.'], folder);
  for (let commit = 0; commit < 3; commit++) {
    write(folder, files[commit] ?? '', `commit ${commit}`);
    run('git', [...AUTHOR, 'commit', '-q', '--no-verify', '-a', '-m', 'a commit'], folder);
  }
  run('git', ['repack', '-a', '-d', '-q'], folder);
  for (let at = 0; at < FOLDERS; at++) write(folder, `folder-${at}/staged.txt`, STAGED_TEXT);
  run('git', ['add', '.'], folder);
}

const AUTHOR = ['-c', 'user.name=keysieve', '-c', 'user.email=build@localhost'];

/** What code and settings are full of and no credential: rules run on it, and their checks turn it away. */
const STAGED_TEXT = [
  ...Array.from({ length: 100 }, (_, line) => `a staged change: line ${line} of many`),
  "const password = await readPassword('password');",
  'password: string; // at least eight characters',
  'token = process.env.TOKEN ?? "";',
  'SECRET_KEY=$SECRET_KEY',
  'api_key = "your-api-key-here"',
  'apiKey: "0123456789"',
  'headers.set("Authorization", bearer(token));',
  'url = "https://user:password@example.com/path?q=%7B%22a%22%3A1%7D"',
  'const text = "a line\\nanother line\\t\\u0041";',
  'data:text/plain;base64,YSBsaW5lIG9mIHRleHQgYW5kIGFub3RoZXIgbGluZSBvZiB0ZXh0',
  'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
  'commit 9fceb02d0ae598e95dc970b74767f19372d61af8, naïve and café: “quoted”',
].join('\n');

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), `${text}\n`);
}

/** Variables of git belong to a hook that may be running this build. */
function run(program: string, args: readonly string[], cwd: string): void {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GIT_|NODE_OPTIONS$)/.test(name)));
  const { error, status, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ended in ${status} while the code cache was made:\n${stderr}`);
}
