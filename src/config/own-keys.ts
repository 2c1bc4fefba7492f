/** Finds the AWS credentials that the user has: in the two files of the AWS CLI and in the environment. */

import { join, resolve } from 'node:path';
import type { ScanOptions } from '#model/options.ts';
import { type OwnKey, ownKeyRules } from '#rules/own-key-rules.ts';
import { counted } from '#text/counted.ts';
import { readUserFile } from './read.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of a profile that are secret or name a secret, as botocore reads them. */
const SETTING = /^\s*(aws_(?:access_key_id|secret_access_key|session_token|security_token))\s*[=:]\s*(\S.*?)\s*$/gim;

const VARIABLE =
  /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|BEARER_TOKEN_[A-Z0-9_]+|CONTAINER_AUTHORIZATION_TOKEN)$/;

/** Shorter ones (`test`) would be found everywhere; longer ones are no credentials of AWS. */
const LEAST_LENGTH = 16;
const MOST_LENGTH = 8192;

/** A place that may hold credentials: what people call it, and its settings by name. */
interface Place {
  readonly origin: string;
  readonly settings: readonly (readonly [name: string, value: string])[];
}

/**
 * The same options with a rule for each of the user's credentials, and a notice where there are none. `cwd` is what relative names in the environment are relative to.
 * @throws ConfigError for a file that is there and cannot be read, with its name and without its content.
 */
export function withOwnKeys(options: ScanOptions, env: Environment, cwd: string): ScanOptions {
  const places = [...credentialFiles(env, cwd), environmentOf(env)];
  const all = places.flatMap(({ origin, settings }) => settings.map(([name, value]) => ({ name, value, origin })));
  const keys = distinct(all.filter(({ value }) => value.length >= LEAST_LENGTH && value.length <= MOST_LENGTH));
  return {
    ...options,
    ruleSet: { ...options.ruleSet, rules: [...options.ruleSet.rules, ...ownKeyRules(keys)] },
    notices: [...options.notices, ...noticesOf(keys, all, places)],
  };
}

function credentialFiles(env: Environment, cwd: string): readonly Place[] {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
  const named = [
    ['AWS_SHARED_CREDENTIALS_FILE', 'credentials'],
    ['AWS_CONFIG_FILE', 'config'],
  ] as const;
  return named.flatMap(([variable, file]): readonly Place[] => {
    const given = env[variable];
    if (given === undefined && home === '') return [];
    const path = given === undefined ? join(home, '.aws', file) : resolve(cwd, expandHome(given, home));
    const origin = given ?? `~/.aws/${file}`;
    return [{ origin, settings: settingsIn(readUserFile(path, origin) ?? '') }];
  });
}

function expandHome(path: string, home: string): string {
  return path.startsWith('~/') ? join(home, path.slice(2)) : path;
}

/** Values may stand in quotes, which are none of theirs. */
function settingsIn(text: string): Place['settings'] {
  return [...text.matchAll(SETTING)].map(([, name = '', value = '']) => [
    name.toLowerCase(),
    value.replace(/^(["'])(.*)\1$/, '$2'),
  ]);
}

function environmentOf(env: Environment): Place {
  const settings = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && VARIABLE.test(name) ? [[name, value] as const] : [],
  );
  return { origin: 'the environment', settings };
}

/** Profiles share credentials, and the environment repeats them: the first place is named. */
function distinct(keys: readonly OwnKey[]): readonly OwnKey[] {
  const byValue = new Map(keys.toReversed().map((key) => [key.value, key]));
  return [...byValue.values()].toReversed();
}

/** Said only when something is not looked for. */
function noticesOf(keys: readonly OwnKey[], all: readonly OwnKey[], places: readonly Place[]): readonly string[] {
  const where = places.map(({ origin }) => origin).join(', ');
  const left = distinct(all).length - keys.length;
  const none = `--own-keys: there are no AWS credentials in ${where}, so none of yours are looked for`;
  const odd = `--own-keys: ${counted(left, 'value')} of fewer than ${LEAST_LENGTH} or more than ${MOST_LENGTH} characters left out`;
  return [...(keys.length === 0 ? [none] : []), ...(left === 0 ? [] : [odd])];
}
