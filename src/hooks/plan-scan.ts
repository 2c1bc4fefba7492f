/** What a hook has to scan, from what git told it. */

import { resolve } from 'node:path';
import { presentObjects } from '#git/object-types.ts';
import { findRepository, type Repository } from '#git/repository.ts';
import { runGit } from '#git/spawn.ts';
import { SourceError, UsageError } from '#model/errors.ts';
import type { Tip, Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';
import { readCommitMessage } from './commit-message.ts';
import type { HookName } from './hook-name.ts';
import { type PushedRef, parsePushedRefs, parseUpdate } from './pushed-refs.ts';

/** A hook as git runs it. */
export interface HookCall {
  readonly name: HookName;
  /** What git gives it as arguments. */
  readonly operands: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The effective user, where users are numbers. */
  readonly userId: number | undefined;
  /** Standard input to its end. */
  readonly input: () => Promise<string>;
}

/** The part of a request that the hook decides; `trust` is what counts unless something else was typed. */
export type HookTarget = Pick<ScanRequest, 'form' | 'ranges' | 'merging' | 'push' | 'stdinPath'> &
  Partial<Pick<ScanRequest, 'inline'>> & { readonly trust: Trust };

/** A scan, or nothing to scan: a push that only deletes, say. */
export interface HookPlan {
  readonly repository: Repository | undefined;
  readonly target: HookTarget | undefined;
  /** The content of a scan of standard input. */
  readonly content?: Uint8Array;
}

/** Throws KeysieveError where git did not say what it should, or there is no repository. */
export async function planHookScan(call: HookCall): Promise<HookPlan> {
  switch (call.name) {
    case 'pre-commit':
      return { repository: await aroundHere(call, call.userId), target: STAGED };
    case 'pre-merge-commit':
      return planMerge(call);
    case 'prepare-commit-msg':
      return call.operands[1] === 'merge' ? planMerge(call) : { repository: undefined, target: undefined };
    case 'commit-msg':
      return planMessage(call);
    case 'pre-push':
      return planPush(call);
    case 'pre-receive':
      return planReceived(call, parsePushedRefs(call.name, await call.input()));
    case 'update':
      return planReceived(call, parseUpdate(call.operands));
    default:
      return call.name satisfies never;
  }
}

const STAGED: HookTarget = { form: 'staged', ranges: [], trust: 'worktree' };

function aroundHere({ cwd, env }: HookCall, userId?: number): Promise<Repository | undefined> {
  return findRepository(cwd, { named: false, env, userId });
}

/** Git writes MERGE_HEAD after `pre-merge-commit`; until then it names what it merges in `GITHEAD_<id>`. */
async function planMerge(call: HookCall): Promise<HookPlan> {
  const merging = Object.keys(call.env).flatMap((name) => /^GITHEAD_([0-9a-f]{40,64})$/.exec(name)?.[1] ?? []);
  return { repository: await aroundHere(call), target: { ...STAGED, merging } };
}

async function planMessage(call: HookCall): Promise<HookPlan> {
  const [file] = call.operands;
  if (file === undefined) throw new UsageError('commit-msg needs the file that holds the message: commit-msg FILE');
  const repository = await aroundHere(call, call.userId);
  return {
    repository,
    // A comment in it would be gone, or be no comment any more, before anybody reviews what it allows.
    target: { form: 'stdin', ranges: [], trust: 'worktree', stdinPath: '(commit message)', inline: false },
    content: await readCommitMessage({ path: resolve(call.cwd, file), env: call.env, git: repository?.git }),
  };
}

/** What the remote has is what its tracking refs and the ids that it told say; the first of those is the base. */
async function planPush(call: HookCall): Promise<HookPlan> {
  const refs = parsePushedRefs('pre-push', await pushedInput(call));
  const repository = refs.length === 0 ? undefined : await required(call);
  if (repository === undefined) return { repository, target: undefined };
  const [remote = ''] = call.operands;
  const known = await presentObjects(
    repository,
    refs.flatMap(({ from }) => from ?? []),
  );
  const isNamed = REMOTE_NAME.test(remote);
  const base = known[0] ?? (isNamed ? await defaultBranch(repository, remote) : undefined);
  return {
    repository,
    target: {
      form: 'range',
      ranges: ['--not', ...(base === undefined ? [] : [base]), ...(isNamed ? [`--remotes=${remote}`] : [])],
      trust: 'base',
      push: { tips: tipsOf(refs), known },
    },
  };
}

/** Neither a URL, of which there are no tracking refs, nor anything that git would take for a pattern. */
const REMOTE_NAME = /^[\w.+@-][\w.+@/-]*$/;

/** Where a branch is new, there is no other state of the remote that its configuration could be taken from. */
async function defaultBranch(repository: Repository, remote: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', `refs/remotes/${remote}/HEAD^{commit}`];
  const { status, stdout } = await runGit(repository.git, args);
  return status === 0 ? stdout.toString('utf8').trim() : undefined;
}

/** The pre-commit framework reads the refs itself and hands on one of them alone: a push of several would look clean. */
async function pushedInput({ env, input }: HookCall): Promise<string> {
  const text = await input();
  if (text !== '' || env['PRE_COMMIT_TO_REF'] === undefined) return text;
  throw new UsageError(
    'the pre-commit framework does not say all that is pushed: put this hook where git runs it itself (keysieve install --hook pre-push)',
  );
}

/** Before the refs of a repository change, everything that it has is what they lead to. */
async function planReceived(call: HookCall, refs: readonly PushedRef[]): Promise<HookPlan> {
  if (refs.length === 0) return { repository: undefined, target: undefined };
  return {
    repository: await required(call),
    target: {
      form: 'range',
      ranges: ['--not', '--all'],
      trust: 'none',
      push: { tips: tipsOf(refs), known: [] },
    },
  };
}

function tipsOf(refs: readonly PushedRef[]): readonly Tip[] {
  return refs.map(({ to, ref }) => ({ object: to, ref: { text: ref } }));
}

async function required(call: HookCall): Promise<Repository> {
  const repository = await aroundHere(call);
  if (repository !== undefined) return repository;
  throw new SourceError(`${call.cwd} is not in a git repository: ${call.name} is meant to be run by git`);
}
