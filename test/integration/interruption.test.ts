/** A scan of files or of a history that would take very long ends soon after a signal, with what it has found. */

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type JsonReport, places, type Run } from '../support/keysieve.ts';
import { createRepo, type Repo, repoAt, temporaryDirectory } from '../support/repo.ts';
import { keyLine } from '../support/scans.ts';
import { type Started, startScan } from '../support/started.ts';
import { writeProgram } from '../support/traps.ts';

const WINDOWS = process.platform === 'win32';
const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** A scan stops within a fifth of a second; the rest is for machines that are busy. */
const SOON_MS = 10_000;

/** Each of the rules takes its second three times: to wait for them would be too long. */
const SLOW_RULES = Array.from(
  { length: 24 },
  (_, at) => `[[rules]]\nid = "slow-${at}"\ndescription = "slow"\nregex = '''^(?:a+)+${at}$'''\n`,
).join('');
const SLOW_CONTENT = `${'a'.repeat(60)}b\n`;

interface Interrupted extends Run {
  readonly report: JsonReport & { readonly interrupted: boolean };
  /** From the signal to the end of the process. */
  readonly tookMs: number;
}

/** Interrupts as soon as something was looked at. */
async function interruptOnce(scan: Started, signal: 'interrupt' | 'interruptGroup'): Promise<Interrupted> {
  await scan.said(/^[1-9]\d* (?:of \d+ )?(?:files|objects)/m);
  return interrupted(scan, signal);
}

async function interrupted(scan: Started, signal: 'interrupt' | 'interruptGroup'): Promise<Interrupted> {
  const startedAt = performance.now();
  scan[signal]();
  const run = await scan.finished;
  if (run.stdout === '') throw new Error(`no report (status ${run.status}, ${run.signal}):\n${run.stderr}`);
  return { ...run, report: JSON.parse(run.stdout) as Interrupted['report'], tookMs: run.endedAt - startedAt };
}

const start = (dir: string, jobs: number, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  startScan(['--progress', 'always', '--jobs', `${jobs}`, ...args], dir, env);

function expectSoonAndTold({ status, report, tookMs }: Interrupted): void {
  expect(status).toBe(130);
  expect(report.interrupted).toBe(true);
  expect(tookMs).toBeLessThan(SOON_MS);
}

describe.skipIf(WINDOWS)('an interrupted scan of files', () => {
  it.each([
    [1, 'interrupt'],
    [2, 'interrupt'],
    [3, 'interruptGroup'],
  ] as const)('with --jobs %i ends between two parts of a file', async (jobs, signal) => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({ 'a.ini': keyLine(), 'b.bin': '', 'c.bin': '' });
    // Holes in files take no room and hours to read.
    for (const name of ['b.bin', 'c.bin']) truncateSync(join(dir, name), 1000 * GIB);
    const run = await interruptOnce(start(dir, jobs), signal);
    expectSoonAndTold(run);
    expect(places(run.report)).toEqual(['a.ini:1:21 aws-access-key-id']);
  });

  it('ends although all workers are busy with a rule, and says what was not scanned', async () => {
    const { dir, write } = repoAt(temporaryDirectory());
    const slow = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`s${at}.txt`, SLOW_CONTENT]));
    // As large as a unit, so that it is one of its own.
    write({ 'keysieve.toml': SLOW_RULES, 'a.ini': `${keyLine()}${'\n'.repeat(4 * MIB)}`, ...slow });
    const run = await interruptOnce(start(dir, 2), 'interrupt');
    expectSoonAndTold(run);
    expect(places(run.report)).toEqual(['a.ini:1:21 aws-access-key-id']);
    expect(run.report.problems).toContainEqual({ code: 'INTERRUPTED', message: expect.stringContaining('s8.txt') });
  });
});

/** PATH with a git that notes its process in a file. */
function pathWithNotedGit(pids: string): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const real = join(folders.find((folder) => existsSync(join(folder, 'git'))) ?? '', 'git');
  const bin = join(temporaryDirectory(), 'bin');
  writeProgram(join(bin, 'git'), `echo $$ >> '${pids}'; exec '${real}' "$@"`);
  return [bin, ...folders].join(delimiter);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function slowHistory(): Repo {
  const repo = createRepo();
  writeFileSync(join(repo.dir, 'keysieve.toml'), SLOW_RULES);
  repo.commit({ 'slow.txt': SLOW_CONTENT });
  repo.commit(Object.fromEntries([1, 2, 3, 4].map((at) => [`${at}.bin`, randomBytes(MIB)])));
  return repo;
}

describe.skipIf(WINDOWS)('an interrupted scan of a history', () => {
  it('ends although its worker is busy with a rule, and leaves no git behind', async () => {
    const pids = join(temporaryDirectory(), 'pids');
    const scan = start(slowHistory().dir, 2, ['--history'], { PATH: pathWithNotedGit(pids) });
    // The few objects are one unit: nothing is told of it before the rules are busy, for the next half minute.
    await scan.said(/^\d+ of \d+ objects/m);
    await sleep(2000);
    const run = await interrupted(scan, 'interrupt');
    expectSoonAndTold(run);
    const started = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
    expect(started.length).toBeGreaterThan(3);
    for (let tries = 0; tries < 50 && started.some(isRunning); tries++) await sleep(50);
    expect(started.filter(isRunning)).toEqual([]);
  });
});
