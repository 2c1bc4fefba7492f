/** Adds accepted findings to a baseline. */

import { ConfigError } from '#model/errors.ts';
import type { PathName } from '#model/path-name.ts';
import type { Secret } from '#model/secret.ts';
import { type Baseline, groupKey, type NumberedEntry, saltKey } from './baseline.ts';
import { type BaselineEntry, checkDate, isExpired, wordsOf } from './entry.ts';
import { digestOf, quotes } from './hash.ts';
import { createSalts, type Salted } from './salts.ts';

/** A finding that somebody accepts, and why. */
export interface Acceptance {
  /** The id that the finding carries. */
  readonly rule: string;
  /** Absent: wherever the secret stands. */
  readonly path?: PathName;
  readonly secret: Secret;
  /** The entropy that the rule guarantees, in bits. */
  readonly secretBits: number;
  /** Accepted in a scan of the history or of a range. */
  readonly inHistory: boolean;
  /** The last day on which it counts, `YYYY-MM-DD`. */
  readonly until?: string;
  readonly author?: string;
  readonly reason: string;
}

/** A baseline with more in it. */
export interface Accepted {
  readonly baseline: Baseline;
  /** Entries that were added, those that take the place of expired ones included. */
  readonly added: readonly BaselineEntry[];
}

/**
 * What is accepted already stays as it is; an expired entry for the same secret gives way to the new one. `today` is
 * `YYYY-MM-DD`. Throws ConfigError for a reason, an author or a date that cannot be written.
 */
export async function acceptFindings(
  baseline: Baseline,
  acceptances: readonly Acceptance[],
  today: string,
): Promise<Accepted> {
  const worded = acceptances.map(checkWords);
  assertUnquoted(worded);
  const saltFor = createSalts(baseline.entries);
  const hashed = await Promise.all(worded.map((one) => withHashes(one, saltFor(one))));
  const known = byIdentity(baseline.entries);
  const added = new Map<string, BaselineEntry>();
  const replaced = new Set<NumberedEntry>();
  for (const { entry, keys } of hashed) {
    const same = keys.flatMap((key) => known.get(key) ?? []);
    if (same.some((one) => !isExpired(one, today))) continue;
    for (const one of same) replaced.add(one);
    added.set(identityKey(entry), entry);
  }
  const kept = baseline.entries.filter((entry) => !replaced.has(entry));
  const numbered = [...added.values()].map((entry): NumberedEntry => ({ ...entry, line: 0 }));
  return { baseline: { ...baseline, entries: [...kept, ...numbered] }, added: numbered };
}

function checkWords(one: Acceptance): Acceptance {
  if (one.until !== undefined) checkDate(one.until, `until ${one.until}`);
  const reason = wordsOf(one.reason, 'reason');
  return { ...one, reason, ...(one.author !== undefined && { author: wordsOf(one.author, 'author') }) };
}

/** A baseline is public wherever the repository is. */
function assertUnquoted(acceptances: readonly Acceptance[]): void {
  const texts = new Set(acceptances.flatMap(({ reason, author }) => [reason, author ?? '']));
  for (const text of texts) {
    if (!acceptances.some(({ secret }) => quotes(text, secret))) continue;
    throw new ConfigError(
      'the reason or the author quotes one of the secrets that are accepted: say it without the value',
    );
  }
}

/** The entry that an acceptance asks for, and the identities of those that say the same under any salt. */
async function withHashes(
  one: Acceptance,
  [own, ...others]: readonly [Salted, ...Salted[]],
): Promise<{ readonly entry: BaselineEntry; readonly keys: readonly string[] }> {
  const { rule, path, secret, inHistory, until, author, reason } = one;
  const place = { rule, ...(path !== undefined && { path }) };
  const hashWith = async (salted: Salted) => ({ ...salted, digest: await digestOf(secret, salted) });
  const [hash, ...known] = await Promise.all([hashWith(own), ...others.map(hashWith)]);
  const said = { inHistory, ...(until !== undefined && { until }), ...(author !== undefined && { author }), reason };
  return {
    entry: { ...place, hash, ...said },
    keys: [hash, ...known].map((each) => identityKey({ ...place, hash: each })),
  };
}

function identityKey(entry: Pick<BaselineEntry, 'rule' | 'path' | 'hash'>): string {
  return `${groupKey(entry)}\0${saltKey(entry.hash)} ${entry.hash.digest}`;
}

function byIdentity(entries: readonly NumberedEntry[]): ReadonlyMap<string, readonly NumberedEntry[]> {
  const groups = new Map<string, NumberedEntry[]>();
  for (const entry of entries) {
    const known = groups.get(identityKey(entry));
    if (known === undefined) groups.set(identityKey(entry), [entry]);
    else known.push(entry);
  }
  return groups;
}
