/**
 * Has git fetch objects by their ids: the one call that may use the network. Of the repository it takes the address and
 * the folder of its objects. Its configuration, which could name programs for connections, passwords and packs, is not
 * read: git runs in a repository of its own, which is made for the call and lends the folder.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PromisorRemote } from './promisor-remotes.ts';
import type { Repository } from './repository.ts';
import { type GitContext, gitEnvironment, runGit } from './spawn.ts';

/** What git speaks by itself. Anything else (`ext::`, `fd::`, programs of the name `git-remote-*`) could run anything. */
const PROTOCOLS = 'file:git:http:https:ssh';

/** As git itself fetches for a partial clone, but that it leaves references, hooks and the housekeeping alone. */
const FETCH = [
  ...['fetch.negotiationAlgorithm=noop', 'fetch.writeCommitGraph=false', 'gc.auto=0', 'maintenance.auto=false'].flatMap(
    (setting) => ['-c', setting],
  ),
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--recurse-submodules=no',
  '--filter=blob:none',
  '--stdin',
  'promisor',
];

/** Adds objects to the repository. What git said where that failed, without the passwords of an address; else undefined. */
export async function fetchObjects(
  repository: Repository,
  { url }: PromisorRemote,
  ids: readonly string[],
): Promise<string | undefined> {
  const lender = mkdtempSync(join(tmpdir(), 'keysieve-fetch-'));
  try {
    writeLender(lender, repository, url);
    const { status, stderr } = await runGit(contextOf(repository, lender), FETCH, `${ids.join('\n')}\n`);
    return status === 0 ? undefined : withoutPasswords(stderr.trim() || `it ended in ${status ?? 'a signal'}`);
  } finally {
    rmSync(lender, { recursive: true, force: true });
  }
}

function contextOf({ root, commonDir, git }: Repository, lender: string): GitContext {
  const { GIT_OBJECT_DIRECTORY: own, GIT_ALTERNATE_OBJECT_DIRECTORIES: others } = git.env;
  return {
    ...git,
    // Where an address that is a relative path begins.
    cwd: root,
    env: {
      ...gitEnvironment(git.env, true),
      GIT_ALLOW_PROTOCOL: PROTOCOLS,
      GIT_DIR: lender,
      GIT_OBJECT_DIRECTORY: own === undefined ? join(commonDir, 'objects') : resolve(git.cwd, own),
      ...(others === undefined ? {} : { GIT_ALTERNATE_OBJECT_DIRECTORIES: others }),
    },
  };
}

/** The address goes into a file: of a command line everybody on the machine could read it. */
function writeLender(folder: string, { objectFormat }: Repository, url: string): void {
  for (const name of ['objects', 'refs']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  const lines = [
    '[core]\nrepositoryFormatVersion = 1\nbare = true',
    `[extensions]\npartialClone = promisor\nobjectFormat = ${objectFormat}`,
    `[remote "promisor"]\npromisor = true\npartialCloneFilter = blob:none\nurl = ${quoted(url)}`,
    // The other side is a repository of this machine, with settings of its own: it may not fetch in its turn.
    ...(isLocal(url) ? ['uploadPack = GIT_ALLOW_PROTOCOL=none git-upload-pack'] : []),
  ];
  writeFileSync(join(folder, 'config'), `${lines.join('\n')}\n`, { mode: 0o600 });
}

/** As git-config has it: "Syntax". */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** A path, or an address of a file: not `host:path`, and nothing with a scheme. */
function isLocal(url: string): boolean {
  return /^(?:file:|[a-z]:[\\/])/i.test(url) || !/^[^/]*:/.test(url);
}

function withoutPasswords(text: string): string {
  return text.replace(/\/\/[^/@\s]+@/g, '//');
}
