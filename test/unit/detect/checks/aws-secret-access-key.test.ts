import { describe, expect, it } from 'vitest';
import { checkAwsSecretAccessKey, hasSecretKeyForm } from '#detect/checks/aws-secret-access-key.ts';
import { EXAMPLE_SECRETS } from '../../../support/aws-examples.ts';
import { candidateIn } from '../../../support/candidates.ts';
import { secretKey } from '../../../support/keys.ts';

function verdictOf(secret: string, after = '') {
  return checkAwsSecretAccessKey(candidateIn(`x = ${secret}${after}`, secret)).kind;
}

const SECRET = `+${secretKey().slice(1, -1)}/`;

describe('checkAwsSecretAccessKey', () => {
  it.each([
    ['plain', SECRET],
    ['escaped as in JSON', SECRET.replaceAll('/', '\\/')],
    ['escaped twice', SECRET.replaceAll('/', '\\\\/')],
    ['escaped as in JavaScript', SECRET.replaceAll('+', '\\u002B').replaceAll('/', '\\u002f')],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(SECRET))],
  ])('accepts a secret, %s', (_, written) => {
    expect(verdictOf(written)).toBe('accept');
  });

  it.each([
    ['one character less', SECRET.slice(1)],
    ['one character more', `${SECRET}A`],
    ['one case', SECRET.toLowerCase()],
    ['hex of both cases', '0a1B2c3D4e5F60718293a4b5C6d7E8f90A1b2C3d'],
    ['little entropy', 'AbAbAbAbAcAcAcAcAdAdAdAdAbAbAbAbAcAcAcAc'],
    ['an identifier', 'callFunctionCheckIfDataAlreadyExistsInDb'],
    ['a path', 'src/main/java/com/acme/S3UploadFileTest1'],
  ])('rejects %s', (_, value) => {
    expect(verdictOf(value)).toBe('reject');
  });

  it('rejects what is called like a function', () => {
    expect(verdictOf(SECRET, '(')).toBe('reject');
  });

  it.each([...EXAMPLE_SECRETS, 'x'.repeat(40), `${SECRET.slice(0, 33)}Example`, `${SECRET.slice(0, 34)}uvwxyz`])(
    'excuses %#',
    (value) => {
      expect(verdictOf(value)).toBe('excuse');
    },
  );

  it('knows all but one in ten thousand random secrets', () => {
    const secrets = Array.from({ length: 10_000 }, (_, i) => secretKey(`random ${i}`));
    expect(secrets.filter((secret) => !hasSecretKeyForm(secret)).length).toBeLessThanOrEqual(1);
  });
});
