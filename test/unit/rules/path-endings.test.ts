/** What is proved of the ends of paths: on what it says, a file's name alone decides whether a rule is tried. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathEndings } from '#rules/path-endings.ts';
import { translateRe2 } from '#rules/re2.ts';

const endings = (source: string, flags = ''): readonly string[] | undefined =>
  pathEndings({ source, flags })?.map(({ text, folded }) => (folded ? `${text}/i` : text));

describe('the ends of paths', () => {
  it.each<[source: string, flags: string, expected: readonly string[] | undefined]>([
    ['\\.p12$', '', ['.p12']],
    ['\\.P12$', 'i', ['.p12/i']],
    ['(?:^|/)id_[rd]sa$', '', ['id_rsa', 'id_dsa']],
    ['\\.p(?:12|fx)$', '', ['.p12', '.pfx']],
    ['\\.keys?$', '', ['.key', '.keys']],
    ['(?:^|/)config/(?:master|credentials/[a-z_]{1,40})\\.key$', '', ['.key']],
    ['(?:^|/)\\.aws/credentials$', '', ['credentials']],
    ['a$|b$', '', ['a', 'b']],
    ['\\.p12', '', undefined],
    ['\\.p12$|secret', '', undefined],
    ['config/$', '', undefined],
    ['[a-z]+$', '', undefined],
    ['$', '', undefined],
    ['\\.p12$', 'm', undefined],
    ['(?=\\.p12$)', '', undefined],
  ])('of %s with flags "%s" are %j', (source, flags, expected) => {
    expect(endings(source, flags)).toEqual(expected);
  });

  it('are those of what stands for a pattern of RE2', () => {
    const { source, flags } = translateRe2('(?i)\\.(?:p12|pfx)$');
    expect(endings(source, flags)).toEqual(['.p12/i', '.pfx/i']);
  });
});

it('is what every path that matches ends in', () => {
  const part = fc.constantFrom(
    'a',
    'b',
    '/',
    '.',
    '[ab]',
    '(?:a|/b)',
    'a?',
    '(?:ab){1,2}',
    '.*',
    '(?=b)',
    '\\b',
    '(b)',
  );
  const sources = fc.array(fc.array(part, { maxLength: 4 }), { minLength: 1, maxLength: 2 });
  const paths = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '/', '.'), maxLength: 6 });
  let proved = 0;
  fc.assert(
    fc.property(sources, fc.constantFrom('', 'i'), fc.array(paths, { minLength: 20 }), (parts, flags, tried) => {
      const source = parts.map((one) => `${one.join('')}$`).join('|');
      const known = pathEndings({ source, flags });
      if (known === undefined) return;
      proved++;
      for (const path of tried.filter((one) => new RegExp(source, flags).test(one))) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        const ends = known.some(({ text, folded }) => (folded ? name.toLowerCase() : name).endsWith(text));
        expect({ source, flags, path, ends }).toEqual({ source, flags, path, ends: true });
      }
    }),
    { numRuns: 3000 },
  );
  expect(proved).toBeGreaterThan(300);
});
