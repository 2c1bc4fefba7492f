/** What values are: references, made up, of another form, random, chosen; and what names say of them. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLabel } from '#detect/values/label.ts';
import { isMadeUp } from '#detect/values/made-up.ts';
import { kindOfName, nameWords } from '#detect/values/name-words.ts';
import { hasOtherForm, isNumberedIdentifier } from '#detect/values/other-form.ts';
import { isChosenPassword, isRandom } from '#detect/values/randomness.ts';
import { isReference } from '#detect/values/reference.ts';
import { candidateIn } from '../../../support/candidates.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';

/** What people make of the names of accounts, and of any word with a number of their own. */
const NUMBERED = [
  ['adm', 'in123'],
  ['r00t', 'Pa55'],
  ['Tiger#', '4258'],
  ['Foobar-', '42587!'],
  ['test', '4711'],
].map((parts) => parts.join(''));

/** Random values of an alphabet. */
function randomOf(alphabet: string, length: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((all) => all.join(''));
}

/** How many of 500 random values do not count, the same in every run. */
function lost(alphabet: string, length: number): number {
  const values = fc.sample(randomOf(alphabet, length), { numRuns: 500, seed: 7 });
  return values.filter((value) => !isRandom(value)).length;
}

describe('names', () => {
  it.each([
    ['password', 'password'],
    ['DB_PASSWORD', 'password'],
    ['spring.datasource.password', 'password'],
    ['userPassword2', 'password'],
    ['smtpPass', 'password'],
    ['dbPw', 'password'],
    ['mysql_root_passwd', 'password'],
    ['apiKey', 'secret'],
    ['X-Api-Key', 'secret'],
    ['clientSecret', 'secret'],
    ['github_token', 'secret'],
    ['privateKey', 'secret'],
    ['passwordSalt', 'salt'],
    ['nonce', 'salt'],
    ['key', 'key'],
    ['passwordFile', 'nothing'],
    ['password_hash', 'nothing'],
    ['tokenType', 'nothing'],
    ['secretName', 'nothing'],
    ['publicKey', 'nothing'],
    ['cacheKey', 'nothing'],
    ['next_token', 'nothing'],
    ['bypass', 'nothing'],
    ['compass', 'nothing'],
    ['author', 'nothing'],
    ['keyboard', 'nothing'],
    ['monkey', 'nothing'],
    ['startingToken', 'nothing'],
    ['--change-token', 'nothing'],
    ['authenticity_token', 'nothing'],
    ['existingSecret', 'nothing'],
    ['oauth2_authentication_csrf', 'nothing'],
    ['buildAuthString', 'nothing'],
    ['change_password', 'password'],
    ['encryptedClientSecret', 'nothing'],
    ['encryptionKey', 'secret'],
    ['device_token', 'secret'],
  ])('%s: %s', (name, kind) => {
    const text = `let ${name} = "value"`;
    expect(kindOfName(nameWords(candidateIn(text, 'value', name)))).toBe(kind);
  });

  it('are read whole from any place in them', () => {
    expect(nameWords(candidateIn('a.dbPassword = "v"', 'v', 'Password'))).toEqual(['a', 'db', 'password']);
  });
});

describe('references', () => {
  it.each(['$X', '{{ x }}', '%PATH%', '<your value>', '{password}', 'x-%s-y', 'f(1)', 'os.environ["X"]', 'ENC[x]'])(
    '%s is one',
    (value) => expect(isReference(value)).toBe(true),
  );
  it.each(['a8f3kq0zr7', 'Pa$$w0rd-X', '100%sure', 'a{b'])('%s is none', (value) => {
    expect(isReference(value)).toBe(false);
  });
});

describe('made up', () => {
  it.each([
    'password',
    'Password123',
    'p4ssw0rd',
    'changeMe!',
    'your-api-key',
    'xxxx-xxxx',
    'aaaa',
    'testsecret',
    'abcDEF1gh2',
    '',
  ])('%j is', (value) => expect(isMadeUp(value)).toBe(true));
  it.each([...NUMBERED, 'dragonfly', 'a8f3kq0zr7', 'Winter-Wolf-9', 'abcdefg7'])('%s is not', (value) =>
    expect(isMadeUp(value)).toBe(false),
  );
});

describe('other forms', () => {
  it.each([
    '123e4567-e89b-12d3-a456-426614174000',
    '/etc/passwd',
    'src/main/java',
    'C:\\Users',
    'https://acme.dev/a',
    'secret.json',
    'a@acme.dev',
    'com.acme.Token',
    '1.2.3-beta.1',
    '2024-01-31T10:00:00Z',
    '3600',
    '15m',
    '0xdeadbeef',
    '#ff00aa',
    'MAX_TOKEN_LENGTH',
    'sha256',
    'AES-256-CBC',
    'sha512-abcdef',
    '[a-z]+',
    'a => b',
    '{"a":1}',
    '1511.v2e3cb_0008ef0',
    '*LOCKED*',
    '20101008T000000Z',
    '-initialSnapshot',
    'input[name=',
    '#token{value',
    '-Dmaven.test.skip=false',
    'vpp_rkrga=format=bgra:afbc=1',
    'pulumi:providers:mongodbatlas',
    'acme%2F20220513%2Fus-east-1%2Fsqs%2Faws4_request',
    'eyJhbGciOiJIUzI1NiJ9.$payload.lqzULA_U3YzEl_',
    'b1bc3b3cd352f68d79d7).join(sep',
    'a1)](https://acme.dev/b',
    'acme-sftp-ssh-secret',
    '+tc.desc+',
  ])('%s', (value) => expect(hasOtherForm(value)).toBe(true));

  it.each([
    'a8f3kq0zr7',
    'k3Jx9Qm2Zr7Wp5Lt',
    'ab/cd+ef12==',
    'dragonfly',
    'Summer-2024!',
    'ab=cd+ef12:gh',
    '-k3Jx9Qm2',
    'acme:k3Jx9Qm2',
    '*k3Jx9Qm2',
  ])('%s is none', (value) => {
    expect(hasOtherForm(value)).toBe(false);
  });
});

describe('random values', () => {
  it.each([
    ['letters and digits', `${LOWER}${LOWER.toUpperCase()}0123456789`, 12, 25],
    ['letters and digits', `${LOWER}${LOWER.toUpperCase()}0123456789`, 20, 5],
    ['small letters and digits', `${LOWER}0123456789`, 12, 10],
    ['small letters', LOWER, 16, 10],
    ['base32', `${LOWER.toUpperCase()}234567`, 16, 10],
    ['hexadecimal digits', '0123456789abcdef', 32, 5],
  ])('%s, %#: few are lost', (_, alphabet, length, most) => {
    expect(lost(alphabet, length)).toBeLessThanOrEqual(most);
  });

  it.each([
    'configuration',
    'getAccessTokenFromRequest',
    'org_apache_commons_logging',
    'correct horse battery staple',
    '0000000000000000',
    '1234567890abcdef',
    'abcabcabcabcabc',
    'short1',
    'x-forwarded-for',
  ])('%s is none', (value) => expect(isRandom(value)).toBe(false));
});

describe('chosen passwords', () => {
  it.each(['Wolf99!', 'letmein77', 'blue-Sky4', 'Tr0ub4dor&3'])('%s', (value) => {
    expect(isChosenPassword(value)).toBe(true);
  });
  it.each(['dragonfly', '12345678', 'a1', 'pass_1', 'two words 2', 'f(x1)', 'a: 1b', 'x'.repeat(41)])(
    '%s is none',
    (value) => expect(isChosenPassword(value)).toBe(false),
  );
});

describe('what rejects names and words', () => {
  const BASE62 = `${LOWER}${LOWER.toUpperCase()}0123456789`;

  it.each([12, 16, 24, 40])('rejects next to no random value of %d letters and digits', (length) => {
    const values = fc.sample(randomOf(BASE62, length), { numRuns: 2000, seed: 7 }).filter(isRandom);
    const rejected = values.filter((value) => [isLabel, isNumberedIdentifier, isReference].some((test) => test(value)));
    expect(rejected.length).toBeLessThanOrEqual(2);
  });

  it.each([
    'Gebruikerswachtwoord',
    'Jelsz\\u00f3',
    'Kata sandi',
    'Mot de passe',
    'SSHキーが確認できません。',
    'Neomezeně',
  ])('takes %s for a label', (value) => expect(isLabel(value)).toBe(true));
  it.each(['Wachtwoord1', 'Heslo!', 'Summer', 'Straße7', 'zwölf-Äpfel-9', 'thousand island cats and ice'])(
    'does not take %s for one',
    (value) => expect(isLabel(value)).toBe(false),
  );

  it.each(['AmqpV1Credentials', 'microsoftOAuth2Api', 'epv1Total', 'Auth0AuthJsMfaClient'])(
    'takes %s for the name of a type or a thing',
    (value) => expect(isNumberedIdentifier(value)).toBe(true),
  );
  it.each(['Summer2024', 'summer24', 'aB3dE9fG2hJ5', 'Client'])('does not take %s for one', (value) =>
    expect(isNumberedIdentifier(value)).toBe(false),
  );
});
