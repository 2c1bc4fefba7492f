/** The checks that look at the value alone: one table, an entry of `validate` and what it says of a value. */

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '#detect/checks/crc32.ts';
import { decodeBase64, decodeJsonObject } from '#detect/checks/decode-base64.ts';
import { checksOf } from '#detect/rule-checks.ts';
import { candidateIn } from '../../../support/candidates.ts';
import { ruleOf } from '../../../support/rule-data.ts';

function verdictOf(entry: string, value: string) {
  const [check] = checksOf(ruleOf('r', 'x', { validate: [entry] }));
  return check?.(candidateIn(`x = ${value};`, value));
}

/** 32 characters of base62, random and the same in every run. */
function random(seed: string, length = 32): string {
  const digits = createHash('sha512').update(seed).digest('base64').replace(/[+/=]/g, '');
  return digits.slice(0, length);
}

const UUID = '123e4567-e89b-12d3-a456-426614174000';

describe.each([
  ['min-entropy:3', ['abcdefgh', 'aabbccddeeffgghh'], ['', 'aaaaaaaa', 'abcdefg']],
  ['min-entropy:2.5', ['abcdef'], ['aabbcc']],
  ['character-classes:2', ['aA', 'a1', '1-', 'aA1_'], ['a', 'aaa', '12', '']],
  ['character-classes:4', ['aA1_', 'aA1~', 'aA1!'], ['aA1', 'aA1é', 'aA1 ']],
  ['alphabet:base32', ['ABC234567', 'ABCDE==='], ['ABC1', 'abc', '']],
  ['alphabet:base58', ['123abcXYZ'], ['0', 'O', 'I', 'l']],
  ['alphabet:base62', ['09azAZ'], ['a-b', 'a+b']],
  ['alphabet:base64', ['ab+/', 'ab=='], ['ab-_', 'ab===', '=ab']],
  ['alphabet:base64url', ['ab-_', 'ab=='], ['ab+/']],
  ['alphabet:digits', ['0123'], ['12a']],
  ['alphabet:hex', ['09af', '09AF'], ['aF', 'g']],
  [
    'forbid-words',
    [random('a'), random('b', 20), '8f3kq0zr7xw2'],
    ['correct-horse-battery-staple', 'MySecretPassword', 'there is no secret here'],
  ],
  ['not-hex', ['12g', random('c')], ['deadBEEF', '0x12', '#fff', '1234']],
  ['not-uuid', [UUID.slice(1), `${UUID}0`, random('d')], [UUID, UUID.toUpperCase(), `{${UUID}}`, `urn:uuid:${UUID}`]],
  [
    'not-path',
    [random('e'), `${random('f', 20)}/${random('g', 19)}`, `/${random('h')}`, 'a=b'],
    [
      './a',
      '../a/b',
      '~/x',
      'C:\\Users',
      'https://a.b/c?d=e',
      'config/prod.yaml',
      'src/main/java',
      'home\\user\\file.tar.gz',
    ],
  ],
  [
    'not-identifier',
    [random('i'), random('j', 24), '', 'p4ssw0rd!', 'a b'],
    [
      'process.env.ACCESS_TOKEN',
      'getAccessToken()',
      'DATABASE_PASSWORD',
      'settings::secret',
      "config['secret_token']",
      'this.service?.token',
      'service-account-name',
    ],
  ],
  [
    'luhn',
    ['4111 1111 1111 1111', '79927398713', '0000', '18'],
    ['4111111111111112', '79927398710', '', '1', '4111-1111a'],
  ],
  [
    'discord-bot-token',
    [`${Buffer.from('198622483471925248').toString('base64url')}.a.b`],
    ['', '.', 'MTk4', `${Buffer.from('1986224834').toString('base64url')}.a.b`, `${random('l')}.a.b`],
  ],
  [
    'base64-json',
    [
      Buffer.from('{"a":1}').toString('base64'),
      Buffer.from('{"a":"ÿþ?"}').toString('base64url'),
      'eyJhIjoiPz8/Pz8\\/In0',
    ],
    ['', 'abcd', '{"a":1}', Buffer.from('[1]').toString('base64'), 'eyJh'],
  ],
])('%s', (entry, accepted, rejected) => {
  it.each(accepted)('accepts %s', (value) => expect(verdictOf(entry, value)).toEqual({ kind: 'accept' }));
  it.each(rejected)('rejects %s', (value) => expect(verdictOf(entry, value)).toEqual({ kind: 'reject' }));
});

describe('stopwords', () => {
  it.each([
    ['stopwords:example,test', 'an-EXAMPLE-key', 'excuse'],
    ['stopwords:example,test', 'latest', 'excuse'],
    ['stopwords:example, test', 'exampl-tes', 'accept'],
  ])('%s of %s: %s', (entry, value, kind) => expect(verdictOf(entry, value)?.kind).toBe(kind));

  it('names the word and not the value', () => {
    expect(verdictOf('stopwords:test', 'xtestx')).toEqual({ kind: 'excuse', reason: 'stopword: it contains "test"' });
  });
});

describe('placeholder', () => {
  it.each([
    '<your-token>',
    `\${TOKEN}`,
    `acme_\${TOKEN}`,
    '$(cat token)',
    '$TOKEN',
    '{{ .Values.token }}',
    '#{token}',
    '<%= token %>',
    '%TOKEN%',
    '%(token)s',
    '%s',
  ])('%s never was a value', (value) => expect(verdictOf('placeholder', value)).toEqual({ kind: 'reject' }));

  it.each([
    'acme_EXAMPLE12345678',
    'xxxxxxxxxxxxxxxx',
    'acme_XXXX',
    'abcdefghijklmnop',
    'a1b2c3111111',
    'your-api-key-here',
    'YOUR_SECRET_TOKEN',
    'my-secret-key',
    'changeme123',
    'CHANGE_ME',
    'fake-token-1',
    'dummy_value',
    'placeholder',
    'qwerty123',
    'zASDFGH1',
    'abababab',
    'abcabcabcabc',
    'AK...4F',
    '********',
  ])('%s is made up', (value) => {
    expect(verdictOf('placeholder', value)).toEqual({
      kind: 'excuse',
      reason: expect.stringMatching(/^(placeholder|documented example): /),
    });
  });

  it('takes none of ten thousand random values for one', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => random(`value ${i}`));
    expect(values.filter((value) => verdictOf('placeholder', value)?.kind !== 'accept').length).toBeLessThanOrEqual(1);
  });
});

describe('random values', () => {
  it.each(['forbid-words', 'not-path', 'not-identifier', 'not-hex'])(
    '%s loses at most a few of ten thousand',
    (entry) => {
      const values = Array.from({ length: 10_000 }, (_, i) => random(`any ${i}`));
      expect(values.filter((value) => verdictOf(entry, value)?.kind !== 'accept').length).toBeLessThanOrEqual(8);
    },
  );
});

/** CRC-32 bit by bit, as its definition has it. */
function plainCrc32(bytes: Uint8Array): number {
  let register = 0xffffffffn;
  for (const byte of bytes) {
    register ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) register = register & 1n ? (register >> 1n) ^ 0xedb88320n : register >> 1n;
  }
  return Number(register ^ 0xffffffffn);
}

describe('crc32', () => {
  it.each([
    ['', 0],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j is the published value', (text, sum) => expect(crc32(text)).toBe(sum));

  it('is the sum that the definition gives', () => {
    const ascii = fc.string({ unit: 'grapheme-ascii', maxLength: 60 });
    fc.assert(fc.property(ascii, (text) => crc32(text) === plainCrc32(Buffer.from(text))));
  });
});

describe('crc32-base62', () => {
  /** A token of our own, with a checksum by the oracle. */
  const tokenOf = (prefix: string, body: string, length: number): string => {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    let sum = '';
    for (let rest = plainCrc32(Buffer.from(body)); rest > 0; rest = Math.floor(rest / 62))
      sum = digits[rest % 62] + sum;
    return `${prefix}${body}${sum.padStart(length, '0')}`;
  };

  it('accepts every token with its sum and no other', () => {
    const body = fc.string({ unit: fc.constantFrom(...'abcXYZ0189'), minLength: 1, maxLength: 40 });
    const prefix = fc.constantFrom('', 'acme_', 'x-', 'a_b_');
    fc.assert(
      fc.property(
        prefix,
        body,
        fc.integer({ min: 6, max: 8 }),
        fc.constantFrom(...'abZ9'),
        (before, text, length, letter) => {
          const token = tokenOf(before, text, length);
          expect(verdictOf(`crc32-base62:${length}`, token)?.kind).toBe('accept');
          const changed = `${before}${letter}${token.slice(before.length + 1)}`;
          expect(verdictOf(`crc32-base62:${length}`, changed)?.kind).toBe(changed === token ? 'accept' : 'reject');
        },
      ),
    );
  });

  it('agrees with a token that was published as an example of the format', () => {
    const token = [['gh', 'p'].join(''), ['zQWBuTSOoRi4A9spHcVY5', 'ncnsDkxkJ', '0mLq17'].join('')].join('_');
    expect(verdictOf('crc32-base62:6', token)?.kind).toBe('accept');
    expect(verdictOf('crc32-base62:6', token.replace(/7$/, '8'))?.kind).toBe('reject');
  });

  it('is graded by another check: a wrong sum is info', () => {
    const token = tokenOf('acme_', random('sum', 30), 6);
    expect(verdictOf('graded-crc32-base62:6', token)).toEqual({ kind: 'accept' });
    expect(verdictOf('graded-crc32-base62:6', token.replace(/_./, '_-'))).toEqual({
      kind: 'accept',
      severity: 'info',
      details: { checksum: 'wrong' },
    });
  });

  it.each(['', 'a', 'abcdef', '_abcdef'])('rejects %j, which has nothing to sum', (value) => {
    expect(verdictOf('crc32-base62:6', value)?.kind).toBe('reject');
  });
});

describe('decoders', () => {
  it('decodeBase64 gives what was encoded, in both alphabets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
        expect([...(decodeBase64(Buffer.from(bytes).toString('base64')) ?? [])]).toEqual([...bytes]);
        expect([...(decodeBase64(Buffer.from(bytes).toString('base64url')) ?? [])]).toEqual([...bytes]);
      }),
    );
  });

  it.each(['', 'a', 'ab c', 'a+_b', 'abcde', '='])('decodeBase64 has nothing for %j', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });

  it.each([
    ['{"a":1}', { a: 1 }],
    ['[1]', undefined],
    ['1', undefined],
    ['null', undefined],
    ['{', undefined],
  ])('decodeJsonObject of %j', (json, value) => {
    expect(decodeJsonObject(Buffer.from(json).toString('base64url'))).toEqual(value);
  });
});
