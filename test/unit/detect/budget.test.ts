import { describe, expect, it } from 'vitest';
import { runEachWithin, runWithin, TimeLimitReached } from '#detect/budget.ts';
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

describe('runEachWithin', () => {
  it('gives what each task gives, or what it throws, in their order', () => {
    const broken = new UsageError('no');
    const tasks = [
      () => 1,
      () => {
        throw broken;
      },
      () => 3,
    ];
    expect(runEachWithin(1000, tasks)).toEqual([{ value: 1 }, { error: broken }, { value: 3 }]);
    expect(runEachWithin(1000, [])).toEqual([]);
  });

  it('stops the tasks that take too long, and none of the others', () => {
    const outcomes = runEachWithin<number | boolean>(100, [() => 1, endless, () => 2, endless, endless, () => 3]);
    const stopped = { error: expect.any(TimeLimitReached) as unknown };
    expect(outcomes).toEqual([{ value: 1 }, stopped, { value: 2 }, stopped, stopped, { value: 3 }]);
  });

  it('gives each task the whole time', () => {
    const busy = (): string => {
      const end = performance.now() + 150;
      while (performance.now() < end);
      return 'done';
    };
    expect(runEachWithin(400, [busy, busy, busy, busy, busy])).toEqual(Array(5).fill({ value: 'done' }));
  });
});
