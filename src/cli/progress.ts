/** The progress line on standard error; gone, or a whole line, before anything else is printed. */

import type { Writable } from 'node:stream';
import type { SingleBar } from 'cli-progress';
import { messageOf } from '#model/errors.ts';
import type { Progress } from '#scan/progress.ts';
import { describeProgress } from './describe-progress.ts';
import type { When } from './options/option-spec.ts';
import { say } from './say.ts';

/** A scan that is over before this needs no progress; `--progress auto` waits for it. */
const PATIENCE_MS = 500;
const LINE_EVERY_MS = 2000;

/** When and where to show progress. */
export interface ProgressOptions {
  readonly when: When;
  readonly stream: Writable;
  readonly isTty: boolean;
  /** Milliseconds from any start. */
  readonly now?: () => number;
}

/** What a scan tells how far it is. */
export interface ProgressDisplay {
  /** Cheap enough to be called for every file. */
  update(progress: Progress): void;
  /** Takes the line away; no more is printed after it. */
  stop(): void;
}

/** `auto` shows something on a terminal only; what is needed for it is loaded when there is something to show. */
export function createProgress(options: ProgressOptions): ProgressDisplay {
  const { when, isTty, now = Date.now } = options;
  if (when === 'never' || (when === 'auto' && !isTty)) return { update() {}, stop() {} };

  const startedMs = now();
  const dueMs = when === 'always' ? 0 : PATIENCE_MS;
  let state: 'waiting' | 'loading' | 'stopped' = 'waiting';
  let bar: SingleBar | undefined;
  let text = '';
  return {
    update(progress) {
      const elapsedMs = now() - startedMs;
      if (elapsedMs < dueMs || state === 'stopped') return;
      text = describeProgress(progress, elapsedMs);
      bar?.update(progress.done, { text });
      if (state !== 'waiting') return;
      state = 'loading';
      loadBar(options).then(
        (loaded) => {
          if (state === 'stopped') return;
          bar = loaded;
          bar.start(0, progress.done, { text });
        },
        // An incomplete installation; the scan itself does not need the package.
        (error: unknown) => say({ stderr: options.stream }, `no progress is shown: ${messageOf(error)}`),
      );
    },
    stop() {
      state = 'stopped';
      bar?.stop();
    },
  };
}

async function loadBar({ stream, isTty }: ProgressOptions): Promise<SingleBar> {
  const { default: cliProgress } = await import('cli-progress');
  return new cliProgress.SingleBar({
    stream: stream as NodeJS.WriteStream,
    format: '{text}',
    clearOnComplete: true,
    noTTYOutput: !isTty,
    notTTYSchedule: LINE_EVERY_MS,
    // Both change the state of the terminal, which a killed process could not restore.
    linewrap: true,
    hideCursor: false,
  });
}
