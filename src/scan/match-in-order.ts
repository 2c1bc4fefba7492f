/** Brings two lists together in order: the first with the first and so on, as tables and files of settings have them. */

/** A lead and a member that may belong together, by their indexes; the less it costs the likelier. Costs are below 1e8. */
export interface Candidate {
  readonly lead: number;
  readonly member: number;
  readonly cost: number;
}

/** What one more pair is worth: more than any sum of costs, so that nobody is left alone to make others cheaper. */
const PAIR = 1e11;

/**
 * As many candidates as can be taken when each lead and each member is used once and none crosses another (an earlier
 * lead never has a later member); of several such choices the cheapest. A longest increasing subsequence with weights,
 * by a tree of prefix maxima: n log n.
 */
export function matchInOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  // Of one lead the last member comes first, so that it cannot follow itself.
  const sorted = [...candidates].sort((a, b) => a.lead - b.lead || b.member - a.member);
  const members = sorted.reduce((most, { member }) => Math.max(most, member + 1), 0);
  const scores: number[] = [];
  const previous: number[] = [];
  const tree = createPrefixMaximum(members, scores);
  sorted.forEach(({ member, cost }, at) => {
    const before = tree.best(member);
    scores.push((scores[before] ?? 0) + PAIR - cost);
    previous.push(before);
    tree.add(member, at);
  });
  const taken: Candidate[] = [];
  for (let at = tree.best(members); at !== -1; at = previous[at] ?? -1) {
    const candidate = sorted[at];
    if (candidate !== undefined) taken.push(candidate);
  }
  return taken.reverse();
}

/** A Fenwick tree of indexes in `scores`. */
function createPrefixMaximum(size: number, scores: readonly number[]) {
  const tree = new Int32Array(size + 1).fill(-1);
  const better = (a: number, b: number): boolean => a !== -1 && (b === -1 || (scores[a] ?? 0) > (scores[b] ?? 0));
  return {
    /** The best index that was added below `position`; -1 when there is none. */
    best(position: number): number {
      let found = -1;
      for (let at = position; at > 0; at -= at & -at) {
        const here = tree[at] ?? -1;
        if (better(here, found)) found = here;
      }
      return found;
    },
    add(position: number, index: number): void {
      for (let at = position + 1; at <= size; at += at & -at) if (better(index, tree[at] ?? -1)) tree[at] = index;
    },
  };
}
