/** Contents that were made, or happened, to hide a key or to hold a scan up: each was a fault once. */

import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createDetector, type DetectResult, detect } from '#detect/detect.ts';
import type { Rule } from '#model/rule.ts';
import type { SearchPlan } from '#model/search-plan.ts';
import { compiledOf, ruleOf } from '../../support/rule-data.ts';

const TEAM: Partial<Rule> = { builtIn: false, safety: { kind: 'unproved', why: 'test' } };

function detectIn(bytes: Uint8Array, rules: readonly Rule[]): DetectResult {
  return detect({ bytes, origin: { kind: 'file', path: { text: 'a' } } }, compiledOf(rules));
}

const secretsIn = (bytes: Uint8Array): readonly string[] =>
  detectIn(bytes, [ruleOf('r', '\\bkey=(\\w{8})', { secretGroup: 1 })]).matches.map(({ secret }) => secret);

describe('a key is found', () => {
  it.each<[string, Uint8Array]>([
    ['behind two bytes that are a mark of UTF-16', Buffer.from('\xff\xfe\x80 key=a1b2c3d4', 'latin1')],
    [
      'in ASCII behind text in UTF-16',
      Buffer.concat([Buffer.from('\ufeffx\r\n', 'utf16le'), Buffer.from('\nkey=a1b2c3d4')]),
    ],
    ['behind a mark of UTF-32', Buffer.from('\xff\xfe\0\0key=a1b2c3d4', 'latin1')],
    [
      'in binary data that could be UTF-16',
      Buffer.concat([Buffer.from([0, 1, 2, 0xff]), Buffer.from('\nkey=a1b2c3d4\n')]),
    ],
  ])('%s', (_, bytes) => {
    expect(secretsIn(bytes)).toContain('a1b2c3d4');
  });
});

describe('a content does not hold the scan up', () => {
  const anchored = (literal: string, length: number): SearchPlan => ({
    kind: 'inside',
    anchors: [{ literal, caseSensitive: true, before: 0, after: length }],
    length,
    lookBehind: 1,
    lookAhead: 1,
  });

  it('with many matches behind one character that is not ASCII', () => {
    const rule = ruleOf('r', 'key=\\d{4}', { search: anchored('key=', 8) });
    const bytes = Buffer.from(`é${'x'.repeat(4_000_000)}${'key=1234 '.repeat(5000)}`);
    const started = performance.now();
    expect(detectIn(bytes, [rule]).matches).toHaveLength(5000);
    // It took minutes, counting from the beginning for each match.
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('with anchors so dense that their windows overlap a thousand times', () => {
    const search = anchored('abq', 3005);
    const rule = ruleOf('r', 'abq[^!]{0,1000}[^!]{0,1000}[^!]{0,1000}![0-9]', { ...TEAM, search });
    const { problems } = detectIn(Buffer.from('abq'.repeat(40_000)), [rule]);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('stopped after 1024 ms')]);
  });

  it('with more than the stack of a regex holds', () => {
    const deep = ruleOf('deep', 'start(?:a|b)*end', TEAM);
    const bytes = Buffer.from(`x1 start${'ab'.repeat(6_000_000)}`);
    const { matches, problems } = detectIn(bytes, [deep, ruleOf('r', 'x\\d')]);
    expect(matches.map(({ secret }) => secret)).toEqual(['x1']);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('rule deep could not be run')]);
  });

  it('with one problem for each of its containers', () => {
    const endless = ruleOf('endless', '^(?:a+)+$', TEAM);
    const detector = createDetector(compiledOf([endless]));
    const encoded = Buffer.from(`${'a'.repeat(40)}!`).toString('base64');
    const bytes = Buffer.from(Array.from({ length: 30 }, (_, i) => `v${i}: ${encoded}\n\n`).join(''));
    const { problems } = detector.detect({ bytes, origin: { kind: 'file', path: { text: 'a' } } });
    expect(problems.length).toBeLessThan(5);
  });
});
