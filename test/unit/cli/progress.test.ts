/** The progress line: when there is one, what it says, and that it leaves nothing behind. */

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { describeProgress } from '#cli/describe-progress.ts';
import { createProgress, type ProgressOptions } from '#cli/progress.ts';
import { Kept } from './streams.ts';

describe('describeProgress', () => {
  it.each([
    [{ kind: 'files', done: 3, bytes: 5000 }, 100, '3 files · 5.0 kB'],
    [{ kind: 'files', done: 3, bytes: 5000 }, 1000, '3 files · 5.0 kB · 5.0 kB/s'],
    [
      { kind: 'objects', done: 1000, total: 4000, bytes: 2_000_000 },
      2000,
      '1,000 of 4,000 objects (25%) · 2.0 MB · 1.0 MB/s · 6.0 s left',
    ],
    [{ kind: 'objects', done: 0, total: 4000, bytes: 0 }, 2000, '0 of 4,000 objects (0%) · 0 B · 0 B/s'],
    [{ kind: 'objects', done: 9, total: 9, bytes: 9 }, 1000, '9 of 9 objects (100%) · 9 B · 9 B/s'],
    [{ kind: 'objects', done: 10, total: 9, bytes: 9 }, 1000, '10 objects · 9 B · 9 B/s'],
    [{ kind: 'files', done: 0, total: 0, bytes: 0 }, 1000, '0 files · 0 B · 0 B/s'],
  ] as const)('%j after %i ms: %s', (progress, elapsedMs, text) => {
    expect(describeProgress(progress, elapsedMs)).toBe(text);
  });
});

/** Runs a scan of some steps on a clock of its own and returns what was printed. */
async function printed(fields: Pick<ProgressOptions, 'when' | 'isTty'>, stepMs: number): Promise<string> {
  const stream = Object.assign(new Kept(), { isTTY: fields.isTty, columns: 40 });
  let time = 0;
  const progress = createProgress({ ...fields, stream, now: () => time });
  for (let done = 1; done <= 20; done++) {
    time += stepMs;
    progress.update({ kind: 'files', done, total: 20, bytes: done * 1000 });
    await sleep(5);
  }
  progress.stop();
  progress.update({ kind: 'files', done: 21, total: 20, bytes: 0 });
  await sleep(5);
  return stream.text;
}

describe('createProgress', () => {
  it.each([
    ['never', true, 1000],
    ['auto', false, 1000],
    ['auto', true, 20],
  ] as const)('%s, terminal %s, %i ms a file: prints nothing', async (when, isTty, stepMs) => {
    expect(await printed({ when, isTty }, stepMs)).toBe('');
  });

  it('shows one line on a terminal, no wider than it, and clears it', async () => {
    const text = await printed({ when: 'auto', isTty: true }, 400);
    expect(text).toContain('of 20 files');
    expect(text).not.toContain('\n');
    expect(text.endsWith('\x1b[2K')).toBe(true);
    // Line wrapping and the cursor are left as they were: a killed process could not restore them.
    expect(text).not.toMatch(/\x1b\[\?(7|25)l/);
  });

  it('prints whole lines where there is no terminal', async () => {
    const text = await printed({ when: 'always', isTty: false }, 400);
    expect(text).toMatch(/^(\d+ of 20 files [^\x1b\n]*\n)+$/);
  });
});
