/** Runs commands as whole processes in turn and measures them: wall time, peak memory, output. */

import { messageOf } from '#model/errors.ts';
import { type Probe, type RunnableCommand, runProcess, type Sample } from './run-process.ts';

/** A command to be timed. */
export interface Command extends RunnableCommand {
  /** Unique among those that are measured together. */
  readonly name: string;
  /** Done before every run and not timed. */
  readonly prepare?: () => void;
  /** Names of the commands that it is held against; its ratio is that to the first. */
  readonly comparedWith?: readonly string[];
}

/** All runs of one command, without the warm-up. `failure` says why they ended early. */
export interface Measured {
  readonly command: Command;
  readonly samples: readonly Sample[];
  readonly failure?: string;
}

/** How often, and with what. */
export interface MeasureOptions {
  readonly runs: number;
  /** One run of each first that does not count. */
  readonly warmUp: boolean;
  readonly probe: Probe;
  /** Round 0 is the warm-up. */
  readonly onRound: (round: number) => void;
}

/**
 * Runs all commands in turn, as often as was asked for; each round begins with another command, so that what the machine
 * does beside meets all of them alike. A command that does not do its work is not run again.
 */
export async function measure(commands: readonly Command[], options: MeasureOptions): Promise<readonly Measured[]> {
  const samples = commands.map((): Sample[] => []);
  const failures = new Map<Command, string>();
  for (let round = options.warmUp ? 0 : 1; round <= options.runs; round++) {
    options.onRound(round);
    for (const [index, command] of rotated([...commands.entries()], round)) {
      if (failures.has(command)) continue;
      try {
        command.prepare?.();
        const sample = await runProcess(command, options.probe);
        if (round > 0) samples[index]?.push(sample);
      } catch (error) {
        failures.set(command, messageOf(error));
      }
    }
  }
  return commands.map((command, index) => {
    const failure = failures.get(command);
    return { command, samples: samples[index] ?? [], ...(failure === undefined ? {} : { failure }) };
  });
}

/** The list from element `by` on, and then what is before it. */
export function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const from = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(from), ...list.slice(0, from)];
}
