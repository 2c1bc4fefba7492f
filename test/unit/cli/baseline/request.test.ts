import { describe, expect, it } from 'vitest';
import { parseBaselineRequest } from '#cli/baseline/request.ts';
import { parseFast } from '#cli/parse-fast.ts';
import { UsageError } from '#model/errors.ts';

const parse = (...words: readonly string[]) => parseBaselineRequest(parseFast(['baseline', ...words]), '/somewhere');

describe('a baseline command', () => {
  it('has the scan that it decides by, under the trust of the person at the keyboard', () => {
    const { action, request, acceptance, operands } = parse('create', '--reason', ' a\nb ', 'src', '--any-path');
    expect({ action, operands, acceptance }).toEqual({
      action: 'create',
      operands: [],
      acceptance: { reason: 'a b', anyPath: true },
    });
    expect(request.scan).toMatchObject({ form: 'paths', paths: ['src'], trust: 'worktree', ownKeys: false });
  });

  it.each([
    ['merge', ['a', 'b']],
    ['explain', ['3', 'src/a.ts']],
  ])('%s has operands that are no paths to scan', (action, operands) => {
    const parsed = parse(action, ...operands);
    expect(parsed.operands).toEqual(operands);
    expect(parsed.request.scan.paths).toEqual([]);
  });

  it.each([
    ['no action', [], /what to do with the baseline\?/],
    ['an unknown action', ['crate'], /unknown action "crate".*create/],
    ['no reason', ['create'], /baseline create needs --reason/],
    ['no reason', ['update', '--staged'], /baseline update needs --reason/],
    ['an empty reason', ['create', '--reason', ' '], /the reason is empty/],
    ['a date that is none', ['create', '--reason', 'x', '--until', '2027-02-30'], /--until 2027-02-30: is no date/],
    ['a day that is over', ['create', '--reason', 'x', '--until', '2020-01-01'], /that day is over/],
    ['an author that ends early', ['create', '--reason', 'x', '--author', 'a because b'], /the author holds/],
    [
      'a reason for what needs none',
      ['prune', '--reason', 'x'],
      /--reason does not belong to the command baseline prune/,
    ],
    ['changes for prune', ['prune', '--staged'], /changes alone do not show/],
    ['nothing to merge', ['merge'], /needs the files to join/],
  ])('is refused with %s', (_, words, message) => {
    expect(() => parse(...words)).toThrow(UsageError);
    expect(() => parse(...words)).toThrow(message);
  });
});
