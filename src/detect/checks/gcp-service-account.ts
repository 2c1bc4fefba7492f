/** Checks key files of Google Cloud's service accounts. */

import { type CheckFactory, REJECT } from '../check.ts';
import { readPem } from '../keys/pem.ts';
import { readPrivateKey } from '../keys/read-private-key.ts';
import { type JsonObject, parseJsonObject } from './decode-base64.ts';
import { isPlausible } from './pem.ts';

/** What details may repeat: names that Google makes, and no more than those. */
const NAMES = {
  serviceAccount: ['client_email', /^[a-z0-9.-]{1,100}@[a-z0-9.-]{1,100}$/],
  projectId: ['project_id', /^[a-z0-9.:-]{1,100}$/],
  privateKeyId: ['private_key_id', /^[0-9a-f]{40}$/],
} as const satisfies Readonly<Record<string, readonly [string, RegExp]>>;

/**
 * `gcp-service-account`: a JSON object of type `service_account` with `client_email` and a `private_key` that is one
 * (cloud.google.com/iam/docs/keys-create-delete). The JSON may stand in a string of another one.
 */
export const gcpServiceAccount: CheckFactory =
  () =>
  ({ secret }) => {
    const key = parseJsonObject(secret) ?? parseJsonObject(unescapedOnce(secret));
    if (key?.['type'] !== 'service_account' || typeof key['client_email'] !== 'string') return REJECT;
    return hasPrivateKey(key['private_key']) ? { kind: 'accept', details: detailsOf(key) } : REJECT;
  };

/** What a string holds whose text this is; empty for what is none. */
function unescapedOnce(text: string): string {
  const inner = parseJsonObject(`{"text":"${text}"}`)?.['text'];
  return typeof inner === 'string' ? inner : '';
}

function hasPrivateKey(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const block = readPem(value, value.indexOf('-----BEGIN '));
  const key = block === undefined ? undefined : readPrivateKey(block);
  return block !== undefined && key !== undefined && isPlausible(block, key);
}

function detailsOf(key: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(NAMES).flatMap(([name, [field, form]]) => {
      const value = key[field];
      return typeof value === 'string' && form.test(value) ? [[name, value]] : [];
    }),
  );
}
