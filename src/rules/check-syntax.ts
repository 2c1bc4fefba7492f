/**
 * What an entry of `validate` may say: the names of the checks and the arguments that each takes. `detect/checks` holds
 * what they do; the compiler sees to it that both know the same names.
 */

import { RulesError } from '#model/errors.ts';
import { suggestion } from './suggest.ts';

/** What may follow the colon behind a name. */
export type CheckArgument =
  | { readonly kind: 'none' }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly whole: boolean }
  | { readonly kind: 'name'; readonly names: readonly string[]; readonly optional?: true }
  /** Words with commas between. */
  | { readonly kind: 'words' };

const NONE: CheckArgument = { kind: 'none' };
const WORDS: CheckArgument = { kind: 'words' };

function numberFrom(least: number, most: number, whole: boolean): CheckArgument {
  return { kind: 'number', least, most, whole };
}

/** Alphabets that `alphabet` knows. Of bases that can be written in two ways (base58, base64url) the usual one. */
export const ALPHABET_NAMES = ['base32', 'base58', 'base62', 'base64', 'base64url', 'digits', 'hex'] as const;

/** Where `credential-like` finds the name of a value, other than where the match begins, or what the regex has seen it to be. */
const NAME_PLACES = ['behind', 'column', 'password', 'secret'] as const;

/** Name to argument. Names are part of the pattern-file format: add freely, rename never. */
export const CHECK_ARGUMENTS = {
  alphabet: { kind: 'name', names: ALPHABET_NAMES },
  'aws-access-key-id': NONE,
  'aws-codeartifact-token': NONE,
  'aws-ecr-password': NONE,
  'aws-evidence-nearby': NONE,
  'aws-git-signature': NONE,
  'aws-secret-access-key': NONE,
  'aws-service-api-key': NONE,
  'aws-service-password': NONE,
  'aws-ses-smtp-password': NONE,
  'aws-session-token': NONE,
  'aws-signed-token': NONE,
  'aws-signed-url': NONE,
  'aws-unnamed-secret': NONE,
  'aws-weak-name': NONE,
  'azure-sas': NONE,
  'base64-json': NONE,
  'basic-credentials': NONE,
  'character-classes': numberFrom(1, 4, true),
  'crc32-base62': numberFrom(6, 12, true),
  'discord-bot-token': NONE,
  beside: WORDS,
  'expiry-nearby': NONE,
  'credential-like': { kind: 'name', names: NAME_PLACES, optional: true },
  'encoded-password': NONE,
  'forbid-words': NONE,
  'gcp-service-account': NONE,
  'google-api-key': NONE,
  'graded-crc32-base62': numberFrom(6, 12, true),
  'in-kubernetes-secret': NONE,
  jwt: NONE,
  luhn: NONE,
  'min-entropy': numberFrom(0, 8, false),
  'not-hex': NONE,
  'not-identifier': NONE,
  'not-path': NONE,
  'not-uuid': NONE,
  passphrase: NONE,
  password: NONE,
  pem: NONE,
  placeholder: NONE,
  random: NONE,
  stopwords: WORDS,
  'url-password': NONE,
} as const satisfies Readonly<Record<string, CheckArgument>>;

export type CheckName = keyof typeof CHECK_ARGUMENTS;

/** An entry of `validate`, read. `argument` is empty where the check takes none; a number is one that `Number` reads. */
export interface CheckCall {
  readonly name: CheckName;
  readonly argument: string;
}

/**
 * Reads `jwt` and `min-entropy:3.5`.
 * @throws RulesError for a check that does not exist or an argument that it does not take, with what was probably meant.
 */
export function readCheck(entry: string): CheckCall {
  const colon = entry.indexOf(':');
  const name = colon < 0 ? entry : entry.slice(0, colon);
  if (!isCheckName(name)) throw new RulesError(unknownCheck(name));
  const argument = colon < 0 ? undefined : entry.slice(colon + 1).trim();
  const wanted: CheckArgument = CHECK_ARGUMENTS[name];
  const fault = faultOf(argument, wanted);
  if (fault !== undefined) throw new RulesError(`the check "${name}" ${fault}`);
  return { name, argument: argument ?? '' };
}

function isCheckName(name: string): name is CheckName {
  return Object.hasOwn(CHECK_ARGUMENTS, name);
}

function unknownCheck(name: string): string {
  const names = Object.keys(CHECK_ARGUMENTS);
  return `no check is called "${name}"${suggestion(name, names) || `; there are ${names.join(', ')}`}`;
}

/** What is wrong with an argument, as the end of a sentence about its check; undefined when nothing is. */
function faultOf(argument: string | undefined, wanted: CheckArgument): string | undefined {
  switch (wanted.kind) {
    case 'none':
      return argument === undefined ? undefined : 'takes no argument';
    case 'number':
      return isNumber(argument, wanted) ? undefined : `takes ${describeNumber(wanted)} behind a colon`;
    case 'name':
      return argument === undefined && wanted.optional ? undefined : nameFault(argument, wanted.names);
    case 'words':
      return wordsOf(argument ?? '').every((word) => word !== '')
        ? undefined
        : 'takes words behind a colon, with commas between: "stopwords:example,changeme"';
    default:
      return wanted satisfies never;
  }
}

type NumberArgument = Extract<CheckArgument, { kind: 'number' }>;

function isNumber(argument: string | undefined, { least, most, whole }: NumberArgument): boolean {
  if (argument === undefined || !/^\d{1,3}(?:\.\d{1,6})?$/.test(argument)) return false;
  const number = Number(argument);
  return number >= least && number <= most && (!whole || Number.isInteger(number));
}

function describeNumber({ least, most, whole }: NumberArgument): string {
  return `a ${whole ? 'whole ' : ''}number from ${least} to ${most}`;
}

function nameFault(argument: string | undefined, names: readonly string[]): string | undefined {
  if (argument !== undefined && names.includes(argument)) return undefined;
  const choice = `takes one of ${names.join(', ')} behind a colon`;
  return argument === undefined ? choice : `${choice}, not "${argument}"${suggestion(argument, names)}`;
}

/** The words of an argument, lower case; an empty one is a fault. */
export function wordsOf(argument: string): readonly string[] {
  return argument.split(',').map((word) => word.trim().toLowerCase());
}
