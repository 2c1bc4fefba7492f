/** Patterns in RE2's syntax as teams write them for the tokens of their services; the services are made up. */

/** How a value follows its name in such rules. */
const ASSIGNED = `[\\w \\t.-]{0,16}['"\\s]{0,2}(?:=>|:=|\\|\\||[=:,])[\\x60'"\\s=]{0,4}`;
const END = `(?:['"\\s;]|$)`;

/** Each with keywords as its rule would have them. */
export const BOUNDED_PATTERNS: readonly (readonly [pattern: string, ...keywords: readonly string[]])[] = [
  // A prefix that says whose token it is.
  ['acme_[a-z0-9]{32}', 'acme_'],
  ['\\bacme_[A-Za-z0-9]{20,40}\\b', 'acme_'],
  ['\\b(um-[a-f0-9]{64})\\b', 'um-'],
  ['(?i)\\b(wonka_(?:live|test)_[a-z0-9]{24})\\b', 'wonka_live_', 'wonka_test_'],
  ['(?i)wk(?:l|t)-[0-9]{10}-[a-z]{4}', 'wkl-', 'wkt-'],
  ['\\b(?:tyr|wey)_pat_[0-9A-Z]{22}_[0-9A-Za-z]{59}\\b', 'tyr_pat_', 'wey_pat_'],
  ['(?:stark|wayne)(?:-[a-z]{1,5}){2}-[0-9a-f]{12}', 'stark', 'wayne'],
  ['hoo[abcd]-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]{0,40}', 'hooa', 'hoob', 'hooc', 'hood'],
  ['(U3T[A-Z0-9]|UMID|UMIX)[A-Z0-9]{14}', 'u3t', 'umid', 'umix'],
  ['QG\\.[\\w-]{20}\\.[\\w-]{40}', 'qg.'],
  ['eyJ[A-Za-z0-9_-]{10,200}\\.eyJ[A-Za-z0-9_-]{10,500}\\.[A-Za-z0-9_-]{10,100}', 'eyj'],
  ['-----BEGIN (?:OLD |NEW )?ACME KEY-----', '-----begin'],
  ['(?-i)INIT-(?i)[a-z]{3}-[0-9a-f]{8}', 'init-'],
  ['zlp(?:at|tt)-[0-9a-zA-Z_\\-]{18}', 'zlpat-', 'zlptt-'],
  ['\\bzk\\.[a-z0-9]{50}\\.[a-z0-9]{12}\\b', 'zk.'],
  ['(?P<key>zen_(?P<id>[0-9]{6}))-(?P<rest>[a-f]{4})', 'zen_'],
  // A name and a value.
  [`(?i)[\\w.-]{0,50}?(?:initech)${ASSIGNED}([a-z0-9]{32})${END}`, 'initech'],
  [`(?i)[\\w.-]{0,50}?(?:hooli|piper[_-]?net)${ASSIGNED}([a-f0-9]{40})${END}`, 'hooli', 'piper'],
  [`(?i)[\\w.-]{0,50}?(?:cyberdyne(?:.|[\\n\\r]){0,40})${ASSIGNED}([0-9a-z=_\\-]{24})${END}`, 'cyberdyne'],
  [`(?i)(?:umbrella[_.-]?corp)${ASSIGNED}\\b([a-z]{2}-[0-9]{8})${END}`, 'umbrella'],
  [`(?i)(?:^|[^a-z])vault_token${ASSIGNED}(zv[sb]\\.[a-z0-9_-]{24})`, 'vault_token'],
  ['(?i)oscorp[_-]?(?:api)?[_-]?key["\']?[ \\t]{0,5}[:=][ \\t]{0,5}["\']?([a-z0-9]{20})', 'oscorp'],
  ['(?i)(?:api|app)[_-]?(?:key|token)[ ]?[:=][ ]?"([^"\\n]{8,64})"', 'api', 'app'],
  ['(?i)password[ ]{0,2}=[ ]{0,2}[\'"][^\'"\\s]{6,40}[\'"]', 'password'],
  ['(?i)\\bsecret\\b.{0,30}\\b[0-9a-f]{32}\\b', 'secret'],
  ['(?i)(?:soylent)[0-9a-z_.-]{0,20}(?:[\\s\']|[\\s"]){0,3}(?:=|:=|=>)', 'soylent'],
  ['(?i)skynet(?:kit)?[_-]sk[_-][a-z0-9]{8}', 'skynet'],
  ['(?:DB|db)_(?:PASS|pass)(?:WORD|word)?[=:]\\S{8,40}', 'db_pass'],
  ['"type": ?"acme_account",.{0,200}"private_id": ?"[0-9a-f]{40}"', 'acme_account'],
  ['(?m)^ACME_PASS=(.{8,32})$', 'acme_pass'],
  ['(?s)<acme>.{1,40}</acme>', '<acme>'],
  // URLs.
  ['https://hooks\\.acme\\.test/in/T[A-Z0-9]{6}/[A-Za-z0-9]{20}', 'hooks.acme'],
  ['https?://[^:@/\\s]{3,20}:[^:@/\\s]{3,20}@acme\\.test', 'acme.test'],
  ['(?i)[a-z][a-z0-9+.-]{2,10}://[^\\s:/]{1,40}:[^\\s@/]{3,60}@', '://'],
  ['[0-9]{12}-[0-9a-z]{32}\\.apps\\.acme\\.test', 'apps.acme'],
  ['(?i)/acme/v[1-3]/webhooks/[0-9]{12,14}/[a-z0-9_-]{40,48}', 'webhooks'],
  // The mark comes last, in the middle, or in several places.
  ['[0-9a-f]{28}-eu[0-9]{1,2}', '-eu'],
  ['[a-z0-9]{14}\\.massive\\.[a-zA-Z0-9]{20}', '.massive.'],
  ['[A-Za-z0-9_]{11,40}QQDATA[A-Z]{2}', 'qqdata'],
  ['(?:[a-z]{4}-){3}acme(?:-[a-z]{4}){2}', 'acme'],
  ['[XYZ][a-zA-Z0-9_-]{19}\\.[a-zA-Z0-9_-]{5}\\.zed[a-zA-Z0-9_-]{17}', '.zed'],
  // Branches of their own.
  ['(?:acme-id: ?[0-9]{8}|acme-key: ?[a-f]{16}|x-acme: ?[a-z]{4})', 'acme'],
  ['(?:key1_[a-z]{4}|(?:key2|key3)_[0-9]{4}|[a-z]{3}_key4)', 'key1', 'key2', 'key3', 'key4'],
  ['(?i)(?:bearer|basic)[ ]{1,3}[a-z0-9+/=]{20,80}', 'bearer', 'basic'],
  ['(?:A|B|C|D|E|F|G|H|I|J|K|L|M|N|O|P|Q|R)_token_[0-9]{6}', '_token_'],
  // Keywords that the regex does not need: the content must hold one, the match something else.
  ['zeta-[0-9a-f]{16}', 'omega'],
  // Characters beyond ASCII, and letters that fold to more than one other.
  ['(?i)straße_key_[0-9]{4}', '_key_'],
  ['(?i)skylark[_-]key[0-9]{4}', 'skylark'],
  ['токен_acme_[а-я]{4,8}', 'acme'],
  ['acme[^a-z]{4,10}end', 'acme'],
  ['\\pLacme\\PL{2}', 'acme'],
  // Lookaround and references, which RE2 lacks and teams write all the same.
  ['(?<![a-z])acme_[0-9]{8}(?![0-9])', 'acme_'],
  ['(?<=acme_key=)[0-9a-f]{32}', 'acme_key'],
  ['[0-9a-f]{16}(?=[ ]{0,4}# acme)', 'acme'],
  ['(["\'])acme:[a-z]{8}\\1', 'acme:'],
  ['(?i)acme.{0,20}(?=[0-9a-f]{8})[0-9a-f]{8}(?<!00000000)', 'acme'],
];

/** No window can be laid around these. */
export const WHOLE_PATTERNS: readonly string[] = [
  'acme\\s*=\\s*[a-z]{20}',
  '(?i)acme.*key',
  'acme_[a-z0-9]+',
  '[A-Za-z0-9+/]{40}',
  '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}',
  '(?:acme|[0-9]{8})x',
  'eyJ[\\w-]*\\.eyJ[\\w-]*',
];
