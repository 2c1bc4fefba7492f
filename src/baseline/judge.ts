/** Which entries of a baseline speak of a secret. Nothing is hashed unless an entry has its rule and path. */

import type { PathName } from '#model/path-name.ts';
import type { Secret } from '#model/secret.ts';
import { groupKey, saltKey } from './baseline.ts';
import type { BaselineEntry } from './entry.ts';
import { digestOf } from './hash.ts';

/** A secret that was found. */
export interface FoundSecret {
  /** The id that the finding carries. */
  readonly rule: string;
  readonly path: PathName;
  readonly secret: Secret;
}

/** Looks entries up. */
export interface BaselineJudge<E extends BaselineEntry> {
  /** Whether any entry has to be compared. */
  concerns(found: Pick<FoundSecret, 'rule' | 'path'>): boolean;
  /** The entries of this rule for this path, and for any path, whose hash is that of the secret. */
  entriesFor(found: FoundSecret): Promise<readonly E[]>;
}

/** The entries of one rule and path, by what one computation decides. */
type Group<E> = ReadonlyMap<string, readonly E[]>;

/** Sorts the entries once. */
export function createJudge<E extends BaselineEntry>(entries: readonly E[]): BaselineJudge<E> {
  const groups = new Map<string, Map<string, E[]>>();
  for (const entry of entries) {
    const group = groups.get(groupKey(entry)) ?? new Map<string, E[]>();
    groups.set(groupKey(entry), group);
    const salted = group.get(saltKey(entry.hash));
    if (salted === undefined) group.set(saltKey(entry.hash), [entry]);
    else salted.push(entry);
  }
  const groupsFor = ({ rule, path }: Pick<FoundSecret, 'rule' | 'path'>): Group<E>[] =>
    [groups.get(groupKey({ rule, path })), groups.get(groupKey({ rule }))].flatMap((group) => group ?? []);
  return {
    concerns: (found) => groupsFor(found).length > 0,
    async entriesFor(found) {
      const sharing = groupsFor(found).flatMap((group) => [...group.values()]);
      const matching = sharing.map(async (salted): Promise<readonly E[]> => {
        const [first] = salted;
        if (first === undefined) return [];
        const digest = await digestOf(found.secret, first.hash);
        return salted.filter((entry) => entry.hash.digest === digest);
      });
      return (await Promise.all(matching)).flat();
    },
  };
}
