/**
 * Rules that look for the user's very own credentials, made when a scan starts. What is in them is secret: they are
 * given to the engine and its threads, and to nothing that prints or stores.
 */

import { Buffer } from 'node:buffer';
import type { Member, Rule } from '#model/rule.ts';
import { MOST_REACH, type PlanAnchor, type SafetyProof, type SearchPlan } from '#model/search-plan.ts';
import { BARE_RULE } from './bare-rule.ts';
import { planSearch } from './plan-search.ts';
import { proveSafety } from './prove-safety.ts';

/** A credential that the user has. */
export interface OwnKey {
  /** What it is called where it comes from: `aws_secret_access_key`, `AWS_SESSION_TOKEN`. */
  readonly name: string;
  readonly value: string;
  /** File or environment that it comes from, for people. */
  readonly origin: string;
}

/** Ids that findings carry, by what the value is called; the distances are those of AWS's own rules. */
const KINDS = {
  keyId: 'own-aws-credential',
  secret: 'own-aws-secret-access-key',
  token: 'own-aws-session-token',
} as const;

/** A key ID with its secret and its token is one leak. */
const MEMBERS: readonly Member[] = [
  { rule: KINDS.secret, withinLines: 5, withinCharacters: 600 },
  { rule: KINDS.token, withinLines: 10, withinCharacters: 2000 },
];

function kindOf(name: string): string {
  if (/secret_access_key$/i.test(name)) return KINDS.secret;
  return /(?:session|security)_token$/i.test(name) ? KINDS.token : KINDS.keyId;
}

/** One rule for each value. They differ in their ids by their place in the list. */
export function ownKeyRules(keys: readonly OwnKey[]): readonly Rule[] {
  return keys.map((key, at) => ownKeyRule(key, `${KINDS.keyId}-${at + 1}`));
}

function ownKeyRule({ name, value, origin }: OwnKey, id: string): Rule {
  const reportAs = kindOf(name);
  const encoded = asBase64(value);
  const regex = { source: [asWritten(value), ...encoded.map(literalSource)].join('|'), flags: '' };
  return {
    ...BARE_RULE,
    id,
    reportAs,
    members: /access_key_id$/i.test(name) ? MEMBERS : [],
    title: 'Your own AWS credential',
    description: `The very value of ${name} in ${origin}.`,
    advice: `It is the ${name} that you use yourself (${origin}): deactivate it now, make a new one, and prefer IAM Identity Center or a role to keys in files.`,
    severity: 'critical',
    regex,
    caseSensitiveKeywords: true,
    tags: ['aws', 'own'],
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html'],
    own: value,
    ...(knownPlan(value, encoded) ?? {
      search: planSearch(regex, { keywords: [], caseSensitiveKeywords: true, reach: undefined }),
      safety: proveSafety(regex),
    }),
    builtIn: false,
    origin,
  };
}

/** What credentials of AWS consist of. None of it is a sign that escapes begin with. */
const USUAL = /^[A-Za-z0-9+/=_.:-]+$/;
const PLAIN_RUN = /[A-Za-z0-9_.-]+/g;
const LEAST_ANCHOR = 4;

/** `%252F`, and three backslashes before `u002f`. */
const MOST_WIDTH = 8;

/** Characters of base64 that are looked for; the regex then asks for all. */
const BASE64_ANCHOR = 24;

/**
 * How the regex is searched for, without taking it apart, which takes seconds for long values: around the longest run of
 * characters that are never escaped, and around the beginnings of the base64. Each character is read in a few ways of which
 * at most two begin alike and none goes on alike, so that the steps grow with the length alone.
 */
function knownPlan(
  value: string,
  encoded: readonly string[],
): { readonly search: SearchPlan; readonly safety: SafetyProof } | undefined {
  const [run] = [...value.matchAll(PLAIN_RUN)].toSorted((a, b) => b[0].length - a[0].length);
  if (!USUAL.test(value) || run === undefined || run[0].length < LEAST_ANCHOR) return undefined;
  const length = Math.max(widthOf(value), ...encoded.map((text) => text.length));
  if (length > MOST_REACH) return undefined;
  const anchor = (literal: string, before: number): PlanAnchor => ({
    literal,
    caseSensitive: true,
    before,
    after: length,
  });
  const anchors = [
    anchor(run[0], widthOf(value.slice(0, run.index))),
    ...encoded.map((text) => anchor(text.slice(0, BASE64_ANCHOR), 0)),
  ];
  const steps = MOST_WIDTH * (value.length + encoded.join('').length);
  return {
    search: { kind: 'inside', anchors, length, lookBehind: 0, lookAhead: 0 },
    safety: { kind: 'proved', steps },
  };
}

/** The most code units in which a text may be spelled out. */
function widthOf(text: string): number {
  return text.replace(/[^A-Za-z0-9_.-]/g, '.'.repeat(MOST_WIDTH)).length;
}

/** As it stands, percent-encoded (also twice) or escaped for JSON, each character by itself. */
function asWritten(value: string): string {
  return [...value].map(characterSource).join('');
}

function characterSource(character: string): string {
  const literal = literalSource(character);
  if (/[A-Za-z0-9_.-]/.test(character)) return literal;
  const bytes = [...Buffer.from(character)];
  const percent = bytes.map((byte) => `%(?:25)?${anyCase(byte.toString(16).padStart(2, '0'))}`).join('');
  const code = character.codePointAt(0) ?? 0;
  const unicode = code > 0xffff ? [] : [`\\\\{1,3}u${anyCase(code.toString(16).padStart(4, '0'))}`];
  const escaped = /[/"\\]/.test(character) ? [`\\\\{1,3}${literal}`] : [];
  return `(?:${[literal, percent, ...unicode, ...escaped].join('|')})`;
}

/** Hex digits in either case. */
function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literalSource(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/**
 * What base64 of a text holds wherever in the text the value stands: three ways to fall into groups of three bytes, less
 * the characters that its neighbours have a part in; in both alphabets.
 */
function asBase64(value: string): readonly string[] {
  const found = [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]);
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor((bytes.length * 8) / 6);
    return (['base64', 'base64url'] as const).map((alphabet) => bytes.toString(alphabet).slice(from, to));
  });
  return [...new Set(found)];
}
