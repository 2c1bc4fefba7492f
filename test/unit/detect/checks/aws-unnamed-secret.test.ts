import { describe, expect, it } from 'vitest';
import { checkAwsUnnamedSecret } from '#detect/checks/aws-unnamed-secret.ts';
import { candidateIn } from '../../../support/candidates.ts';
import { secretKey, sessionToken } from '../../../support/keys.ts';

const S = secretKey();
const LINE = `${secretKey('b')}${secretKey('c')}`;

describe('checkAwsUnnamedSecret', () => {
  it.each([
    ['a field of CSV', `id,${S}\r\n`],
    ['an argument', `("id", "${S}")`],
    ['the whole text', S],
    ['under a name that says nothing', `value: "${S}"`],
    ['a line of its own', `id\n${S}\n`],
    ['a line of its own before a session token', `id\n${S}\n${sessionToken()}\n`],
    ['a line above a long line of words', `${S}\n${'words and '.repeat(100)}\n`],
  ])('accepts %s', (_, text) => {
    expect(checkAwsUnnamedSecret(candidateIn(text, S)).kind).toBe('accept');
  });

  it.each([
    ['SRI', `integrity="sha512-${S}"`],
    ['go.sum', `v1.0.0 h1:${S}`],
    ['a data URI', `data:font/woff;base64,${S}`],
    ['a public SSH key', `ssh-rsa ${S}`],
    ['an ETag', `ETag: "${S}"`],
    ['a cache key', `cacheKey = '${S}'`],
    ['a checksum in escaped JSON', `\\"check-sum\\": \\"${S}\\"`],
    ['a public key', `"public_key" => "${S}"`],
    ['a name of somebody else', `client_secret: ${S}`],
    ['the end of wrapped base64', `${LINE.slice(0, 64)}\n${S}\n-----END X-----\n`],
    ['the start of wrapped base64', `  "${S}"\n  "${LINE.slice(0, 40)}"\n`],
    ['wrapped base64 in source code', `x = "${LINE.slice(0, 76)}" +\n    "${S}";\n`],
    ['a function', `${S}(1)`],
  ])('rejects %s', (_, text) => {
    expect(checkAwsUnnamedSecret(candidateIn(text, S)).kind).toBe('reject');
  });

  it('rejects ciphertext of KMS', () => {
    const text = `AQICA${S.slice(5)}`;
    expect(checkAwsUnnamedSecret(candidateIn(text, text)).kind).toBe('reject');
  });
});
