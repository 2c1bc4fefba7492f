/** The checks on passwords: what may be one, what stands for one, and where it was found. */

import { describe, expect, it } from 'vitest';
import { PUBLISHED_VALUES } from '#detect/checks/published-values.ts';
import { checksOf } from '#detect/rule-checks.ts';
import { candidateIn } from '../../../support/candidates.ts';
import { ruleOf } from '../../../support/rule-data.ts';

function verdictIn(entry: string, text: string, value: string) {
  const [check] = checksOf(ruleOf('r', 'x', { validate: [entry] }));
  return check?.(candidateIn(text, value));
}

const accepts = (entry: string, value: string): boolean => verdictIn(entry, `x = ${value};`, value)?.kind === 'accept';

/** Assembled here, so that no scanner takes this file for a place where it is used. */
const WEAK = ['Sum', 'mer2024!'].join('');

const ESCAPED = ['kR7%23', 'pq%21'].join('');

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('password', () => {
  it.each([WEAK, 'kR7#pq', 'correct-horse-battery', 'tr0ub4dor&3', 'a$b$c1d', 'zwölf-Äpfel', '9f8e7d6c'])(
    'accepts %s',
    (value) => expect(accepts('password', value)).toBe(true),
  );

  it.each([
    [
      'slots',
      ['$PASSWORD', `\${PASSWORD}`, '$(pass show db)', '{{ password }}', '<%= pw %>', '%s', '%(password)s', '{pw}'],
    ],
    [
      'slots of other tools',
      ['%DB_PASS%', '<password>', '@db.password@', '__PASSWORD__', ':password', '$[[ inputs.pw ]]'],
    ],
    ['look-ups', ['process.env.DB_PASSWORD', "os.environ['PW']", 'getenv("PW")', 'config.password', 'args.password']],
    ['stores', ['ENC[AES256_GCM,data:x]', '!vault', '!Ref Password', 'op://vault/item', '{{resolve:ssm:x}}']],
    ['calls', ['getPassword()', 'fmt.Sprintf(x)', '$this->password()']],
    [
      'words for a password',
      ['password', 'Passw0rd', 'P@ssw0rd', 'secret', 'changeme', 'my-secret', 'test1234', 'root'],
    ],
    ['made-up ones', ['xxxxxxxx', '********', '....', 'your_password_here', 'REDACTED', 'examplepass', 'aaaaaaaa']],
    ['what is too short', ['', 'a', 'abc']],
  ])('rejects %s', (_, values) => {
    expect(values.filter((value) => accepts('password', value))).toEqual([]);
  });

  it('excuses what documentation publishes', () => {
    const [published = ''] = PUBLISHED_VALUES.keys();
    expect(verdictIn('password', published, published)).toMatchObject({ kind: 'excuse' });
  });
});

describe('url-password', () => {
  const severityOf = (url: string): string | undefined => {
    const secret = /:([^:/]*)@/.exec(url)?.[1] ?? '';
    const verdict = verdictIn('url-password', `url = ${url}`, secret);
    return verdict?.kind === 'accept' ? (verdict.severity ?? 'as the rule says') : verdict?.kind;
  };

  it.each([
    ['a host that somebody has', `postgres://shop:${WEAK}@db.acme.dev/shop`, 'as the rule says'],
    ['an address', `redis://:${WEAK}@10.1.2.3:6379`, 'as the rule says'],
    ['percent encoding', `amqp://shop:${ESCAPED}@mq.acme.dev`, 'as the rule says'],
    [
      'a percent sign that begins nothing',
      `amqp://shop:${ESCAPED.replaceAll('2', '')}@mq.acme.dev`,
      'as the rule says',
    ],
    ['localhost', `postgres://shop:${WEAK}@localhost/shop`, 'low'],
    ['a service of compose', `postgres://shop:${WEAK}@db/shop`, 'low'],
    ['a reserved host', `postgres://shop:${WEAK}@db.example.com/shop`, 'reject'],
    ['the name of the user', `postgres://grafana:grafana@db.acme.dev/x`, 'reject'],
    ['a placeholder', 'postgres://user:password@db.acme.dev/x', 'reject'],
    ['an encoded placeholder', 'postgres://user:%3Cpassword%3E@db.acme.dev/x', 'reject'],
    ['a port', 'http://proxy:8080@x.acme.dev', 'reject'],
  ])('%s', (_, url, expected) => expect(severityOf(url)).toBe(expected));
});

describe('a token in the place of the user', () => {
  const token = ['k2v9x4t7m1q8', 'z3b6n5w0r7d2'].join('');

  it.each([
    ['random', token, 'accept'],
    ['words', 'administrator-of-the-shop', 'reject'],
  ])('%s: %s', (_, value, kind) => {
    const text = `git clone https://${value}@git.acme.dev/shop.git`;
    expect(verdictIn('url-password', text, value)?.kind).toBe(kind);
  });
});

describe('passphrase', () => {
  it.each([
    ['words of a list', 'marble lantern orchid walnut'],
    ['capitalised words of a list', 'Marble Lantern Orchid Walnut'],
    ['groups of four', 'kqzv xbwj mtpr hgdl'],
    ['a digit and a sign', 'Kite 47 & wind!'],
    ['digits inside of a word', 'tr0ub4dor walrus'],
  ])('accepts %s', (_, value) => expect(accepts('passphrase', value)).toBe(true));

  it.each([
    ['a label', 'Enter your password'],
    ['a rule', 'Must be at least 8 characters!'],
    ['a sentence', 'mot de passe perdu'],
    ['short words', 'one two six ten'],
    ['words that groups of four are', 'this must have been'],
    ['a reference', `\${DB_PASSWORD} lantern orchid walnut`],
    ['one word', 'marble'],
  ])('rejects %s', (_, value) => expect(accepts('passphrase', value)).toBe(false));
});

describe('base64', () => {
  it.each([
    ['basic-credentials', `shop:${WEAK}`, true],
    ['basic-credentials', `shop:${WEAK}\n`, true],
    ['basic-credentials', 'user:password', false],
    ['basic-credentials', 'shop', false],
    ['basic-credentials', `:${WEAK}`, false],
    ['basic-credentials', 'shop:\u0001\u0002\u0003\u0004', false],
    ['encoded-password', WEAK, true],
    ['encoded-password', 'changeme', false],
    ['encoded-password', 'a\0b\0c\0d', false],
  ])('%s of %j: %s', (entry, text, expected) => expect(accepts(entry, base64(text))).toBe(expected));

  it('that is none is rejected', () => expect(accepts('encoded-password', 'a-b+c')).toBe(false));
});

describe('in-kubernetes-secret', () => {
  const value = base64(WEAK);
  it.each([
    ['below', `kind: Secret\ndata:\n  a: ${value}`, 'accept'],
    ['above', `data:\n  a: ${value}\nkind: Secret\n`, 'accept'],
    ['in JSON', `{"kind":"Secret","data":{"a":"${value}"}}`, 'accept'],
    ['in another document', `kind: Secret\n---\ndata:\n  a: ${value}`, 'reject'],
    ['another kind', `kind: SecretStore\ndata:\n  a: ${value}`, 'reject'],
    ['too far', `kind: Secret\n${'\n'.repeat(70)}  a: ${value}`, 'reject'],
  ])('%s', (_, text, kind) => expect(verdictIn('in-kubernetes-secret', text, value)?.kind).toBe(kind));
});
