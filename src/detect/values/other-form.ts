/** Tells values that have the form of something else: paths, URLs, versions, dates, ids, names of programs and types. */

import { isRandom } from './randomness.ts';

/** Whole values, tried one after the other. */
const FORMS: readonly RegExp[] = [
  // UUIDs name things; RFC 9562.
  /^(?:[a-z]{1,12}[-_])?\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i,
  // Paths, URLs, patterns of files.
  /^(?:\.{0,2}|~|[A-Za-z]:)[\\/]/,
  /^[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\//,
  /^[\w.-]{1,64}(?:\/[\w.@:-]{1,64}){1,10}\/?$/,
  /^[\w-]{1,64}\.(?:json|ya?ml|toml|xml|ini|conf|cfg|txt|md|pem|key|crt|cer|p12|pfx|jks|js|ts|py|rb|go|java|php|sh|c|h|html?|css|png|svg|so|dll|exe|jar|zip|gz|log|sql|db|properties|env)$/i,
  /^@[a-z0-9][\w.-]{0,40}(?:\/[a-z0-9][\w.-]{0,60}){1,5}$/,
  // Hosts, mail addresses, dotted names.
  /^(?:[a-z0-9-]{1,63}\.){1,5}(?:com|org|net|io|dev)$/,
  /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}$/,
  /^(?:[a-z_$][\w-]{0,40}\.){1,8}[a-z_$][\w-]{0,40}$/i,
  /^(?:dev-[\w.-]{1,40}|[\d.]+x-dev)$/,
  /^(?:GHSA(?:-[2-9cfghjmpqrvwx]{4}){3}|CVE-\d{4}-\d{4,7})$/,
  /^(?:\d{1,6}(?:ns|us|ms|h|m|s)){1,4}$/,
  // Types of GraphQL.
  /^(?:Boolean|String|ID|Int|Float)!$/,
  // Versions, dates, times, numbers with units, numbers.
  /^[v^~<>=]{0,2}\d{1,4}(?:[.:-]\d{1,4}){1,4}(?:[-+.][\w.]{1,20}){0,3}$/,
  /^\d{1,6}\.v[0-9a-f_]{6,16}$/,
  /^\d{8}T\d{6}Z?$/,
  /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{4,15}Z?)?$/,
  /^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?:[kmgt]i?b?|ms|s|m|h|d|px|em|rem|%)?$/i,
  /^0x[0-9a-f]{1,16}[ul]{0,3}$/i,
  /^#?(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i,
  // Constants and names of classes, selectors, types.
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:[?:+]?=|$)/,
  /^[.#][\w-]+$/,
  /^#[a-z]\w{0,40}\{/i,
  /^[a-z][\w.-]{0,20}\[[\w-]{1,30}[~|^$*]?=$/i,
  /^\*[A-Za-z]\w{0,30}\*$/,
  /^[a-z][a-z0-9]{0,20}(?:-[a-z0-9]{1,20}){1,8}-(?:secrets?|token|key|credentials?|creds|tls)$/,
  /^\+[A-Za-z_][\w.]{0,60}\+$/,
  // Names in names, options, lists of settings.
  /^[a-z][a-z0-9_-]{0,40}(?::[a-z][a-z0-9_.-]{0,40}){2,6}$/,
  /^-{1,2}[A-Za-z][\w.-]{2,40}=/,
  /^--?[a-z]{2,12}(?:[A-Z-][a-z]{2,12}){0,4}$/,
  /^[a-z_]{2,20}=[a-z]\w{0,20}(?:[:=]\w{1,20}){1,6}$/,
  /^(?:sha|md|aes|rsa|des|hs|rs|es|ps|utf|utf-|base|http|oauth|oidc|saml|x|ed|p|scram-sha-|pbkdf|argon|bcrypt|ssha|hmac-?)[-_]?\d{1,5}(?:[lb]e)?(?:[-_/]\w{1,12}){0,3}$/i,
  // Encodings of characters, lists of typed numbers.
  /^(?:latin-?\d|iso[-_]?8859[-_]\d{1,2}|(?:cp|windows-)\d{3,4}|koi8-[ru]|shift[-_]jis|big5)$/i,
  /^(?:Big)?(?:Uint|Int|Float)\d{1,2}(?:Clamped)?Array$/,
  /^[a-z]\w{2,40}:$/,
  /^[A-Za-z]{3,40}=(?:yes|no|true|false|on|off|\d{1,6})$/,
  /^(?:UUID|LABEL|PARTUUID|fingerprint|keyid)=/i,
  // Distinguished names of LDAP.
  /^(?:dc|cn|ou|uid|o)=[^,=]{1,80}(?:,\s?(?:dc|cn|ou|uid|o|c)=[^,=]{1,80}){1,9}$/i,
  // Schemes of HTTP, before what they are followed by.
  /^(?:Bearer|Basic|Digest|Negotiate|NTLM)(?![A-Za-z0-9])/i,
  /^x?oauth/i,
  // Where openssl is told to take a password from.
  /^(?:pass|fd):/,
  // Hashes that say which, and public keys.
  /^(?:(?:hmac-)?sha\d{1,3}|md5|h1)[-:=]/i,
  /^AWS4-/,
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2)/,
  /^-----/,
  // MD5, SHA-1 and SHA-256 of nothing.
  /^(?:d41d8cd98f00b204e9800998ecf8427e|da39a3ee5e6b4b0d3255bfef95601890afd80709|e3b0c44298fc1c149afbf4c8996fb924\w{32})$/i,
  /^(?:AAAA[BCE][13][NV]|AAAAE2V|MI[GI].{0,4}(?:ANBgkqhkiG9w0BAQEFAAO|A0GCSqGSIb3DQEBAQUAA4)|LS0tLS1CRUdJTiB[DP])/,
  // Ids of AWS, which name keys and users and are no secrets.
  /^A(?:KI|SI|RO|ID|GP|NP|CC)A[A-Z0-9]{16,17}$/,
  // The scope of a signature of AWS, which names the key and is no secret; what KMS has encrypted.
  /(?:%2F|\/)aws4_request/i,
  /^AQICAH[A-Za-z0-9+/]{40}/,
  // A token that a template fills in; the header of one alone.
  /^eyJ[\w-]{1,200}\.\$/,
  /^eyJ(?:hbGciOi|0eXAiOi)[\w-]{8,120}$/,
  // What begins with a bracket goes on behind it.
  /^[{[(]/,
  // Patterns.
  /\\[dwsb]|\[\^|\(\?|\.\*|\]\+|\]\{|\[a-z|\[A-Z|\[0-9/,
  /^[A-Za-z_$][\w$]{0,40}(?:\.[\w$]{1,40}){1,8}[?+(]/,
  // Paths into JSON, shapes of Smithy, names of styles that take a part of a match.
  /^[A-Za-z_]\w{0,60}(?:\.[A-Za-z_]\w{0,60}){0,6}\[-?\d{1,3}\](?:\.\w{1,60}|\[-?\d{1,3}\]){0,6}$/,
  /^[a-z]\w{0,40}(?:\.\w{1,40}){1,4}#\w{1,40}$/i,
  /^(?=.{3,80}\$)[a-z]{3,20}(?:[.-](?:[a-z]{2,20}|\$\w{1,3})){1,4}$/,
  // Bytes that count up.
  /^(?:0x)?(?:00)?010203040506/i,
  // Tables of tokens that the generator of Lezer writes.
  /^.{1,5}[~_]R[!^]/,
  // The prompt of a shell, a line that ends in a message; code.
  /^[\w.-]{1,40}@[\w.-]{1,60}:[~\w/.-]{0,80}[#$]$/,
  /%0[ad]/i,
  /__\w{2,40}__\(/,
  /\]\(https?:|\)\.\w{1,20}\(/,
  /[=!]==|=>|&&|\|\||::|->|\(\)|\+\+|\);|\{\}|\[\]/,
];

/** Whether a value is something that has a form of its own and is no credential. */
export function hasOtherForm(value: string): boolean {
  return FORMS.some((form) => form.test(value)) || isTable(value);
}

/** Shorter values may be passwords. */
const LEAST_TABLE = 80;

/** Tables that generators of parsers write as text: long, and full of signs that no encoding of random bytes has. */
function isTable(value: string): boolean {
  if (value.length < LEAST_TABLE) return false;
  return value.replace(/[\w+/=.:%~\s-]/g, '').length > value.length / 10;
}

/** `V1`, `OAuth2`, `x509`: numbers of one or two digits behind a word, as versions and standards have them. */
const NUMBERS = /(?<=[a-z])[Vv]?\d{1,2}(?!\d)|(?<=[A-Z])\d{1,2}(?!\d)/g;
const MOST_NUMBERS = 2;
const LEAST_WORD = 3.5;

/** Whether a value is the name of a type or a thing: words with capitals, or snakes, with a version or two between them. */
export function isNumberedIdentifier(value: string): boolean {
  if (!/^[A-Za-z_]\w{5,60}$/.test(value)) return false;
  const numbers = value.match(NUMBERS)?.length ?? 0;
  const letters = value.replace(NUMBERS, '');
  if (numbers === 0 || numbers > MOST_NUMBERS || /\d/.test(letters) || isRandom(letters)) return false;
  const words = value.replace(NUMBERS, '_').match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  return words.length > 1 && letters.length / words.length >= LEAST_WORD;
}
