/** Lines that patterns match, in both readings: that of grep for named files, and that of `git grep` for what git lists. */

import { describe, expect, it } from 'vitest';
import type { LinePattern } from '#git-secrets/compile-pattern.ts';
import { createLineMatcher, type LineOutcome } from '#git-secrets/line-matcher.ts';
import { compileForFiles, compileForTrees } from '#git-secrets/read-settings.ts';
import { RulesError } from '#model/errors.ts';

function registered(patterns: readonly string[]) {
  return patterns.map((pattern, index) => ({
    name: `pattern ${index + 1}`,
    text: Buffer.from(pattern).toString('latin1'),
  }));
}

function outcomeOf(content: string | Uint8Array, patterns: readonly LinePattern[]): LineOutcome {
  const matcher = createLineMatcher(patterns);
  let outcome: LineOutcome = { hits: [] };
  matcher.submit(Buffer.from(content), (settled) => {
    outcome = settled;
  });
  matcher.flush();
  return outcome;
}

function numbersIn(content: string | Uint8Array, patterns: readonly LinePattern[]): readonly number[] {
  const outcome = outcomeOf(content, patterns);
  return 'hits' in outcome ? outcome.hits.map(({ number }) => number) : [];
}

describe('a match stands between words', () => {
  it.each<[string, readonly string[], string | Uint8Array, readonly number[]]>([
    ['no part of a word', ['me'], 'mesa\nfoo.me\n"me"\n_me\nme1\nMe\n', [2, 3]],
    ['shorter at the same place', ['fo+-?b*'], 'foo-bb_\nfoox\n', [1]],
    ['later in the line', ['ab+'], 'abx abb\nabx\n', [1]],
    ['letters beyond ASCII are no word', ['me'], 'émeé\n', [1]],
    ['a byte is a character', ['^.{2}$'], 'é\nab\nabc\n', [1, 2]],
    ['bytes repeat, not letters', ['é*x'], Buffer.from('\xc3x\nx\n\xc3\xa9\xa9x\n', 'latin1'), [1, 3]],
    ['edges of lines', ['^a$'], 'a\nab\n a\n', [1]],
    ['a carriage return is a character', ['a$', '^b.$'], 'a\r\nb\r\n', [2]],
    ['a last line without an end', ['me'], 'x\nme', [2]],
    ['a blank in a pattern', ['foo bar'], 'foo\nbar\nfoo bar\n', [3]],
    ['several lines of one value', ['foo\nbar'], 'foo\nx\nbar\n', [1, 3]],
    ['a repetition without an end', ['key *= *.+'], 'key=1\nkeys=1\nkey =\n', [1]],
    ['a back reference', ['(a|b)-\\1'], 'a-a\na-b\n', [1]],
  ])('%s', (_, patterns, content, numbers) => {
    const forms = [compileForTrees(registered(patterns)), compileForFiles(registered(patterns))];
    expect(forms.map((form) => numbersIn(content, form))).toEqual([numbers, numbers]);
  });
});

describe('an empty match', () => {
  it.each<[string, readonly string[], readonly number[], readonly number[]]>([
    ['of a pattern alone', [''], [], [2, 3, 5]],
    ['before another', ['', 'zz'], [], [2, 3, 5]],
    ['as what a pattern may match', ['z*'], [], [2, 3, 5]],
    ['as what a pattern may match, with more beside it', ['[#z]*'], [5], [2, 3, 5]],
  ])('%s', (_, patterns, inTree, inFile) => {
    const content = 'foo bar\n\n  \nx.y\n# x\n';
    expect(numbersIn(content, compileForTrees(registered(patterns)))).toEqual(inTree);
    expect(numbersIn(content, compileForFiles(registered(patterns)))).toEqual(inFile);
  });
});

describe('hits', () => {
  it('have the text of their lines, each once, in order', () => {
    const patterns = compileForFiles(registered(['me', 'you', '[0-9]+', '[a-z]+ me']));
    expect(outcomeOf('7 me\nx\nyou 8 me me\n\n9', patterns)).toEqual({
      hits: [
        { number: 1, text: '7 me' },
        { number: 3, text: 'you 8 me me' },
        { number: 5, text: '9' },
      ],
    });
  });

  it('are none in nothing', () => {
    expect(numbersIn('', compileForFiles(registered(['', 'a*'])))).toEqual([]);
    expect(numbersIn('me\n', [])).toEqual([]);
  });
});

describe('patterns', () => {
  it.each(['(', 'a{2,1}', '[b'])('%s is named where it is none', (pattern) => {
    expect(() => compileForTrees(registered(['fine', pattern]))).toThrow(RulesError);
    expect(() => compileForTrees(registered(['fine', pattern]))).toThrow(/^pattern 2: /);
  });

  it('are named when they run over their time', () => {
    const slow = compileForFiles(registered(['fine', '(a|a)*(a|a)*b']));
    expect(outcomeOf(`${'a'.repeat(60)}!\n`, slow)).toEqual({
      failure: expect.stringMatching(/^pattern 2 was stopped after/),
    });
  });
});
