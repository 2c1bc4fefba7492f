/** The fingerprints of one scan. Those that take long are begun while the scan goes on: hashing leaves its thread alone. */

import { isStrong, Secret } from '#model/secret.ts';
import type { UnitResult } from '#model/work-unit.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { fingerprint, type Identify, type Identity, identityKey } from './fingerprint.ts';

/** Works out each fingerprint once. */
export interface Fingerprinter {
  readonly of: Identify;
  /** Begins, a few at a time, what the findings in files will probably need. */
  expect(result: UnitResult): void;
  /** What was expected and is not begun is left alone from now on: what is needed is asked for. */
  stopExpecting(): void;
}

/** As many as node has threads for. An unneeded one delays the end of a scan, which is why there are not more. */
const IN_FLIGHT = 4;

/** Nothing is begun. */
export function createFingerprinter(compiled: CompiledRules): Fingerprinter {
  const begun = new Map<string, Promise<string>>();
  let expected: Identity[] = [];
  let flying = 0;

  const of: Identify = (identity) => {
    const key = identityKey(identity);
    const known = begun.get(key) ?? fingerprint(identity);
    begun.set(key, known);
    return known;
  };
  const beginNext = (): void => {
    for (; flying < IN_FLIGHT; flying++) {
      const identity = expected.shift();
      if (identity === undefined) return;
      const landed = (): void => {
        flying--;
        beginNext();
      };
      // A failure is told to whoever asks for the same.
      of(identity).then(landed, landed);
    }
  };

  return {
    of,
    expect({ chunks }) {
      for (const { origin, matches } of chunks) {
        if (origin.kind !== 'file') continue;
        for (const { rule: id, secret, excuse } of matches) {
          const rule = compiled.byId(id)?.rule;
          if (rule === undefined || rule.skipReport || excuse !== undefined || isStrong(rule.secretBits)) continue;
          const { reportAs, secretBits } = rule;
          expected.push({ rule: reportAs, path: origin.path, secret: new Secret(secret), secretBits });
        }
      }
      beginNext();
    },
    stopExpecting() {
      expected = [];
    },
  };
}
