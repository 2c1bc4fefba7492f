/** Reads the names that values are given: which words they consist of, and whether they name a credential. */

import type { Candidate } from '../check.ts';

/** Longest part of a name that is looked at on either side of where it was found. */
const NAME_REACH = 60;

/** The whole name that a match begins in, in lower-case words: `dbPassword` and `DB_PASSWORD` are `db password`. */
export function nameWords({ secret, lead, before, after }: Candidate): readonly string[] {
  const front = before(NAME_REACH + lead.length);
  const left = /[\w$.-]*$/.exec(front.slice(0, front.length - lead.length))?.[0] ?? '';
  const right = /^[\w$.-]*/.exec(`${lead}${secret}${after(NAME_REACH)}`.slice(0, NAME_REACH))?.[0] ?? '';
  return wordsOfName(`${left}${right}`);
}

/** `dbPassword`, `DB_PASSWORD` and `db.password` as `db password`. */
export function wordsOfName(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3 $2$4')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** What a name says that its value is. `nothing`: something else than a credential. */
export type NameKind = 'password' | 'secret' | 'salt' | 'key' | 'nothing';

/** Longer words first decide: `passwordhash` is none of these. */
const PASSWORD =
  /^(?:\w{0,20}(?:password|passwd|passwort|passphrase|pwd|passcode|(?:user|db|admin|root|smtp|mail|ftp|ssh|sql|mysql|ldap|login)pass)\d?|pass|psw|(?:db|root|user|admin|my)?pw|psk)$/;
const SECRET =
  /^(?:\w{0,20}(?:secret|token|credential|apikey|secretkey|authkey|accesskey|privatekey)s?|auth|cred|creds|authentication|authorization)$/;
const SALT = /^(?:\w{0,10}(?:salt|nonce))$/;

/** What makes a key one that is kept secret. */
const KEY_OF =
  /^(?:api|access|private|priv|secret|auth|authentication|encrypt|encryption|decryption|crypto|cipher|sign|signing|signature|master|ssh|session|jwt|hmac|service|server|app|application|license|licence|client|consumer|account|shared|aes|des|rsa|webhook|hook|storage|deploy|bot|admin|user|login|integration|security|rest|cookie|csrf|mac|merchant|partner|publish|ingest|write|read|tracking|subscription|instrumentation|maps?|google|aws|azure|stripe|twilio|sendgrid|mailgun|firebase|algolia|pusher|openai|gcm|fcm|s3)$/;

/** Behind the word these say that the value is about the credential, not the credential. */
const ABOUT = new Set(
  [
    'file files filename path paths dir directory folder url urls uri uris endpoint host hosts hostname name names field fields label labels id ids',
    'identifier type types kind length len size min max minimum maximum count hash hashed hashes digest digests expiry expires expire expired expiration',
    'ttl lifetime age policy prompt placeholder hint help message messages msg error errors err regex regexp pattern format column col table header',
    'headers param params parameter parameters prefix suffix reset changed change at date time timestamp timeout enabled enable disabled required require',
    'visible visibility algorithm algo alg encoding encoder strength rule rules version provider providers manager service class handler validator validation',
    'validate input button link page view form title text txt description desc index list ref reference arn env var variable location source',
    'broker mgr store storage callback fn func function method cmd command script program helper plugin module mode state status result response request',
    'check confirm confirmation match verify verifier valid invalid missing attempts attempt retries limit limits scheme schemes realm domain scope scopes',
    'audience issuer subject bits rounds iterations schema spec template tag tags key keys keyid icon image css style color selector element el node screen dialog',
    'router route routes menu test tests spec supplier generator factory builder util utils helpers config configuration settings options option',
    'server servers user users username usernames login owner group groups role roles level event events action actions counter usage word words',
    'comment comments note notes info details example examples sample doc docs documentation topic lang language locale translation msgid',
    'csrf xsrf getting started continue success duration unlimited order mechanism mechanisms cls signature signatures delimiter last used lifespan lifespans management public',
  ].flatMap((line) => line.split(' ')),
);

/** In front of the word these say that it is no secret, or not one of a person. */
const PUBLIC = new Set(
  [
    'public pub primary foreign partition sort cache composite unique row object bucket s3object i18n translation locale msg message event keyboard',
    'shortcut hot registry sub map dict hash lookup no without invalid wrong bad bypass by is has use using needs missing require forgot forgotten',
    'idempotent reset csrf xsrf next continuation page pagination cursor sync idempotency lexer parse parser syntax end start eof stop mask bos eos pad unk',
    'cancellation cancel idempotent idemp separator max min num count total ssh-keygen fingerprint publishable existing build encrypted obscured',
  ].flatMap((line) => line.split(' ')),
);

/** What a token is of when it says where something goes on, or what somebody agreed to: pages, revisions, forms, clusters. */
const MARKER = new Set(
  'request lifecycle input output starting change authenticity policy copy export import creation term unit initial'.split(
    ' ',
  ),
);

/** Passes of renderers and filters, and words that `pass` is a verb before: `passThrough`, `pass_rate`. */
const PASSED = /^(?:render|shadow|depth|color|opaque|compute|all|any|low|high|band|first|second|single|multi|two|one)$/;
const BEHIND_PASS =
  /^(?:word|phrase|wd|code|value|plain|text|new|old|db|admin|root|user|prod|production|dev|test|stage|staging|default|env)$/;

function isOfPassword(before: string | undefined, behind: string | undefined): boolean {
  return !PASSED.test(before ?? '') && (behind === undefined || BEHIND_PASS.test(behind));
}

/** Fingerprints of public keys, and what browsers send to be answered. */
const PUBLIC_KEY_OF = /^(?:gpg|pgp|socket|websocket)$/;

/** What a name says. */
export function kindOfName(words: readonly string[]): NameKind {
  const at = words.findLastIndex((word, index) => partOf(word, words[index - 1]) !== 'nothing');
  if (at < 0) return 'nothing';
  if (words.slice(at + 1).some((word) => ABOUT.has(word))) return 'nothing';
  if (words[at] === 'pass' && !isOfPassword(words[at - 1], words[at + 1])) return 'nothing';
  if (/^keys?$/.test(words[at] ?? '') && PUBLIC_KEY_OF.test(words[at - 1] ?? '')) return 'nothing';
  const before = words.slice(Math.max(0, at - 2), at);
  if (before.some((word) => PUBLIC.has(word) || (words[at] === 'token' && MARKER.has(word)))) return 'nothing';
  return partOf(words[at] ?? '', words[at - 1]);
}

function partOf(word: string, before: string | undefined): NameKind {
  if (/^(?:[cx]srf|lib(?:secret|pass))/.test(word)) return 'nothing';
  if (PASSWORD.test(word)) return 'password';
  if (SECRET.test(word)) return 'secret';
  if (SALT.test(word)) return 'salt';
  if (!/^\w{0,12}keys?$/.test(word)) return 'nothing';
  const owner = word.replace(/keys?$/, '') || before;
  return owner !== undefined && KEY_OF.test(owner) ? 'secret' : word === 'key' ? 'key' : 'nothing';
}
