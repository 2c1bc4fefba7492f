/** Tells what documentation and tests write in the place of a password from passwords. */

/** What is written for a password, a user or anything at all; joined by signs, digits and each other they are no more. */
const FILLERS = [
  'a|abc|abcd|abcdef|access|account|accountname|admin|administrator|again|any|anonymous|anything|api|apikey|app|asdf|auth|bad',
  'bar|baz|blah|blank|bob|alice|bot|changed|changeit|changeme|change|client|code|confirm|connection|correct|credential|credentials|current',
  'database|db|default|demo|deploy|dev|disabled|dummy|email|empty|enter|example|fake|false|fill|foo|foobar|from|git|good|guest|hash|hello',
  'here|hidden|host|hostname|hunter|id|in|insert|instead|invalid|is|it|key|letmein|local|localhost|login|long|mask|me|mock|mongo',
  'mongodb|my|myapp|mydb|mysql|name|nb|new|nil|no|none|not|null|of|old|one|open|optional|oracle|or|org|other|p|pa|pass|passphrase|passw|passwd|password',
  'passwort|phrase|placeholder|postgres|postgresql|private|proxy|public|pw|pwd|qux|qwerty|rabbitmq|random|real|redacted|redis|replace|required|root|sa',
  'sample|scott|sesame|opensesame|secret|secretkey|secrets|secure|some|something|somepassword|string|strong|stuff|super|supersecret|system|t0ps3cret|tbd|temp|test|tester|testing|testuser|text',
  'that|the|this|tiger|to|todo|token|top|topsecret|true|two|type|u|unknown|undefined|unset|unused|user|userid|username|usr|value|verysecret|very',
  'passwort|kennwort|contrasena|senha|wachtwoord|mot|haslo|parola|lozinka|losenord|adgangskode|salasana|jelszo|heslo|sifre',
  'required|requires|string|hashed|hidden|confirmed|nullable|encrypted|plain|plaintext|basic|bearer|ignored|custom|details|alias',
  'low|medium|high|critical|info|weak|generated|manual|automatic|auto|always|never|only|prod|production|staging|development',
  'web|welcome|with|world|wrong|x|xx|xxx|xyz|y|you|your|yours|z',
].flatMap((line) => line.split('|'));

const FILLER: ReadonlySet<string> = new Set(FILLERS);

/** What accounts and programs are called. With digits behind it such a name is a password that people do use (`admin123`). */
const NAMES: ReadonlySet<string> = new Set(
  'admin|administrator|root|toor|guest|system|master|scott|tiger|oracle|postgres|postgresql|mysql|mongo|mongodb|redis|rabbitmq|welcome|letmein|deploy'.split(
    '|',
  ),
);

/** Words of which one is enough, since nobody's password says so of itself. */
const SAYS_SO =
  /placeholder|change[-_ ]?(?:me|it|this)|redact|dummy|your[-_ ]?(?:\w{1,20}[-_ ]?)?(?:pass|pw|secret|token|key|api)|insert[-_ ]|replace[-_ ]?(?:me|with|this)|example|not[-_ ]?(?:a[-_ ])?(?:real|secret)|fake|\.{3}|…|x{4}|\*{3}|<[^<>]+>|unique phrase|to[-_]?be[-_]|fixme|todo/i;

/** The longest text that is taken apart: longer ones are no password that somebody made up in passing. */
const LONGEST = 64;

/** `pa55w0rd` as `password`. */
const LEET: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['$', 's'],
  ['@', 'a'],
]);

/** Whether a value is what one writes where a password would stand: `password`, `my-secret`, `changeme`, `xxxx`, `test1`. */
export function isMadeUp(value: string): boolean {
  if (SAYS_SO.test(value) || new Set(value.toLowerCase()).size < 3 || followsAlphabet(value)) return true;
  if (value.length > LONGEST || hasOddNumber(value) || isNumberedName(value)) return false;
  const plain = value.replace(/[\d\W_]{1,8}$/, '');
  return [value, withoutLeet(plain)].some(isMadeOfFillers);
}

/** Passwords that lists of leaked ones begin with: one of these words with a number of two to four digits, or a digit and a sign. */
const WEAK = /^(?:password|passwort|welcome|qwerty|letmein|changeme)(?:\d{2,4}[!@#$%*?.]?|\d[!@#$%*?])$/;

/** Whether a value is made up, and a password that people do set all the same: `password123`, `P@ssw0rd1!`. */
export function isWeakPassword(value: string): boolean {
  const [, word = '', rest = ''] = /^(.*?[a-z])([\d\W]*)$/i.exec(value) ?? [];
  return WEAK.test(`${withoutLeet(word).toLowerCase()}${rest}`);
}

function withoutLeet(value: string): string {
  return value.replace(/[01345$@]/g, (sign) => LEET.get(sign) ?? sign);
}

/** Four digits that neither count nor name a year of our time are somebody's own, whatever stands before them. */
function hasOddNumber(value: string): boolean {
  const [digits] = /\d{4,}/.exec(value) ?? [];
  return digits !== undefined && !/^(?:19|20)\d\d$|0123|1234|2345|4321|6789|(\d)\1{2}|^(\d\d)\2/.test(digits);
}

/** `admin123`, `r00tPa55`: the name of an account and three digits or signs, wherever they stand. */
function isNumberedName(value: string): boolean {
  const others = value.replace(/[A-Za-z]/g, '').length;
  return (
    others >= 3 &&
    wordsOf(withoutLeet(value))
      .concat(wordsOf(value))
      .some((word) => NAMES.has(word))
  );
}

/** Letters in the order of the alphabet, whatever digits stand between: `AB1C2defGHij`. Five make up a password. */
const LEAST_ALPHABET = 8;

function followsAlphabet(value: string): boolean {
  const letters = value.toLowerCase().replace(/[^a-z]/g, '');
  let length = 1;
  for (let at = 1; at < letters.length && length < LEAST_ALPHABET; at++) {
    length = letters.charCodeAt(at) - letters.charCodeAt(at - 1) === 1 ? length + 1 : 1;
  }
  return length === LEAST_ALPHABET;
}

function isMadeOfFillers(value: string): boolean {
  return wordsOf(value).every((word) => FILLER.has(word) || isTwoFillers(word));
}

function wordsOf(value: string): readonly string[] {
  return value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** `testpassword`, `mysecret`. */
function isTwoFillers(word: string): boolean {
  for (let at = 2; at < word.length - 1; at++) {
    if (FILLER.has(word.slice(0, at)) && FILLER.has(word.slice(at))) return true;
  }
  return false;
}
