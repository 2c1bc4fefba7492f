/** Reads until when a shared access signature of Azure is valid. */

import { shannonEntropy } from '#text/entropy.ts';
import { type Candidate, type CheckFactory, REJECT } from '../check.ts';
import { excuseExampleOrPlaceholder } from './known-example.ts';
import { surroundings } from './surroundings.ts';

/** Of a million random signatures none is below it. */
const LEAST_ENTROPY = 4;

/** A query of a signature with all its parameters is shorter. */
const REACH = { lines: 0, characters: 800 } as const;

/** Milliseconds since 1970 that a Date can hold. */
const LATEST_TIME = 8.64e15;

/** What ends a URL in text. */
const NO_URL = /[\s"'`<>]/;

/**
 * `azure-sas`: for values that begin with `sig=`. Details: `expires` (an ISO date) where the query around it has a time in
 * `se`, ISO 8601 or seconds since 1970 (learn.microsoft.com, "Create a service SAS"; Service Bus has seconds).
 */
export const azureSas: CheckFactory = () => (candidate) => {
  const excuse = excuseExampleOrPlaceholder(candidate.secret);
  if (excuse !== undefined) return excuse;
  if (shannonEntropy(candidate.secret) < LEAST_ENTROPY) return REJECT;
  const expires = expiryIn(queryAround(candidate));
  return { kind: 'accept', ...(expires === undefined ? {} : { details: { expires } }) };
};

function queryAround(candidate: Candidate): string {
  const { before, after } = surroundings(candidate, REACH);
  return `${before.split(NO_URL).at(-1) ?? ''}&${after.split(NO_URL, 1)[0] ?? ''}`;
}

function expiryIn(query: string): string | undefined {
  const written = /[?&;]se=([0-9][0-9A-Za-z:%.-]{7,40})/.exec(query)?.[1]?.replace(/%3A/gi, ':');
  if (written === undefined) return undefined;
  const time = /^\d+$/.test(written) ? Number(written) * 1000 : Date.parse(written);
  return Math.abs(time) <= LATEST_TIME ? new Date(time).toISOString().replace('.000Z', 'Z') : undefined;
}
