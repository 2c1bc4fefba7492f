/**
 * A repository that wants to run, hide, hang or reach the terminal: the ground on which traps are laid, and the four
 * forms of scan in which each must fail.
 */

import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { places } from './keysieve.ts';
import { git, type Repo, repoAt, temporaryDirectory } from './repo.ts';
import { keyLine, problemsOf, type Scan, said, scanBoth } from './scans.ts';
import { harmfulOutput } from './terminal.ts';

export type Form = 'staged' | 'paths' | 'history' | 'range';

export const FORMS: readonly Form[] = ['staged', 'paths', 'history', 'range'];

const COMMITTED = 'config.ini:4:21 aws-access-key-id';
const STAGED = 'staged.ini:4:21 aws-access-key-id';

/** What each form must find on the ground, and no more; history has the staged blob too, by whatever name. */
const EXPECTED: Readonly<Record<Form, readonly string[]>> = {
  staged: [STAGED],
  paths: [COMMITTED, STAGED],
  history: [COMMITTED],
  range: [COMMITTED],
};

/** A fresh copy of the ground, for one test. */
export interface Ground {
  readonly repo: Repo;
  /** A file that does not exist unless a trap has run. */
  readonly canary: string;
  /** A program that creates the canary and prints nothing. */
  readonly program: string;
  /** An empty folder outside of the repository. */
  readonly outside: string;
  /** First commit (clean), second (brings the key), third (clean, HEAD). */
  readonly commits: readonly [string, string, string];
}

/** One trap. `control` is what a careless tool would run, as arguments of git: it must set the trap off. */
export interface Trap {
  readonly name: string;
  arm(ground: Ground): void;
  readonly control?: readonly string[];
  readonly forms?: readonly Form[];
  readonly env?: (ground: Ground) => Readonly<Record<string, string>>;
  /** Status of a form in which the trap makes the scan incomplete, and says so; 1 otherwise. */
  readonly status?: Readonly<Partial<Record<Form, number>>>;
}

let template: { readonly dir: string; readonly commits: Ground['commits'] } | undefined;

/** Builds the ground once for a test file; to be called at its top. */
export function prepareGround(): void {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'keysieve-ground-')));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  git(dir, ['init', '-q', '-b', 'main', '--template=']);
  const repo = repoAt(dir);
  const lines = 'one\ntwo\nthree\nfour\nfive\n';
  const first = repo.commit({ 'readme.md': 'hello\n', 'config.ini': lines, 'staged.ini': lines }, 'first');
  const second = repo.commit({ 'config.ini': `one\ntwo\nthree\n${keyLine('committed')}four\nfive\n` }, 'second');
  const third = repo.commit({ 'readme.md': 'hello, world\n' }, 'third');
  repo.stage({ 'staged.ini': `one\ntwo\nthree\n${keyLine('staged')}four\nfive\n` });
  template = { dir, commits: [first, second, third] };
}

/** A copy of the ground. */
export function newGround(): Ground {
  if (template === undefined) throw new Error('prepareGround was not called');
  const outside = temporaryDirectory('keysieve-outside-');
  const dir = join(outside, 'repository');
  cpSync(template.dir, dir, { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(dir, '.git/info'), { recursive: true });
  const canary = join(outside, 'canary');
  const program = writeProgram(join(outside, 'trap'), `echo "$0 $*" >> '${canary}'`);
  return { repo: repoAt(dir), canary, program, outside, commits: template.commits };
}

/** Writes a shell script that runs `body`; returns its path. */
export function writeProgram(path: string, body: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}

/** Adds to the repository's own configuration: `section.name` or `section.subsection.name` to a value. */
export function configure(repo: Repo, settings: Readonly<Record<string, string>>): void {
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
  const lines = Object.entries(settings).map(([key, value]) => {
    const [first, last] = [key.indexOf('.'), key.lastIndexOf('.')];
    const subsection = first === last ? '' : ` ${quoted(key.slice(first + 1, last))}`;
    return `[${key.slice(0, first)}${subsection}]\n\t${key.slice(last + 1)} = ${quoted(value)}\n`;
  });
  appendFileSync(join(repo.dir, '.git/config'), lines.join(''));
}

/** Gives every file these attributes, by a file that no checkout shows. */
export function attribute(repo: Repo, attributes: string): void {
  repo.write({ '.git/info/attributes': `* ${attributes}\n` });
}

const ARGUMENTS: Readonly<Record<Form, (ground: Ground) => readonly string[]>> = {
  staged: () => ['--staged'],
  paths: () => [],
  history: () => ['--history'],
  range: ({ commits }) => ['--range', `${commits[0]}..main`],
};

/** Scans the ground in one form, text and JSON at once; a scan that hangs fails. */
export function scanGround(ground: Ground, form: Form, env: Readonly<Record<string, string>> = {}): Scan {
  return scanBoth(ARGUMENTS[form](ground), { cwd: ground.repo.dir, env, limitMs: 20_000 });
}

/** The planted key is found, nothing was run, nothing raw was printed, and the status is as it should be. */
function expectUnharmed(ground: Ground, form: Form, scan: Scan, status = 1): void {
  expect(existsSync(ground.canary), 'the trap has run').toBe(false);
  expect(harmfulOutput(scan)).toBe('');
  expect(places(scan.report).filter((place) => EXPECTED[form].includes(place))).toEqual(EXPECTED[form]);
  if (form === 'staged' || form === 'range') expect(places(scan.report)).toEqual(EXPECTED[form]);
  if (status === 1) expect(problemsOf(scan.report)).toBe('');
  expect(scan.status, said(scan)).toBe(status);
}

/** One row for each trap and form that it can touch. */
export function trapRows(traps: readonly Trap[]): { name: string; form: Form; trap: Trap }[] {
  return traps.flatMap((trap) => (trap.forms ?? FORMS).map((form) => ({ name: trap.name, form, trap })));
}

/** Lays a trap and scans over it. */
export function springTrap(trap: Trap, form: Form): void {
  const ground = newGround();
  trap.arm(ground);
  const scan = scanGround(ground, form, trap.env?.(ground));
  expectUnharmed(ground, form, scan, trap.status?.[form]);
}

/** Lays a trap and runs plain git into it, to prove that it works. */
export function proveTrap(trap: Trap): void {
  const ground = newGround();
  trap.arm(ground);
  const anyStatus = Array.from({ length: 256 }, (_, status) => status);
  git(ground.repo.dir, trap.control ?? [], { env: trap.env?.(ground) ?? {}, allow: anyStatus });
  expect(existsSync(ground.canary)).toBe(true);
}
