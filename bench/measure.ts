/** Runs commands as whole processes and measures them: wall time, peak memory, output. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A command to be timed. */
export interface Command {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Statuses that mean that it did its work. */
  readonly expected: readonly number[];
  /** Done before every run and not timed. */
  readonly prepare?: () => void;
  /** Name of the command that its time is compared with. */
  readonly comparedWith?: string;
}

/** One run of a command. */
export interface Sample {
  readonly milliseconds: number;
  /** Of the largest process of the run, in KiB; absent where the system cannot say. */
  readonly peakKib?: number;
  readonly outputBytes: number;
  readonly status: number;
}

/** All runs of one command, without the warm-up. */
export interface Measured {
  readonly command: Command;
  readonly samples: readonly Sample[];
}

/**
 * Runs all commands in turn, once unmeasured and then `runs` times; each round begins with another command, so that
 * what the machine does beside meets all of them alike. Throws when a command does not do its work.
 */
export async function measure(
  commands: readonly Command[],
  runs: number,
  memoryFile: string,
  onRound: (round: number) => void,
): Promise<readonly Measured[]> {
  const timer = findTimer();
  const samples = commands.map((): Sample[] => []);
  for (let round = 0; round <= runs; round++) {
    onRound(round);
    for (let step = 0; step < commands.length; step++) {
      const index = (step + round) % commands.length;
      const command = commands[index];
      if (command === undefined) continue;
      const sample = await runOnce(command, timer, memoryFile);
      if (round > 0) samples[index]?.push(sample);
    }
  }
  return commands.map((command, index) => ({ command, samples: samples[index] ?? [] }));
}

/** GNU time, which asks the kernel for the peak memory of what it ran; node cannot ask for that of its children. */
function findTimer(): string | undefined {
  const program = '/usr/bin/time';
  const probe = spawnSync(program, ['-q', '-f', '%M', process.execPath, '-e', '0'], { encoding: 'utf8' });
  return probe.status === 0 && /^\d+\s*$/.test(probe.stderr) ? program : undefined;
}

async function runOnce(command: Command, timer: string | undefined, memoryFile: string): Promise<Sample> {
  command.prepare?.();
  const words = [command.program, ...command.args];
  const [program = '', ...args] = timer === undefined ? words : [timer, '-q', '-f', '%M', '-o', memoryFile, ...words];
  const started = performance.now();
  const child = spawn(program, args, { cwd: command.cwd, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  const { status, outputBytes, errors } = await ended(child);
  const milliseconds = performance.now() - started;
  if (!command.expected.includes(status)) {
    throw new Error(`${command.name} ended in ${status}: ${words.join(' ')}\n${errors}`);
  }
  const peakKib = timer === undefined ? Number.NaN : Number(readFileSync(memoryFile, 'utf8').trim().split('\n').at(-1));
  return { milliseconds, outputBytes, status, ...(Number.isFinite(peakKib) ? { peakKib } : {}) };
}

/** A hook that runs the benchmark must not redirect git. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GIT_|NODE_OPTIONS$)/.test(name)));
}

interface Ended {
  readonly status: number;
  readonly outputBytes: number;
  /** The beginning of what was said on standard error. */
  readonly errors: string;
}

/** Output is counted and thrown away. */
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
    child.on('close', (code, signal) => {
      if (code === null) reject(new Error(`ended by ${signal ?? 'a signal'}\n${errors}`));
      else resolve({ status: code, outputBytes, errors });
    });
  });
}
