/** Reads passwords of Amazon ECR registries, bare or as docker keeps them (`AWS:PASSWORD` in base64). */

import { Buffer } from 'node:buffer';
import { type CheckFactory, REJECT } from '../check.ts';
import { decodeBase64, type JsonObject, parseJsonObject } from './decode-base64.ts';
import { isoDate } from './iso-date.ts';
import { unescapeBase64 } from './unescape-base64.ts';

/** `aws-ecr-password`: JSON of type `DATA_KEY` (observed). Detail: `expires`, twelve hours after it was issued. */
export const awsEcrPassword: CheckFactory =
  () =>
  ({ secret }) => {
    const password = passwordIn(unescapeBase64(secret));
    if (password?.['type'] !== 'DATA_KEY' || typeof password['datakey'] !== 'string') return REJECT;
    const expires = isoDate(Number(password['expiration'] ?? Number.NaN));
    return { kind: 'accept', details: expires === undefined ? {} : { expires } };
  };

function passwordIn(base64: string): JsonObject | undefined {
  const text = textOf(base64);
  return parseJsonObject(text.startsWith('AWS:') ? textOf(text.slice('AWS:'.length)) : text);
}

function textOf(base64: string): string {
  return Buffer.from(decodeBase64(base64) ?? []).toString('utf8');
}
