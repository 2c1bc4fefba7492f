import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createRawParser, hasContent, isAbsent, type RawRecord } from '#git/raw-diff.ts';
import { GitError } from '#model/errors.ts';
import { createRepo, type Repo } from '../../support/repo.ts';

const [A, B, C, NONE] = ['a', 'b', 'c', '0'].map((digit) => digit.repeat(40)) as [string, string, string, string];

function parse(output: string): RawRecord[] {
  const parser = createRawParser();
  const fields = output.split('\0').slice(0, -1);
  return fields.flatMap((field) => parser(Buffer.from(field, 'latin1')) ?? []);
}

const side = (mode: string, object: string) => ({ mode, object });

describe('createRawParser', () => {
  it.each([
    [
      'a change',
      `:100644 100755 ${A} ${B} M\0a b\tc\0`,
      [
        {
          kind: 'entry',
          old: [side('100644', A)],
          new: side('100755', B),
          status: 'M',
          path: { text: 'a b\tc' },
        },
      ],
    ],
    [
      'a rename',
      `:100644 100644 ${A} ${B} R086\0old\0new\0`,
      [
        {
          kind: 'entry',
          old: [side('100644', A)],
          new: side('100644', B),
          status: 'R086',
          path: { text: 'new' },
          oldPath: { text: 'old' },
        },
      ],
    ],
    [
      'a change of a merge',
      `::100644 100644 100755 ${A} ${B} ${C} MM\0a\0`,
      [
        {
          kind: 'entry',
          old: [side('100644', A), side('100644', B)],
          new: side('100755', C),
          status: 'MM',
          path: { text: 'a' },
        },
      ],
    ],
    [
      'a name that is not UTF-8',
      `:000000 100644 ${NONE} ${A} A\0caf\xe9\0`,
      [
        {
          kind: 'entry',
          old: [side('000000', NONE)],
          new: side('100644', A),
          status: 'A',
          path: { text: 'caf\\xe9', bytes: Uint8Array.from([0x63, 0x61, 0x66, 0xe9]) },
        },
      ],
    ],
    ['a commit', `${A}\0`, [{ kind: 'commit', commit: A }]],
  ])('reads %s', (_, output, expected) => expect(parse(output)).toEqual(expected));

  it.each([
    ['a name that looks like an entry', ':100644 100644'],
    ['a name that looks like a commit', A],
    ['a name with a newline', 'a\nb'],
    ['an empty name', ''],
  ])('does not stumble over %s', (_, name) => {
    const records = parse(`:000000 100644 ${NONE} ${A} A\0${name}\0:000000 100644 ${NONE} ${B} A\0next\0`);
    expect(records.map((record) => record.kind === 'entry' && record.path.text)).toEqual([name, 'next']);
  });

  it.each([
    ['a side is missing', `:100644 ${A} ${B} M\0a\0`],
    ['there is no status', `:100644 100644 ${A} ${B}\0a\0`],
    ['an id is cut', `:100644 100644 ${A} ${B.slice(1)} M\0a\0`],
    ['a mode is none', `:file 100644 ${A} ${B} M\0a\0`],
  ])('refuses an entry where %s', (_, output) => {
    expect(() => parse(output)).toThrow(GitError);
  });

  it('takes one name where a merge has a rename on one side', () => {
    const output = `::100644 100644 100644 ${A} ${B} ${C} RM\0new\0::000000 000000 100644 ${NONE} ${NONE} ${A} AA\0next\0${C}\0`;
    expect(parse(output).map((record) => (record.kind === 'entry' ? record.path.text : record.commit))).toEqual([
      'new',
      'next',
      C,
    ]);
  });
});

describe('what real git prints', () => {
  const body = Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join('');

  /** One letter for each side, and the path, of everything that `git ARGS...` prints. */
  function entries(repo: Repo, ...args: readonly string[]): string[] {
    return parse(Buffer.from(repo.git(...args)).toString('latin1')).map((record) =>
      record.kind === 'commit' ? 'commit' : `${record.status.replace(/\d+/, '')} ${record.path.text}`,
    );
  }

  it('of a commit, renames and all', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': body, 'b.txt': 'b\n', 'c.txt': 'c\n' });
    repo.git('mv', 'a.txt', 'z.txt');
    repo.git('rm', '-q', 'c.txt');
    repo.commit({ 'z.txt': `${body}more\n`, 'b.txt': 'changed\n', 'n\tw': 'new\n' });
    const args = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '-M', 'HEAD'];
    expect(entries(repo, ...args)).toEqual(['commit', 'M b.txt', 'D c.txt', 'A n\tw', 'R z.txt']);
  });

  it('of a merge in which one side renamed what the other changed', () => {
    const repo = createRepo();
    repo.commit({ 'a.txt': body });
    repo.git('checkout', '-q', '-b', 'side');
    repo.git('mv', 'a.txt', 'z.txt');
    repo.commit({}, 'rename');
    repo.git('checkout', '-q', 'main');
    repo.commit({ 'a.txt': `${body}more\n` });
    repo.git('merge', '-q', '--no-commit', 'side');
    repo.commit({ 'z.txt': `${body}more\nevil\n`, 'zz.txt': 'new\n' }, 'merge');
    const args = ['diff-tree', '-r', '-c', '-z', '--raw', '--no-abbrev', '-M', 'HEAD'];
    expect(entries(repo, ...args)).toEqual(['commit', 'RM z.txt', 'AA zz.txt']);
  });
});

it.each([
  ['a file', side('100644', A), true, false],
  ['a link', side('120000', A), true, false],
  ['a submodule', side('160000', A), false, false],
  ['nothing', side('000000', NONE), false, true],
  ['nothing, SHA-256', side('000000', '0'.repeat(64)), false, true],
])('%s', (_, one, content, absent) => {
  expect(hasContent(one)).toBe(content);
  expect(isAbsent(one)).toBe(absent);
});
