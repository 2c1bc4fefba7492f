/** What the numbers were measured on. */

import { spawnSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** Facts that a reader of the numbers asks for. */
export interface Machine {
  readonly node: string;
  readonly git: string;
  /** Absent where ripgrep is not on PATH. */
  readonly ripgrep?: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryMib: number;
  /** Processes that wanted to run in the last minute, on average; 0 on Windows, which does not say. */
  readonly load: number;
}

/** More than this and something else runs beside. */
const BUSY_LOAD = 0.5;

/** Asks the system, git and ripgrep. */
export function describeMachine(): Machine {
  const ripgrep = firstLine('rg');
  return {
    node: process.version,
    git: firstLine('git') ?? 'unknown',
    ...(ripgrep === undefined ? {} : { ripgrep }),
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryMib: Math.round(totalmem() / 2 ** 20),
    load: loadavg()[0] ?? 0,
  };
}

/** One line, and a second where the numbers are not to be trusted. */
export function formatMachine({ node, git, ripgrep, cores, processor, memoryMib, load }: Machine): string {
  const programs = [`node ${node}`, git, ripgrep ?? 'no ripgrep'].join(', ');
  const line = `${programs}; ${cores} cores of ${processor}, ${memoryMib} MiB; load ${load.toFixed(2)}`;
  const warning = `warning: a load above ${BUSY_LOAD} when the benchmark begins: something else takes time from what is measured`;
  return load > BUSY_LOAD ? `${line}\n${warning}` : line;
}

function firstLine(program: string): string | undefined {
  const run = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return run.status === 0 ? run.stdout.split('\n')[0] : undefined;
}
