import { describe, expect, it } from 'vitest';
import { runWithin, TimeLimitReached } from '#detect/budget.ts';
import { DetectError, UsageError } from '#model/errors.ts';

/** Takes longer than any test: each letter doubles the ways to read the text. */
const endless = (): boolean => /^(?:a+)+$/.test(`${'a'.repeat(60)}b`);

describe('runWithin', () => {
  it('gives what the task gives', () => expect(runWithin(1000, () => [1, 2])).toEqual([1, 2]));

  it('stops a regular expression that is running', () => {
    expect(() => runWithin(50, endless)).toThrow(TimeLimitReached);
  });

  it('stops a loop', () => {
    expect(() =>
      runWithin(50, () => {
        for (;;);
      }),
    ).toThrow(TimeLimitReached);
  });

  it('raises an error of ours that says the limit', () => {
    expect(() => runWithin(50, endless)).toThrow(DetectError);
    expect(() => runWithin(50, endless)).toThrow('stopped after 50 ms');
  });

  it('runs the next task after one that it stopped', () => {
    expect(() => runWithin(50, endless)).toThrow();
    expect(runWithin(1000, () => 'next')).toBe('next');
  });

  it.each([
    ['an error', new UsageError('no')],
    ['an error that looks at first like a timeout', new Error('Script execution timed out after 50ms')],
    ['what is no error', 'text'],
    ['null', null],
    ['undefined', undefined],
  ])('hands on %s that the task throws', (_, thrown) => {
    let caught: unknown = 'nothing';
    try {
      runWithin(1000, () => {
        throw thrown;
      });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(thrown);
  });

  it('can be used inside of a task', () => {
    expect(runWithin(1000, () => [runWithin(500, () => 'inner'), 'outer'])).toEqual(['inner', 'outer']);
  });

  it('keeps what a stopped task had done', () => {
    const done: number[] = [];
    expect(() =>
      runWithin(50, () => {
        done.push(1);
        return endless();
      }),
    ).toThrow(TimeLimitReached);
    expect(done).toEqual([1]);
  });
});
