/** Judges values under names that everybody uses: by the name, by what the value reads like, and by how it is written. */

import type { Severity } from '#model/severity.ts';
import { type Candidate, type CheckFactory, REJECT } from '../check.ts';
import { isLabel } from '../values/label.ts';
import { isMadeUp, isWeakPassword } from '../values/made-up.ts';
import { isTold, namedWords } from '../values/name-places.ts';
import { kindOfName, type NameKind } from '../values/name-words.ts';
import { hasOtherForm, isNumberedIdentifier } from '../values/other-form.ts';
import { isChosenPassword, isRandom } from '../values/randomness.ts';
import { isReference } from '../values/reference.ts';
import { isQuoted, isSetting } from '../values/setting.ts';
import { typedText } from './encoded-credentials.ts';
import { excuseExample } from './known-example.ts';
import { isPassword } from './password.ts';

type Kind = Exclude<NameKind, 'nothing'>;

/** Salts and nonces are seldom worth much by themselves, and the name key stands for everything. */
const RANDOM: Readonly<Record<Kind, Severity>> = { password: 'medium', secret: 'medium', salt: 'low', key: 'low' };

/** A bare key must be long, to be told from what else keys are; so must letters of one case, to be told from abbreviations. */
const LEAST_KEY = 16;
const ONE_CASE = /^(?:[A-Z]?[a-z_.-]+|[A-Z_.-]+)$/;

/** A password that is a word, perhaps with others: nobody but its owner knows whether it is in use. */
const WORDS = /^[\p{L}\d.-]{5,30}$/u;

/**
 * `credential-like`. A random value counts under every name that names a credential, what people choose under that of a
 * password; as a word alone, or under the name of a secret, it is `low`. The argument says where the name is.
 */
export const credentialLike: CheckFactory = (place) => (candidate) => {
  const { secret } = candidate;
  const isWeak = isWeakPassword(secret);
  if (isReference(secret) || (isMadeUp(secret) && !isWeak) || (hasOtherForm(secret) && !isDrawnUuid(secret)))
    return REJECT;
  if (encodesNothing(secret) || isLabel(secret)) return REJECT;
  const words = namedWords(place, candidate);
  const kind = kindOfName(words);
  if (kind === 'nothing' || isKeyOfLookUp(candidate) || isPartOfOther(candidate)) return REJECT;
  if (!isWeak && (saysItsName(secret, words) || isNameOfCode(kind, candidate))) return REJECT;
  const severity = isWeak ? weakSeverity(kind, candidate) : severityOf(kind, candidate, place);
  if (severity === undefined) return REJECT;
  return excuseExample(secret) ?? { kind: 'accept', severity: isAccessKeyId(secret, words) ? 'low' : severity };
};

/** What S3 and stores like it call an access key is the name of one: capitals and digits, beside a secret key. */
function isAccessKeyId(value: string, words: readonly string[]): boolean {
  return /^(?=.*\d)[A-Z0-9]{12,24}$/.test(value) && /access ?key$/.test(words.join(' '));
}

/** RFC 9562: version 4 is random. Many services make their tokens so, and more name things so. */
const UUID_4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

function isDrawnUuid(value: string): boolean {
  return UUID_4.test(value) && isRandom(value);
}

/** Prefixes of crypt(5), and those that Spring, Jenkins and LDAP write before them. A hash has to be searched first. */
const PASSWORD_HASH =
  /(?:^|[:}])\$(?:[156]|2[abxy]?|7|g?y|apr1|argon2(?:id|i|d)|pbkdf2[\w-]{0,10}|hmacsha\d{3})[$:]|^\{S?SHA\d{0,3}\}/i;

function severityOf(kind: Kind, candidate: Candidate, place: string): Severity | undefined {
  const { secret } = candidate;
  if (isDrawnUuid(secret)) return kind === 'secret' || kind === 'password' ? 'low' : undefined;
  if (PASSWORD_HASH.test(secret)) return kind === 'password' ? 'low' : undefined;
  // A regex that has seen the name has seen where the value stands.
  const isLiteral = isTold(place) || isQuoted(candidate) || isSetting(candidate);
  if ((isLiteral || /\d/.test(secret)) && isRandom(secret) && isLongEnough(kind, secret)) return RANDOM[kind];
  if (!isLiteral || kind === 'salt' || kind === 'key') return undefined;
  if (isChosenPassword(secret)) return kind === 'password' ? 'medium' : 'low';
  return kind === 'password' && WORDS.test(secret) ? 'low' : undefined;
}

/** A file of settings has values that somebody set; programs and pages write the same for any password at all. */
function weakSeverity(kind: Kind, candidate: Candidate): Severity | undefined {
  return kind === 'password' && !isQuoted(candidate) && isSetting(candidate) ? 'low' : undefined;
}

function isLongEnough(kind: Kind, value: string): boolean {
  if (kind === 'key' && !/\d|^[A-Za-z+/=]{32,}$/.test(value)) return false;
  return value.length >= LEAST_KEY || (kind !== 'key' && (kind === 'password' || !ONE_CASE.test(value)));
}

/** `smtp_pass = read('smtp_pass')`: names of settings are given again where they are read. */
function saysItsName(value: string, words: readonly string[]): boolean {
  const letters = value.toLowerCase().replace(/[^a-z]/g, '');
  return letters === '' || words.join('').endsWith(letters);
}

/** Names of types and things are no secrets; what people choose for a password looks like them, but stands in quotes. */
function isNameOfCode(kind: Kind, candidate: Candidate): boolean {
  if (!isNumberedIdentifier(candidate.secret)) return false;
  return kind !== 'password' || !(isQuoted(candidate) || isSetting(candidate));
}

/** Base64 of `user:password` and the like is as little a credential as that itself. */
function encodesNothing(value: string): boolean {
  const text = typedText(value);
  return text !== undefined && !isPassword(text.slice(text.indexOf(':') + 1));
}

/** What no value of a name stands behind. */
const NO_VALUE_BEFORE: readonly RegExp[] = [
  // The name of a secret in an ARN, the password of a URL (which has rules of its own).
  /\barn\S{0,120}:secret:$/i,
  /:\/\/[^\s"'`/]{0,128}:$/i,
  // A version behind the name of a package.
  /<(?:version|groupId|artifactId|scope|type|packaging)>$/i,
  // Attributes of HTML.
  /\s(?:class|style|for|placeholder|autocomplete)=["']$/i,
  // The token of a badge, the fingerprint of a public key.
  /(?:badge|graph|shields\.io|codecov\.io)[^\s"'`<>()]{0,100}[?&]token=$/i,
  /(?:gpg|pgp)[ -]keys?\W{1,4}$/i,
  // The type that a value is asked for.
  /typeof\s{1,4}[\w.$]{1,60}\s{0,4}[=!]==?\s{0,4}["'`]$/i,
];

/** Also what code goes on behind. */
function isPartOfOther(candidate: Candidate): boolean {
  const before = candidate.before(140);
  if (NO_VALUE_BEFORE.some((form) => form.test(before))) return true;
  return !isQuoted(candidate) && /[([{]/.test(candidate.after(1));
}

/** What is handed to a function that looks something up or translates it is a name. */
const LOOK_UP =
  /(?:get|env|find|fetch|config|read|load|param|input|prompt|resolve|lookup|format|printf|import|require|translate|label|has|contains|select|query|\bt(?!ype\()|\b_)\w{0,40}[([]\s{0,4}["'`]$/i;

function isKeyOfLookUp(candidate: Candidate): boolean {
  return LOOK_UP.test(candidate.before(80));
}
