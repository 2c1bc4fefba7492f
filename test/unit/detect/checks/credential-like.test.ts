/** The check on values under common names: name, value and the way in which it is written decide together. */

import { describe, expect, it } from 'vitest';
import { checksOf } from '#detect/rule-checks.ts';
import { candidateIn } from '../../../support/candidates.ts';
import { ruleOf } from '../../../support/rule-data.ts';

const RANDOM = ['k3Jx9Qm2', 'Zr7Wp5Lt'].join('');
const CHOSEN = ['Blue', 'Sky-77!'].join('');
const WEAK = ['pass', 'word123'].join('');
const LEET = ['P@ss', 'w0rd1!'].join('');
const WORD = ['dragon', 'fly'].join('');

const HASH = ['$2y$10$', 'k3Jx9Qm2Zr7Wp5Lt'.repeat(3), 'abcde'].join('');
const PUBLISHED = ['AIzaSyDaGmWKa4JsXZ-', 'HjGw7ISLn_3namBGewQe'].join('');
const ORDERED = ['AB1C2defGHij', 'kLMNo3PqQRstUv'].join('');
const ID = ['Z7IXGOO6BZ', '0REAN1Q26I'].join('');
const UUID = ['6f1c2a9e-8b47-4d30', '9c5e-a17f0b82d463'].join('-');
const FOREIGN = ['Kontyn', 'uuj'].join('');

const [check] = checksOf(ruleOf('r', 'x', { validate: ['credential-like'] }));

/** What the check says of `value` in `text`, whose match begins with `name`. */
function severityIn(text: string, value: string, name: string): string | undefined {
  const verdict = check?.(candidateIn(text, value, name));
  return verdict?.kind === 'accept' ? verdict.severity : verdict?.kind;
}

describe('credential-like', () => {
  it.each([
    ['a random password', `password = "${RANDOM}"`, RANDOM, 'password', 'medium'],
    ['a random secret', `api_key: "${RANDOM}"`, RANDOM, 'api_key', 'medium'],
    ['a random salt', `salt = "${RANDOM}"`, RANDOM, 'salt', 'low'],
    ['a random key', `key = "${RANDOM}"`, RANDOM, 'key', 'low'],
    ['a short key', 'key = "k3Jx9Qm2"', 'k3Jx9Qm2', 'key', 'reject'],
    ['a chosen password', `password = "${CHOSEN}"`, CHOSEN, 'password', 'medium'],
    ['a chosen password in a setting', `DB_PASSWORD=${CHOSEN}\n`, CHOSEN, 'PASSWORD', 'medium'],
    ['a chosen password in an element', `<password>${CHOSEN}</password>`, CHOSEN, 'password', 'medium'],
    ['a weak password in a setting', `DB_PASSWORD=${WEAK}\n`, WEAK, 'PASSWORD', 'low'],
    ['a weak password with leet', `db.password=${LEET}\n`, LEET, 'password', 'low'],
    ['a weak password in quotes', `DB_PASSWORD="${WEAK}"`, WEAK, 'PASSWORD', 'reject'],
    ['a weak password in code', `connect(password=${WEAK}, 1)`, WEAK, 'password', 'reject'],
    ['a weak secret', `CLIENT_SECRET=${WEAK}\n`, WEAK, 'SECRET', 'reject'],
    ['a word with one digit', `DB_PASSWORD=${WEAK.slice(0, -2)}\n`, WEAK.slice(0, -2), 'PASSWORD', 'reject'],
    ['a chosen secret', `secret: '${CHOSEN}'`, CHOSEN, 'secret', 'low'],
    ['a chosen salt', `salt: '${CHOSEN}'`, CHOSEN, 'salt', 'reject'],
    ['a word as a password', `password = "${WORD}"`, WORD, 'password', 'low'],
    ['a word as a secret', `secret = "${WORD}"`, WORD, 'secret', 'reject'],
    ['a word in code', `password = ${WORD};`, WORD, 'password', 'reject'],
    ['a random value under another name', `password_hint = "${RANDOM}"`, RANDOM, 'password', 'reject'],
    ['a name that is looked up', `password = get("${WORD}7")`, `${WORD}7`, 'password', 'reject'],
    ['its own name', 'smtp_pass = x["smtp_pass"]', '"smtp_pass"', 'smtp_pass', 'reject'],
    ['a hash of a password', `password: "${HASH}"`, HASH, 'password', 'low'],
    ['a hash of a password with its user', `password: "acme:${HASH}"`, `acme:${HASH}`, 'password', 'low'],
    ['a hash under the name of a secret', `secret: "${HASH}"`, HASH, 'secret', 'reject'],
    [
      'the name of a secret in an ARN',
      `arn:aws:secretsmanager:us-east-1:1:secret:${RANDOM}`,
      RANDOM,
      'secret',
      'reject',
    ],
    [
      'a version of a package',
      `<artifactId>credentials</artifactId><version>${RANDOM}<`,
      RANDOM,
      'credentials',
      'reject',
    ],
    ['a type of a value', `token := ${RANDOM}{`, RANDOM, 'token', 'reject'],
    ['a random password before a bracket', `password = "${RANDOM}"(`, RANDOM, 'password', 'medium'],
    ['a published value', `secret = "${PUBLISHED}"`, PUBLISHED, 'secret', 'excuse'],
    ['letters in order', `passphrase = "${ORDERED}"`, ORDERED, 'passphrase', 'reject'],
    ['a word of another language', `token.next = "${FOREIGN}"`, FOREIGN, 'token', 'reject'],
    ['an id of S3', `access_key = "${ID}"`, ID, 'key', 'low'],
    ['the same as a secret', `secret_key = "${ID}"`, ID, 'key', 'medium'],
    ['a random UUID as a token', `api_token = "${UUID}"`, UUID, 'token', 'low'],
    ['a random UUID as a key', `key = "${UUID}"`, UUID, 'key', 'reject'],
    ['the name of a random UUID', `token_id = "${UUID}"`, UUID, 'token', 'reject'],
    ['base64 of a placeholder', 'auth = "dXNlcjpwYXNzd29yZA=="', 'dXNlcjpwYXNzd29yZA==', 'auth', 'reject'],
  ])('%s', (_, text, value, name, expected) => expect(severityIn(text, value, name)).toBe(expected));
});

/** What the check says of `value` in `text` with an argument that says where the name is; the match begins with `lead`. */
function severityAt(place: string, text: string, value: string, lead: string): string | undefined {
  const [placed] = checksOf(ruleOf('r', 'x', { validate: [`credential-like:${place}`] }));
  const verdict = placed?.(candidateIn(text, value, lead));
  return verdict?.kind === 'accept' ? verdict.severity : verdict?.kind;
}

const INSERT = 'INSERT INTO t (name, ';

describe('credential-like with the place of the name', () => {
  it.each([
    ['behind', 'a password', `"value":"${CHOSEN}","name":"DB_PASSWORD"`, CHOSEN, 'value', 'medium'],
    ['behind', 'an attribute', `value="${RANDOM}" key="ApiSecret"/>`, RANDOM, 'value', 'medium'],
    ['behind', 'what is public', `"value":"${RANDOM}","key":"cache_key"`, RANDOM, 'value', 'reject'],
    ['behind', 'no name', `"password":"${RANDOM}"`, RANDOM, 'password', 'reject'],
    ['column', 'a password', `${INSERT}password) VALUES ('bob', '${CHOSEN}')`, CHOSEN, 'INSERT', 'medium'],
    ['column', 'a token', `${INSERT}token_id, token) VALUES ('', 1, '${CHOSEN}')`, CHOSEN, 'INSERT', 'low'],
    ['column', 'no credential', `${INSERT}password_hint) VALUES ('bob', '${CHOSEN}')`, CHOSEN, 'INSERT', 'reject'],
    ['column', 'no columns', `INSERT INTO t VALUES '${CHOSEN}'`, CHOSEN, 'INSERT', 'reject'],
    ['password', 'a sentence', `the code is ${CHOSEN} now`, CHOSEN, 'the', 'medium'],
    ['secret', 'a sentence', `the code is ${CHOSEN} now`, CHOSEN, 'the', 'low'],
    ['secret', 'a random value in one', `the code is ${RANDOM} now`, RANDOM, 'the', 'medium'],
    ['password', 'a reference', 'the code is $CODE now', '$CODE', 'the', 'reject'],
  ])('%s: %s', (place, _, text, value, lead, expected) => {
    expect(severityAt(place, text, value, lead)).toBe(expected);
  });
});
