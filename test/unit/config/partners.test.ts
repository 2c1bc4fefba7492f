/** `requires` and `members` of our own files, seen through a scan. */

import { expect, it, vi } from 'vitest';
import { scanFiles, toldBy } from '../../support/config-scan.ts';

// Fingerprints of weak secrets are slow on purpose, and other tests run at the same time.
vi.setConfig({ testTimeout: 30_000 });

const rule = (id: string, more = '') => `[[rules]]\nid = "${id}"\nregex = '${id}_[a-z]+'\n${more}\n`;
const scan = (config: string, text: string) => scanFiles({ 'keysieve.toml': config, 'a.txt': text });
const told = async (config: string, text: string) => toldBy(await scan(config, text));

const NEEDS = `${rule('key', 'requires = [{ rule = "id", withinLines = 2, withinCharacters = 10 }]')}${rule('id')}`;

it.each<[string, string, readonly string[]]>([
  ['a partner near enough', 'id_a\nkey_b', ['a.txt:1 id_a id', 'a.txt:2 key_b key +1:1 id']],
  ['lines too far', 'id_a\n\n\nkey_b', ['a.txt:1 id_a id']],
  ['characters too far, on lines near enough', `id_a\n${' '.repeat(10)}key_b`, ['a.txt:1 id_a id']],
  ['no partner', 'key_b', []],
])('a rule that requires another: %s', async (_, text, expected) => {
  expect(await told(NEEDS, text)).toEqual(expected);
});

it('finds both of two that require each other, and neither alone', async () => {
  const config = `${rule('key', 'requires = [{ rule = "id" }]')}${rule('id', 'requires = [{ rule = "key" }]')}`;
  expect(await told(config, 'id_a key_b')).toEqual(['a.txt:1 id_a id +1:6 key', 'a.txt:1 key_b key +1:1 id']);
  expect(await told(config, 'id_a')).toEqual([]);
});

it('finds a partner by the id that findings carry', async () => {
  const config = `${rule('key', 'requires = [{ rule = "kind" }]')}${rule('id', 'reportAs = "kind"')}`;
  expect(await told(config, 'id_a key_b')).toEqual(['a.txt:1 id_a kind', 'a.txt:1 key_b key +1:1 kind']);
});

it('needs another match where a rule requires itself', async () => {
  const config = rule('key', 'requires = [{ rule = "key" }]');
  expect(await told(config, 'key_a')).toEqual([]);
  expect(await told(config, 'key_a key_b')).toEqual(['a.txt:1 key_a key +1:7 key', 'a.txt:1 key_b key +1:1 key']);
});

const LEADS = `${rule('id', 'severity = "low"\nmembers = [{ rule = "key", severity = "critical" }]')}${rule('key')}`;

it('makes one finding of a lead and its members, each with each in order', async () => {
  const report = await scan(LEADS, 'id_a key_a\nid_b key_b\nkey_c\n');
  expect(toldBy(report)).toEqual(['a.txt:1 id_a id +1:6 key', 'a.txt:2 id_b id +2:6 key', 'a.txt:3 key_c key']);
  expect(report.findings.map(({ severity }) => severity)).toEqual(['critical', 'critical', 'high']);
});

it('reports a member by itself where its lead is excused', async () => {
  const allow = `[[allowlists]]\ndescription = "known"\nstopwords = ["id_a"]\n`;
  expect(await told(`${LEADS}${allow}`, 'id_a key_a')).toEqual(['a.txt:1 key_a key +1:1 id']);
});

it('lists a member that is not to be reported, and never alone', async () => {
  const config = `${rule('id', 'members = [{ rule = "key" }]')}${rule('key', 'skipReport = true')}`;
  expect(await told(config, 'id_a key_a\n\n\n\n\n\n\nkey_b')).toEqual(['a.txt:1 id_a id +1:6 key']);
});

it.each([
  [rule('a', 'requires = [{ rule = "b" }]'), 'rule "a" requires "b", which does not exist, so it would never report'],
  [
    rule('a', 'members = [{ rule = "b" }]'),
    'rule "a" has as a member "b", which does not exist, so nothing would ever',
  ],
  [`${rule('a')}[[rules]]\nid = "c"\nrequires = [{ rule = "b" }]\n`, 'rule "c" requires "b", which does not exist'],
])('%j is an error', async (config, message) => {
  await expect(scan(config, '')).rejects.toThrow(message);
});
