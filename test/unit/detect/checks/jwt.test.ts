import { describe, expect, it } from 'vitest';
import { jwt } from '#detect/checks/jwt.ts';
import { candidateIn } from '../../../support/candidates.ts';
import { signedToken, token } from '../../../support/key-files.ts';

const check = jwt('');
const verdictOf = (value: string) => check(candidateIn(value, value));

describe('jwt', () => {
  it.each([
    [
      { iss: 'https://Login.acme.dev:8443/x', exp: 0 },
      { issuer: 'login.acme.dev', expires: '1970-01-01T00:00:00Z' },
    ],
    [
      { iss: 'accounts.acme.dev', exp: 1_700_000_000.7 },
      { issuer: 'accounts.acme.dev', expires: '2023-11-14T22:13:20Z' },
    ],
    [{ iss: 'a name with blanks', exp: 'soon' }, {}],
    [{ iss: 17, exp: -1 }, {}],
    [{ exp: 1e300 }, {}],
    [{}, {}],
  ])('says of %j', (payload, details) => {
    expect(verdictOf(token(payload))).toEqual({ kind: 'accept', details: { algorithm: 'HS256', ...details } });
  });

  it.each(['HS384', 'HS512', 'RS256', 'ES256', 'EdDSA'] as const)('takes a signature of %s', (alg) => {
    expect(verdictOf(signedToken(alg, { sub: 1 }))).toEqual({ kind: 'accept', details: { algorithm: alg } });
    expect(verdictOf(signedToken(alg, { sub: 1 }).replace(/.{80,}$/, 'abc'))).toEqual({ kind: 'reject' });
  });

  it.each([
    ['no algorithm', token({}, { typ: 'JWT' })],
    ['the algorithm none', token({}, { alg: 'none' })],
    ['an algorithm that is no text', token({}, { alg: 1 })],
    ['a signature that is too short', token({}).slice(0, -1)],
    ['a signature that is too long', `${token({})}A`],
    ['a payload that is no JSON', token({}).replace(/\..*\./, '.eyJh.')],
    ['a payload that is a list', token([1])],
    ['four segments', `${token({})}.abcd`],
    ['two segments', token({}).replace(/\.[^.]*$/, '')],
  ])('rejects %s', (_, value) => expect(verdictOf(value)).toEqual({ kind: 'reject' }));

  it('shows nothing of an algorithm that is none', () => {
    expect(verdictOf(token({}, { alg: 'a b' }))).toEqual({ kind: 'accept', details: {} });
  });
});
