import { describe, expect, it } from 'vitest';
import type { Answer } from '#cli/baseline/prompt.ts';
import { walk } from '#cli/baseline/walk.ts';

/** Walks through `questions` with these answers and reasons; tells everything that was done, in order. */
async function walked(
  questions: readonly string[],
  answers: readonly Answer[],
  reasons: readonly (string | undefined)[],
) {
  const done: string[] = [];
  const left = [...answers];
  const words = [...reasons];
  const decide = (what: string) => async () => void done.push(`undo ${what}`);
  const result = await walk(
    questions,
    {
      ask: async () => left.shift() ?? 'quit',
      async askReason(usual) {
        done.push(`reason (${usual})`);
        return words.shift();
      },
    },
    {
      show: (question, index) => void done.push(`${index} ${question}`),
      view: (question) => void done.push(`view ${question}`),
      edit: (question) => void done.push(`edit ${question}`),
      async accept(question, reason) {
        done.push(`accept ${question}: ${reason}`);
        return decide(question);
      },
      async callReal(question) {
        done.push(`real ${question}`);
        return decide(question);
      },
    },
  );
  return { done, result };
}

describe('an audit', () => {
  it('goes from question to question and counts', async () => {
    const { done, result } = await walked(['a', 'b', 'c', 'd'], ['false', 'real', 'skip', 'quit'], ['known']);
    expect(done).toEqual(['0 a', 'reason ()', 'accept a: known', '1 b', 'real b', '2 c', '3 d']);
    expect(result).toEqual({ accepted: 1, real: 1, skipped: 1, left: 1 });
  });

  it('goes back and takes answers back, the last one first, not further than the first question', async () => {
    const answers = ['real', 'false', 'back', 'back', 'back', 'skip', 'skip', 'skip'] as const;
    const { done, result } = await walked(['a', 'b', 'c'], answers, ['known']);
    const forth = ['0 a', 'real a', '1 b', 'reason ()', 'accept b: known', '2 c'];
    const back = ['undo b', '1 b', 'undo a', '0 a', '0 a'];
    expect(done).toEqual([...forth, ...back, '1 b', '2 c']);
    expect(result).toEqual({ accepted: 0, real: 0, skipped: 3, left: 0 });
  });

  it('takes an answer back in the middle', async () => {
    const { done, result } = await walked(['a', 'b'], ['false', 'back', 'real', 'skip'], ['known']);
    expect(done).toEqual(['0 a', 'reason ()', 'accept a: known', '1 b', 'undo a', '0 a', 'real a', '1 b']);
    expect(result).toEqual({ accepted: 0, real: 1, skipped: 1, left: 0 });
  });

  it('looks closer without deciding, and asks again where no reason is given', async () => {
    const { done, result } = await walked(['a'], ['view', 'edit', 'false', 'false'], [undefined, 'known']);
    expect(done).toEqual(['0 a', 'view a', 'edit a', 'reason ()', '0 a', 'reason ()', 'accept a: known']);
    expect(result).toEqual({ accepted: 1, real: 0, skipped: 0, left: 0 });
  });

  it('offers the last reason again', async () => {
    const { done } = await walked(['a', 'b'], ['false', 'false'], ['known', 'known']);
    expect(done).toContain('reason (known)');
  });
});
