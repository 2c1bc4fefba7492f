import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createDetector, type DetectResult, detect } from '#detect/detect.ts';
import type { Rejection } from '#detect/judge.ts';
import type { Chunk } from '#model/chunk.ts';
import type { Match } from '#model/match.ts';
import type { Rule } from '#model/rule.ts';
import { compiledOf, ruleOf } from '../../support/rule-data.ts';

function chunkOf(content: string | Uint8Array, rest: Partial<Chunk> = {}): Chunk {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { bytes, origin: { kind: 'file', path: { text: 'a.txt' } }, ...rest };
}

function detectWith(rules: readonly Rule[], content: string | Uint8Array, rest: Partial<Chunk> = {}): DetectResult {
  return detect(chunkOf(content, rest), compiledOf(rules));
}

/** `line:column-line:column rule secret` of each match. */
function described(matches: readonly Match[]): string[] {
  return matches.map(
    ({ start, end, rule, secret }) => `${start.line}:${start.column}-${end.line}:${end.column} ${rule} ${secret}`,
  );
}

describe('matches', () => {
  it('have positions, offset, excerpt and what the regex matched', () => {
    const rule = ruleOf('r', 'key=(\\w+)', { secretGroup: 1 });
    expect(detectWith([rule], 'one\r\nmy key=abc;\r\nthree').matches).toEqual([
      {
        rule: 'r',
        secret: 'abc',
        matched: 'key=abc',
        offset: 12,
        start: { line: 2, column: 8 },
        end: { line: 2, column: 11 },
        excerpt: { text: 'my key=abc;', column: 1, comments: [] },
        severity: 'high',
        details: {},
      },
    ]);
  });

  it('count from where a piece of a longer content starts', () => {
    const start = { line: 7, column: 11 };
    const { matches } = detectWith([ruleOf('r', 'x\\d')], 'ax1\nx2', { start });
    expect(described(matches)).toEqual(['7:12-7:14 r x1', '8:1-8:3 r x2']);
    expect(matches[0]?.excerpt).toEqual({ text: 'ax1', column: 11, comments: [] });
  });

  it('go on over lines', () => {
    const { matches } = detectWith([ruleOf('r', 'x[^y]*y')], 'a\n x\n\n  y');
    expect(described(matches)).toEqual(['2:2-4:4 r x\n\n  y']);
    expect(matches[0]?.excerpt).toEqual({ text: ' x', column: 1, comments: [] });
  });

  it('are ordered by offset, then by rule', () => {
    const rules = [ruleOf('z', 'a'), ruleOf('b', 'b|a'), ruleOf('a', 'b')];
    expect(described(detectWith(rules, 'ab').matches)).toEqual([
      '1:1-1:2 b a',
      '1:1-1:2 z a',
      '1:2-1:3 a b',
      '1:2-1:3 b b',
    ]);
  });

  it('are left out below the entropy that the rule asks for', () => {
    const rule = ruleOf('r', '\\w{8}', { entropy: 2.5 });
    expect(described(detectWith([rule], 'aaaabbbb abcdefgh').matches)).toEqual(['1:10-1:18 r abcdefgh']);
  });

  it('show no more of a long line than the part around them', () => {
    const text = `${'a'.repeat(50_000)} x1 ${'b'.repeat(50_000)}`;
    const [match] = detectWith([ruleOf('r', 'x\\d')], text).matches;
    expect(match?.start).toEqual({ line: 1, column: 50_002 });
    const { text: shown = '', column = 0 } = match?.excerpt ?? {};
    expect(shown.length).toBe(4096);
    expect(shown).toBe(text.slice(column - 1, column - 1 + 4096));
    expect(shown.slice(50_002 - column, 50_004 - column)).toBe('x1');
  });
});

describe('which rules run', () => {
  const anchored = ruleOf('anchored', '[a-z]+\\d', { keywords: ['Key'] });

  it('is by keyword, in any case', () => {
    expect(detectWith([anchored], 'a1 kEy').matches).toHaveLength(1);
    expect(detectWith([anchored], 'a1 ke').matches).toEqual([]);
  });

  it('is by keyword, in its own case where that counts', () => {
    const rule = { ...anchored, caseSensitiveKeywords: true };
    expect(detectWith([rule], 'a1 Key').matches).toHaveLength(1);
    expect(detectWith([rule], 'a1 key').matches).toEqual([]);
  });

  it('is by any of several keywords, and each rule runs once', () => {
    const rule = { ...anchored, keywords: ['one', 'two'] };
    expect(detectWith([rule], 'a1 two').matches).toHaveLength(1);
    expect(detectWith([rule], 'a1 two one').matches).toHaveLength(1);
  });

  it('is every text for a rule without keywords', () => {
    expect(detectWith([ruleOf('r', 'a1')], 'a1').matches).toHaveLength(1);
  });

  it('is by a run of value bytes that is long enough', () => {
    const rule = ruleOf('r', 'a1', { keywords: ['a1'], valueRun: 10 });
    expect(detectWith([rule], 'a1 123456789').matches).toEqual([]);
    expect(detectWith([rule], 'a1 1234567890').matches).toHaveLength(1);
  });

  it.each([
    ['as it is written', 'CLÉ', 'CLÉ=x1', 'utf8'],
    ['in another case', 'clé', 'CLÉ=x1', 'utf8'],
    ['in another encoding', 'clé', 'clé=x1', 'latin1'],
    ['without any ASCII', 'é', 'É x1', 'latin1'],
  ] as const)('is by a keyword beyond ASCII %s', (_, keyword, text, encoding) => {
    const rule = ruleOf('r', 'x\\d', { keywords: [keyword] });
    expect(detectWith([rule], Buffer.from(text, encoding)).matches).toHaveLength(1);
  });
});

describe('encodings', () => {
  const rule = ruleOf('r', 'é\\d', { keywords: ['key'] });
  const text = 'key\r\n😀 é1';

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16LE without a mark', Buffer.from(text.repeat(3), 'utf16le')],
    ['UTF-16BE without a mark', Buffer.from(text.repeat(3), 'utf16le').swap16()],
  ])('%s gives the same positions', (_, bytes) => {
    expect(described(detectWith([rule], bytes).matches)[0]).toBe('2:4-2:6 r é1');
    expect(createDetector(compiledOf([rule])).mayMatch(bytes)).toBe(true);
  });

  it('Latin-1 is what is no UTF-8', () => {
    const bytes = Buffer.from('key\n\xff é1', 'latin1');
    expect(described(detectWith([rule], bytes).matches)).toEqual(['2:3-2:5 r é1']);
  });

  it('a mark is no column', () => {
    expect(described(detectWith([ruleOf('r', 'x\\d')], '\ufeffx1').matches)).toEqual(['1:1-1:3 r x1']);
  });

  it('an empty content has nothing', () => {
    expect(detectWith([ruleOf('r', '^$|x*')], '')).toEqual({ matches: [], problems: [] });
  });
});

describe('a rule that cannot be run to its end', () => {
  const endless = ruleOf('endless', '^(?:a+)+$', { builtIn: false, safety: { kind: 'unproved', why: 'test' } });
  const attack = `${'a'.repeat(60)}b x1`;

  it('is said, and the others run', () => {
    const { matches, problems } = detectWith([endless, ruleOf('r', 'x\\d')], attack);
    expect(described(matches)).toEqual(['1:63-1:65 r x1']);
    expect(problems.map(({ message }) => message)).toEqual([
      'rule endless could not be run to its end here: stopped after 1001 ms; make its regex simpler or give it bounds',
    ]);
  });

  it('is left out after the third time, and that is said for every content', () => {
    const detector = createDetector(compiledOf([endless]));
    const messages = Array.from({ length: 5 }, () => detector.detect(chunkOf(attack)).problems[0]?.message ?? '');
    expect(messages.map((message) => message.includes('was not run here'))).toEqual([false, false, false, true, true]);
  });

  it('is said without a word of the content', () => {
    const { problems } = detectWith([endless], attack);
    expect(problems[0]?.message).not.toContain('aaa');
  });

  it('is no reason to lose 20,000 matches, nor to leave a quick rule out of other contents', () => {
    const detector = createDetector(compiledOf([ruleOf('r', 'x\\d')]));
    for (let times = 0; times < 4; times++) {
      const { matches, problems } = detector.detect(chunkOf('x1'.repeat(20_005)));
      expect(matches.length).toBeGreaterThanOrEqual(20_000);
      expect(problems[0]?.message).toContain('more than 20000');
    }
    expect(detector.detect(chunkOf('x1'))).toMatchObject({ problems: [] });
    expect(detector.detect(chunkOf('x1')).matches).toHaveLength(1);
  });
});

describe('mayMatch', () => {
  const { mayMatch } = createDetector(compiledOf([ruleOf('r', 'a1', { keywords: ['key'] })]));

  it.each([
    ['bytes without a keyword', 'kex', false],
    ['bytes with one', 'a KEY', true],
  ])('%s', (_, text, expected) => expect(mayMatch(Buffer.from(text))).toBe(expected));

  it('is true of everything when a rule has no keyword', () => {
    expect(createDetector(compiledOf([ruleOf('r', 'a1')])).mayMatch(Buffer.from('x'))).toBe(true);
  });
});

describe('matchPath', () => {
  const { regex: _, ...rest } = ruleOf('key-file', '');
  const rule: Rule = { ...rest, path: { source: '\\.pem$', flags: '' } };

  it('finds a file by its name alone', () => {
    const { matchPath } = createDetector(compiledOf([rule]));
    expect(described(matchPath({ text: 'a/b.pem' }).matches)).toEqual(['1:1-1:1 key-file ']);
    expect(matchPath({ text: 'a/b.pem.txt' })).toEqual({ matches: [], problems: [] });
  });

  it('does not try rules that also look at content', () => {
    const both = ruleOf('both', 'x', { path: { source: 'pem', flags: '' } });
    expect(createDetector(compiledOf([both])).matchPath({ text: 'a.pem' }).matches).toEqual([]);
  });

  it('says a pattern that does not come to its end', () => {
    const slow: Rule = { ...rule, builtIn: false, path: { source: '^(?:a+)+$', flags: '' } };
    const { matches, problems } = createDetector(compiledOf([slow])).matchPath({ text: `${'a'.repeat(60)}b` });
    expect(matches).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});

describe('what is rejected', () => {
  const rule = ruleOf('r', 'key=(\\w+)', { secretGroup: 1, entropy: 1, validate: ['not-hex', 'luhn'] });

  it.each([
    ['x\nkey=aaaa', 'entropy'],
    ['x\nkey=12ab', 'not-hex'],
    ['x\nkey=wxyz', 'luhn'],
  ])('is told of %j, with place and reason', (text, by) => {
    const told: Rejection[] = [];
    const detector = createDetector(compiledOf([rule]), (rejection) => told.push(rejection));
    expect(detector.detect(chunkOf(text)).matches).toEqual([]);
    const range = { start: { line: 2, column: 5 }, end: { line: 2, column: 9 } };
    expect(told).toEqual([{ rule: 'r', secret: text.slice(-4), ...range, by }]);
  });

  it('is not told of what is found', () => {
    const told: Rejection[] = [];
    const detector = createDetector(compiledOf([ruleOf('r', 'a1')]), (rejection) => told.push(rejection));
    expect(detector.detect(chunkOf('a1')).matches).toHaveLength(1);
    expect(told).toEqual([]);
  });
});
