/**
 * Runs the outline of a regex (`rules/outline.ts`) over bytes. Sets of steps become states of a table as they are met, so
 * that a byte costs one look-up.
 */

import { holdsCharacter, type Outline } from '#rules/outline.ts';

/** Whether a match may begin from `from` to `last`, inclusive, and end up to `to`; never false where one does. */
export type OutlineTest = (bytes: Uint8Array, from: number, last: number, to: number) => boolean;

/** With more the table is not worth its memory: what is not in it counts as a match. */
const MOST_STATES = 2048;

const ASCII = 128;
/** In place of a state. */
const [UNKNOWN, DEAD, ACCEPTED] = [0, 1, 2] as const;

/** The test for `outline`, with an empty table. Bytes beyond ASCII count as a match, since they may be parts of anything. */
export function createOutlineTest(outline: Outline): OutlineTest {
  const { classOf, members } = classesOf(outline);
  /** For each class one column, and one for a step behind which a match may begin too. */
  const width = 2 * members.length;
  const followers = createFollowers(outline);
  const states = createStates(outline.start);
  let table = new Uint16Array(64 * width);

  const stateAfter = (state: number, column: number): number => {
    const begins = column >= members.length;
    const next = followers(states.at(state), members[begins ? column - members.length : column] as number);
    if (next === ACCEPTED) return ACCEPTED;
    if (begins) next.add(outline.start);
    return next.size === 0 ? DEAD : states.numberOf(next);
  };
  const enter = (state: number, column: number): number => {
    const next = stateAfter(state, column);
    if ((next + 1) * width > table.length) {
      const larger = new Uint16Array(2 * table.length);
      larger.set(table);
      table = larger;
    }
    table[state * width + column] = next;
    return next;
  };

  return (bytes, from, last, to) => {
    let state = states.first;
    const end = Math.min(to, bytes.length);
    for (let at = from; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte >= ASCII) return true;
      const column = (classOf[byte] as number) + (at < last ? members.length : 0);
      const known = table[state * width + column] as number;
      state = known === UNKNOWN ? enter(state, column) : known;
      if (state === DEAD) return false;
      if (state === ACCEPTED) return true;
    }
    return end < bytes.length || followers(states.at(state), AT_END) === ACCEPTED;
  };
}

/** In place of a character. */
const AT_END = -1;

/** The steps behind those of a set and a character; ACCEPTED where a match may have ended in front of it. */
function createFollowers({
  steps,
}: Outline): (from: ReadonlySet<number>, code: number) => Set<number> | typeof ACCEPTED {
  return (from, code) => {
    const next = new Set<number>();
    const seen = new Set(from);
    for (const index of seen) {
      const step = steps[index];
      if (step === undefined || step.kind === 'match') return ACCEPTED;
      if (step.kind === 'choice') for (const choice of step.choices) seen.add(choice);
      else if (code === AT_END || !holdsCharacter(step.mask, code)) continue;
      else (step.kind === 'guard' ? seen : next).add(step.next);
    }
    return next;
  };
}

/** Numbers for sets of steps, above those with a meaning of their own. */
function createStates(start: number) {
  const sets: ReadonlySet<number>[] = [NO_STEPS, NO_STEPS, NO_STEPS];
  const numbers = new Map<string, number>();
  const numberOf = (set: ReadonlySet<number>): number => {
    const key = [...set].sort((a, b) => a - b).join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    if (sets.length === MOST_STATES) return ACCEPTED;
    numbers.set(key, sets.length);
    return sets.push(set) - 1;
  };
  return { first: numberOf(new Set([start])), numberOf, at: (state: number) => sets[state] ?? NO_STEPS };
}

const NO_STEPS: ReadonlySet<number> = new Set();

/** Characters that no step tells apart are one class; `members` has one character of each. */
function classesOf({ steps }: Outline): { readonly classOf: Uint8Array; readonly members: readonly number[] } {
  const masks = new Set(steps.flatMap((step) => (step.kind === 'reader' || step.kind === 'guard' ? [step.mask] : [])));
  const classes = new Map<string, number>();
  const members: number[] = [];
  const classOf = Uint8Array.from({ length: ASCII }, (_, code) => {
    const key = Array.from(masks, (mask) => (holdsCharacter(mask, code) ? '1' : '0')).join('');
    const known = classes.get(key);
    if (known !== undefined) return known;
    classes.set(key, members.length);
    return members.push(code) - 1;
  });
  return { classOf, members };
}
