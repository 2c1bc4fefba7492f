/** One run of one command as a process: how long, how much memory, how much output. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What is run. */
export interface RunnableCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Statuses that mean that it did its work. */
  readonly expected: readonly number[];
  /** Ended when it runs longer; default: never. */
  readonly limitMs?: number;
}

/** What was measured. */
export interface Sample {
  readonly milliseconds: number;
  /** Of the largest process of the run, in KiB; absent where the system cannot say. */
  readonly peakKib?: number;
  readonly outputBytes: number;
  readonly status: number;
}

/** What measures, and the environment of what is measured. */
export interface Probe {
  /** GNU time, where it is installed. */
  readonly timer: string | undefined;
  /** File that it writes to. */
  readonly memoryFile: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** GNU time, which asks the kernel for the peak memory of what it ran; node cannot ask for that of its children. */
export function findTimer(): string | undefined {
  const program = '/usr/bin/time';
  const probe = spawnSync(program, ['-q', '-f', '%M', process.execPath, '-e', '0'], { encoding: 'utf8' });
  return probe.status === 0 && /^\d+\s*$/.test(probe.stderr) ? program : undefined;
}

/** Rejects when the command ends in another way than it should, with what it said. */
export async function runProcess(command: RunnableCommand, { timer, memoryFile, environment }: Probe): Promise<Sample> {
  const words = [command.program, ...command.args];
  const [program = '', ...args] = timer === undefined ? words : [timer, '-q', '-f', '%M', '-o', memoryFile, ...words];
  const started = performance.now();
  const child = spawn(program, args, {
    cwd: command.cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that the limit ends what the timer runs and not only the timer.
    detached: command.limitMs !== undefined,
  });
  const { status, outputBytes, errors } = await withLimit(child, command.limitMs);
  const milliseconds = performance.now() - started;
  if (!command.expected.includes(status)) throw new Error(`ended in ${status}: ${words.join(' ')}\n${errors}`.trim());
  const peakKib = timer === undefined ? Number.NaN : Number(readFileSync(memoryFile, 'utf8').trim().split('\n').at(-1));
  return { milliseconds, outputBytes, status, ...(Number.isFinite(peakKib) ? { peakKib } : {}) };
}

interface Ended {
  readonly status: number;
  readonly outputBytes: number;
  /** The beginning of what was said on standard error. */
  readonly errors: string;
}

async function withLimit(child: ChildProcess, limitMs: number | undefined): Promise<Ended> {
  if (limitMs === undefined) return ended(child);
  let isOver = false;
  const clock = setTimeout(() => {
    isOver = true;
    killGroup(child);
  }, limitMs);
  // Ctrl-C reaches the group of the terminal only.
  const interrupt = (): void => {
    killGroup(child);
    process.exit(130);
  };
  process.once('SIGINT', interrupt);
  try {
    const result = await ended(child);
    if (isOver) throw new Error(`ran longer than ${limitMs / 1000} s`);
    return result;
  } finally {
    clearTimeout(clock);
    process.off('SIGINT', interrupt);
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
}

/** Output is counted and thrown away. A signal gives the status that a shell gives it, 128 and more. */
function ended(child: ChildProcess): Promise<Ended> {
  let outputBytes = 0;
  let errors = '';
  child.stdout?.on('data', (piece: Buffer) => {
    outputBytes += piece.length;
  });
  child.stderr?.on('data', (piece: Buffer) => {
    if (errors.length < 2000) errors += piece.toString('utf8');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ status: code ?? 128, outputBytes, errors }));
  });
}
