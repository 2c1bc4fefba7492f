/** Everything of the process that a command may touch, handed in so that tests can run one without a process. */

import type { Readable, Writable } from 'node:stream';

/** The process as commands see it. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Whether somebody can be asked; reading it opens standard input. */
  readonly stdinIsTty?: boolean;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  /** Width of the terminal in columns, where there is one. */
  readonly columns: number | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** The effective user, where users are numbers. */
  readonly userId?: number | undefined;
  /** Absolute. Reading it throws UsageError when the current directory was deleted. */
  readonly cwd: string;
  /** Calls back at the first SIGINT or SIGTERM; the second ends the process. */
  onInterrupt(callback: () => void): void;
}
