/** Which salt a new entry gets. */

import { groupKey, saltKey } from './baseline.ts';
import type { BaselineEntry, SecretHash } from './entry.ts';
import { costFor, newSalt } from './hash.ts';

/** What a secret is hashed with. */
export type Salted = Pick<SecretHash, 'cost' | 'salt'>;

/** Where an entry counts. */
type Group = Pick<BaselineEntry, 'rule' | 'path'>;

/**
 * The salts under which an acceptance has to be hashed; the first one is for its entry. Entries of one rule and path
 * share their salt, so that a scan hashes once for all of them; two branches may still bring one each.
 */
export function createSalts(
  entries: readonly BaselineEntry[],
): (one: Group & { readonly secretBits: number }) => readonly [Salted, ...Salted[]] {
  const salts = new Map<string, Map<string, Salted>>();
  const saltsOf = (one: Group): Map<string, Salted> => {
    const known = salts.get(groupKey(one)) ?? new Map<string, Salted>();
    salts.set(groupKey(one), known);
    return known;
  };
  const keep = (one: Group, { cost, salt }: Salted): void =>
    void saltsOf(one).set(saltKey({ cost, salt }), { cost, salt });
  for (const entry of entries) keep(entry, entry.hash);
  return (one) => {
    const cost = costFor(one.secretBits);
    const known = [...saltsOf(one).values()];
    const own = known.find((salted) => salted.cost === cost) ?? { cost, salt: newSalt() };
    keep(one, own);
    return [own, ...known.filter((salted) => salted !== own)];
  };
}
