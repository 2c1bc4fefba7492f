import { describe, expect, it } from 'vitest';
import { Secret } from '#model/secret.ts';
import type { UnitResult } from '#model/work-unit.ts';
import { fingerprint } from '#scan/fingerprint.ts';
import { createFingerprinter } from '#scan/fingerprinter.ts';
import { matchIn } from '../../support/matches.ts';
import { compiledOf, ruleOf } from '../../support/rule-data.ts';

const COMPILED = compiledOf([ruleOf('weak', 'x', { reportAs: 'kind' }), ruleOf('strong', 'y', { secretBits: 128 })]);
const path = { text: 'a.txt' };

function resultOf(secrets: readonly string[], rule = 'weak'): UnitResult {
  const matches = secrets.map((secret) => matchIn(secret, secret, { rule }));
  return {
    chunks: [{ origin: { kind: 'file', path }, start: { line: 1, column: 1 }, matches }],
    looked: { files: 1, commits: 0, objects: 0, direct: 0, bytes: 1, opaque: 0 },
    skips: [],
    problems: [],
  };
}

describe('fingerprints', () => {
  it('are what they are elsewhere, expected or not', async () => {
    const secrets = ['one', 'two', 'three', 'four', 'five', 'six'];
    const fingerprinter = createFingerprinter(COMPILED);
    fingerprinter.expect(resultOf(secrets));
    fingerprinter.expect(resultOf(['seven'], 'strong'));
    fingerprinter.stopExpecting();
    for (const text of secrets) {
      const identity = { rule: 'kind', path, secret: new Secret(text), secretBits: 0 };
      expect(await fingerprinter.of(identity)).toBe(await fingerprint(identity));
    }
  });

  it('are worked out once', () => {
    const fingerprinter = createFingerprinter(COMPILED);
    const ask = (place: string) =>
      fingerprinter.of({ rule: 'kind', path: { text: place }, secret: new Secret('one'), secretBits: 128 });
    expect(ask('a')).toBe(ask('a'));
    expect(ask('a')).not.toBe(ask('b'));
  });
});
