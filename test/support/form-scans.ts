/** The staged, paths and stdin forms as their tests run them most: one run, its report, and the places to expect. */

import { spawnSync } from 'node:child_process';
import { type JsonReport, keysieveJson, type Run, type RunOptions } from './keysieve.ts';
import { repoAt, temporaryDirectory } from './repo.ts';

export type ReportedRun = Run & { readonly report: JsonReport };

type Around = Omit<RunOptions, 'cwd'>;

/** `keysieve scan --staged ARGS... --format json` in `dir`. */
export function scanStaged(dir: string, args: readonly string[] = [], around: Around = {}): ReportedRun {
  return keysieveJson(['scan', '--staged', ...args], { cwd: dir, ...around });
}

/** `keysieve scan ARGS... --format json` in `dir`. */
export function scanPaths(dir: string, args: readonly string[] = [], around: Around = {}): ReportedRun {
  return keysieveJson(['scan', ...args], { cwd: dir, ...around });
}

/** `keysieve scan --stdin ARGS... --format json` in `dir`, with `input` on standard input. */
export function scanStdin(dir: string, input: string | Uint8Array, args: readonly string[] = []): ReportedRun {
  return keysieveJson(['scan', '--stdin', ...args], { cwd: dir, input });
}

/** A plain folder, no repository, with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const { dir, write } = repoAt(temporaryDirectory());
  write(files);
  return dir;
}

/** How `places` names a key ID at a place. */
export function keyAt(path: string, line: number, column: number): string {
  return `${path}:${line}:${column} aws-access-key-id`;
}

/** Everything that a run wrote to a terminal. */
export function said(run: Run): string {
  return run.stdout + run.stderr;
}

/** The reason that the report gives for skipping `path`; undefined when it was not skipped. */
export function skipReason(report: JsonReport, path: string): string | undefined {
  return report.coverage.skipped.find((skip) => skip.path.replace(/\/$/, '') === path)?.reason;
}

/** The last line that is not empty. */
export function closingLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

/** Makes a named pipe; only where there is a `mkfifo`. */
export function makeFifo(path: string): void {
  const made = spawnSync('mkfifo', [path], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`mkfifo ended in ${made.status}: ${made.stderr}`);
}

/** Where names may hold any byte but `/` and NUL, and where there are FIFOs and symbolic links without asking. */
export const isPosix = process.platform !== 'win32';

/** Whether file modes do not bind us, so that no file is unreadable. */
export const isRoot = process.getuid?.() === 0;
