/** Runs the built command as a user would and returns everything that it said. */

import { fileURLToPath } from 'node:url';
import { type CommandResult, runInKeptProcess } from './command-process.ts';
import { runProgram } from './run-program.ts';

/** The built command, or the one that KEYSIEVE_TEST_PROGRAM names. */
export const KEYSIEVE =
  process.env['KEYSIEVE_TEST_PROGRAM'] ?? fileURLToPath(new URL('../../dist/keysieve.cjs', import.meta.url));

export type Run = CommandResult;

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array;
  /** For what may hang: it gets a process of its own, which is killed when its time is over. */
  readonly timeoutMs?: number;
  /** When anything else has to be through; a minute. */
  readonly limitMs?: number;
}

/** Variables of git that must not leak from the environment of the test run (a hook may run it) into a test. */
export function cleanEnvironment(extra: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(GIT_|HUSKY|FORCE_COLOR|NO_COLOR|CI$)/.test(name));
  return {
    ...Object.fromEntries(kept),
    GIT_CONFIG_GLOBAL: fileURLToPath(new URL('../../fixtures/gitconfig', import.meta.url)),
    GIT_CONFIG_NOSYSTEM: '1',
    ...extra,
  };
}

/**
 * `keysieve ARGS...` with status, stdout and stderr together: in a process that is kept, or in one of its own where a test is
 * about that (a time limit, NODE_OPTIONS) or KEYSIEVE_TEST_PROGRAM names a program.
 */
export function keysieve(args: readonly string[], options: RunOptions): Run {
  const { cwd, input = '', timeoutMs, limitMs = 60_000 } = options;
  const env = cleanEnvironment(options.env);
  const needsProcess = timeoutMs !== undefined || env['NODE_OPTIONS'] !== undefined;
  if (needsProcess || process.env['KEYSIEVE_TEST_PROGRAM'] !== undefined) return keysieveProcess(args, options);
  return runInKeptProcess(KEYSIEVE, { args, cwd, env, input, limitMs });
}

/** The same in a process of its own. */
export function keysieveProcess(args: readonly string[], options: RunOptions): Run {
  const run = runProgram(process.execPath, [KEYSIEVE, ...args], {
    cwd: options.cwd,
    env: cleanEnvironment(options.env),
    input: options.input ?? '',
    timeout: options.timeoutMs ?? 60_000,
    killSignal: 'SIGKILL',
  });
  if (run.error !== undefined && run.signal === null) throw run.error;
  return { status: run.status, signal: run.signal, stdout: run.stdout, stderr: run.stderr };
}

/** The parts of `--format json` that tests look at; the whole shape is checked by its JSON schema elsewhere. */
export interface JsonReport {
  readonly schema: string;
  readonly target: { readonly kind: string; readonly root: string };
  readonly findings: readonly JsonFinding[];
  readonly suppressed: readonly { readonly by: string; readonly reason: string; readonly finding: JsonFinding }[];
  readonly coverage: {
    readonly files: number;
    readonly commits: number;
    readonly objects: number;
    readonly read?: { readonly direct: number; readonly git: number };
    readonly bytes: number;
    readonly opaque: number;
    readonly narrowedBy: readonly string[];
    readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  };
  readonly problems: readonly { readonly code: string; readonly message: string; readonly path?: string }[];
}

export interface JsonFinding {
  readonly rule: string;
  readonly title: string;
  readonly severity: string;
  readonly path: string;
  readonly pathBytes?: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly secret: string;
  readonly fingerprint: string;
  readonly provenance: { readonly kind: string; readonly [field: string]: unknown };
  readonly related: readonly {
    readonly rule: string;
    readonly path: string;
    readonly start: { line: number; column: number };
  }[];
  readonly details: Readonly<Record<string, string>>;
}

/** Runs with `--format json` and parses the report; throws with everything said when stdout is no JSON. */
export function keysieveJson(args: readonly string[], options: RunOptions): Run & { readonly report: JsonReport } {
  const run = keysieve([...args, '--format', 'json'], options);
  try {
    return { ...run, report: JSON.parse(run.stdout) as JsonReport };
  } catch (cause) {
    throw new Error(`no JSON report (status ${run.status}):\n${run.stdout}\n${run.stderr}`, { cause });
  }
}

/** `path:line:column rule` of every finding, in the report's order: what most tests compare. */
export function places(report: JsonReport): string[] {
  return report.findings.map((f) => `${f.path}:${f.start.line}:${f.start.column} ${f.rule}`);
}
