/**
 * Proves that a hook fires: runs it with an index and objects that are thrown away and hold made-up credentials, and looks
 * for what only a refusal of keysieve prints. Nothing is committed, no ref is moved.
 */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Repository } from '#git/repository.ts';
import { type HookRun, runHook } from '#git/run-hook.ts';
import { type GitContext, readGit, runGit } from '#git/spawn.ts';
import type { HookState } from './examine.ts';
import { createToken, madeUpCredentials } from './proof-key.ts';
import { PROOF_VARIABLE, provingVersion } from './proof-token.ts';

/** What came of it. */
export interface Proof {
  readonly refused: boolean;
  /** The version of keysieve that refused, as its token shows; undefined where none did. */
  readonly version: string | undefined;
  readonly status: number | null;
  /** What the hook printed. */
  readonly said: string;
}

/** Where the proof is made. */
export interface ProofOptions {
  readonly repository: Repository;
  /** The environment as a person has it. */
  readonly env: NodeJS.ProcessEnv;
}

/** Throws GitError when the throw-away commit cannot be made or the hook cannot be started. */
export async function proveHook(hook: HookState, options: ProofOptions): Promise<Proof> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keysieve-doctor-')));
  try {
    return await runProof(hook, options, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runProof(hook: HookState, { repository, env }: ProofOptions, folder: string): Promise<Proof> {
  const token = createToken();
  const apart = separate(repository, folder);
  const git: GitContext = { ...repository.git, cwd: repository.root, env: { ...repository.git.env, ...apart } };
  const commit = await makeCommit(git);
  const message = join(folder, 'message');
  writeFileSync(message, `a proof\n\n${madeUpCredentials()}`);
  const { status, said } = await runHook({
    name: hook.name,
    path: hook.path,
    ...inputOf(hook, commit, message),
    cwd: repository.root,
    env: { ...env, ...apart, ...inBare(repository), [PROOF_VARIABLE]: token },
    byGit: await hasHookRun(repository),
  });
  return { refused: status !== 0, version: provingVersion(said, token), status, said };
}

/** Objects that the repository has are read where they are; none is written there. */
function separate({ commonDir, git }: Repository, folder: string): Readonly<Record<string, string>> {
  const objects = join(folder, 'objects');
  mkdirSync(objects);
  const others = [
    git.env['GIT_OBJECT_DIRECTORY'] ?? join(commonDir, 'objects'),
    git.env['GIT_ALTERNATE_OBJECT_DIRECTORIES'],
  ];
  return {
    GIT_INDEX_FILE: join(folder, 'index'),
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: others.filter((other) => other !== undefined).join(delimiter),
  };
}

/** Receiving git tells its hooks where they are. */
function inBare({ bare, gitDir }: Repository): Readonly<Record<string, string>> {
  return bare ? { GIT_DIR: gitDir } : {};
}

/** A commit on top of HEAD; `base` is HEAD's, all zeros where it has none. */
interface ProofCommit {
  readonly commit: string;
  readonly base: string;
}

/** The throw-away index is that of HEAD with one file more, and the commit is that index. */
async function makeCommit(git: GitContext): Promise<ProofCommit> {
  const { status, stdout } = await runGit(git, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const head = status === 0 ? stdout.toString('utf8').trim() : undefined;
  if (head !== undefined) await readGit(git, ['read-tree', head]);
  const blob = await line(git, ['hash-object', '-w', '--stdin'], madeUpCredentials());
  await readGit(git, ['update-index', '--add', '--cacheinfo', `100644,${blob},keysieve-doctor.ini`]);
  const tree = await line(git, ['write-tree']);
  const person = ['-c', 'user.name=keysieve doctor', '-c', 'user.email=doctor@keysieve.invalid'];
  const parent = head === undefined ? [] : ['-p', head];
  const commit = await line(git, [...person, 'commit-tree', ...parent, '-m', 'a proof', tree]);
  return { commit, base: head ?? '0'.repeat(commit.length) };
}

async function line(git: GitContext, args: readonly string[], input?: string): Promise<string> {
  return (await readGit(git, args, input)).toString('utf8').trim();
}

/** What git would give the hook for that commit. */
function inputOf({ name }: HookState, { commit, base }: ProofCommit, message: string): Pick<HookRun, 'args' | 'input'> {
  const ref = 'refs/heads/keysieve-doctor';
  switch (name) {
    case 'pre-commit':
    case 'pre-merge-commit':
      return { args: [] };
    case 'commit-msg':
      return { args: [message] };
    case 'prepare-commit-msg':
      return { args: [message, 'merge'] };
    case 'pre-push':
      return { args: ['keysieve-doctor', 'keysieve-doctor'], input: `${ref} ${commit} ${ref} ${base}\n` };
    case 'pre-receive':
      return { args: [], input: `${base} ${commit} ${ref}\n` };
    case 'update':
      return { args: [ref, base, commit] };
    default:
      return name satisfies never;
  }
}

/** Since git 2.36. */
async function hasHookRun({ git }: Repository): Promise<boolean> {
  const [, major, minor] = /(\d+)\.(\d+)/.exec((await readGit(git, ['version'])).toString('utf8')) ?? [];
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 36);
}
