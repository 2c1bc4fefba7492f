/** How a hook that is run for a proof shows that it is keysieve who refuses. */

/** The variable that asks a hook to prove that it is keysieve who refuses. */
export const PROOF_VARIABLE = 'KEYSIEVE_PROOF';

/** What only a refusal of keysieve prints when it was given the token: other commands may print their environment. */
export function proofOf(token: string): string {
  return `proof ${[...token].reverse().join('')}`;
}

/** The version of keysieve that refused with the proof of `token`; undefined where nothing in `said` proves it. */
export function provingVersion(said: string, token: string): string | undefined {
  return new RegExp(`keysieve: (\\S+) ${proofOf(token)}`).exec(said)?.[1];
}
