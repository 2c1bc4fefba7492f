import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { meantBy, type PlainFinding, talismanChecksum } from '#import/accept-places.ts';
import type { AcceptedPlace } from '#import/imported.ts';

const finding = (secret: string, from: number, rest: Partial<PlainFinding> = {}): PlainFinding => ({
  rule: 'jwt',
  path: 'a.ts',
  from,
  to: from,
  secret,
  isExcused: false,
  ...rest,
});

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

/** The secrets that an entry means among the findings of its file, or why none. */
function secretsMeant(entry: Partial<AcceptedPlace>, findings: readonly PlainFinding[]): readonly string[] | string {
  const meant = meantBy({ at: 'x:1', path: 'a.ts', ...entry }, findings);
  return 'why' in meant ? meant.why : meant.findings.map(({ secret }) => secret);
}

const KEY = `-----BEGIN EC ${'PRIVATE'} KEY-----\nx`;
const OTHER = `-----BEGIN EC ${'PRIVATE'} KEY-----\ny`;
const HEADER = { kind: 'sha1', hash: sha1(`BEGIN EC ${'PRIVATE'} KEY`) } as const;

describe('an entry means', () => {
  const two = [finding('first-secret', 3), finding('second-secret', 9)];
  it.each([
    [
      'the secret that it names, on whatever line',
      { secret: { kind: 'value', text: 'second-secret' }, line: 3 },
      two,
      ['second-secret'],
    ],
    [
      'the secret of its hash',
      { secret: { kind: 'sha1', hash: sha1('first-secret') }, line: 80 },
      two,
      ['first-secret'],
    ],
    [
      'a secret that is cut more tightly here',
      { secret: { kind: 'value', text: '"first-secret"' } },
      two,
      ['first-secret'],
    ],
    [
      'one that is cut with its signs here',
      { secret: { kind: 'value', text: 'a-secret' } },
      [finding('=a-secret=', 3)],
      ['=a-secret='],
    ],
    ['the one finding on its line', { line: 9 }, two, ['second-secret']],
    ['a finding whose lines hold its line', { line: 5 }, [finding('x', 3, { to: 7 })], ['x']],
    [
      'of several on its line the one of its rule',
      { line: 3, rule: 'npm' },
      [finding('x', 3), finding('y', 3, { rule: 'npm' })],
      ['y'],
    ],
    ['everything in a file', { wholeFile: { checksum: '' } }, two, ['first-secret', 'second-secret']],
    ['the private key of a header', { secret: HEADER, line: 80 }, [finding(KEY, 3)], [KEY]],
    [
      'of several private keys the one on its line',
      { secret: HEADER, line: 9 },
      [finding(KEY, 3), finding(OTHER, 9)],
      [OTHER],
    ],
  ] as const)('%s', (_, entry, findings, expected) => expect(secretsMeant(entry, findings)).toEqual(expected));

  it.each([
    ['another secret on its line', { secret: { kind: 'value', text: 'old-secret' }, line: 3 }, two, 'no finding'],
    ['another hash on its line', { secret: { kind: 'sha1', hash: sha1('old') }, line: 3 }, two, 'no finding'],
    ['a short text that many secrets hold', { secret: { kind: 'value', text: 'secret' }, line: 3 }, two, 'no finding'],
    ['another line', { line: 4 }, two, 'nothing on this line'],
    ['no line at all', {}, two, 'nothing on this line'],
    ['several on its line', { line: 3, rule: 'x' }, [finding('x', 3), finding('y', 3)], 'several findings'],
    [
      'several private keys on other lines',
      { secret: HEADER, line: 1 },
      [finding(KEY, 3), finding(OTHER, 9)],
      'no finding',
    ],
  ] as const)('nothing where there is %s', (_, entry, findings, why) => {
    expect(secretsMeant(entry, findings)).toContain(why);
  });
});

it('computes the checksum of talisman: hashes of nothing, of the content and of the name, hashed once more', () => {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  expect(talismanChecksum('a/b.txt', new TextEncoder().encode('hello'))).toBe(
    hash(hash('') + hash('hello') + hash('a/b.txt')),
  );
});

it('does not take a longer secret that begins with the known one for it', () => {
  const entry = { at: 'there', path: 'a', line: 3, secret: { kind: 'value', text: 'first-secret' } } as const;
  expect(meantBy(entry, [finding('first-secret-renewed', 3)])).toEqual({
    at: 'there',
    why: 'no finding of keysieve has this secret there',
  });
});
