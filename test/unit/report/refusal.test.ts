/** What a hook says: short, in order, and nothing that a repository or a secret puts in. */

import { describe, expect, it } from 'vitest';
import { formatPassed, formatRefusal, type Refusal } from '#report/refusal.ts';
import { HOSTILE_FINDING, PROVENANCES, sampleFinding, sampleReport } from '../../support/reports.ts';

const PRE_COMMIT: Refusal = { name: 'pre-commit', guarded: 'commit', remote: false, failOn: 'low', color: false };
const PRE_RECEIVE: Refusal = { ...PRE_COMMIT, name: 'pre-receive', guarded: 'push', remote: true };

describe('formatRefusal', () => {
  it('tells ten findings and counts the rest', () => {
    const report = sampleReport({ findings: Array.from({ length: 14 }, () => sampleFinding()) });
    const text = formatRefusal(report, PRE_COMMIT);
    expect(text).toMatch(/^keysieve: commit refused: 14 secrets in it\n\n/);
    expect(text.match(/\[aws-access-key-id\]/g)).toHaveLength(10);
    expect(text).toContain('\n\nand 4 more\n\n→ ');
  });

  it('does not count what is below --fail-on', () => {
    const findings = [sampleFinding({ severity: 'low' }), sampleFinding({ severity: 'high' })];
    const text = formatRefusal(sampleReport({ findings }), { ...PRE_COMMIT, failOn: 'high' });
    expect(text).toMatch(/^keysieve: commit refused: 1 secret in it\n/);
    expect(formatRefusal(sampleReport({ findings }), { ...PRE_COMMIT, failOn: 'critical' })).toBe('');
  });

  it.each([
    [PRE_COMMIT, 'keysieve:allow'],
    [{ ...PRE_COMMIT, name: 'commit-msg' }, '[[allowlists]] entry with a description'],
    [{ ...PRE_COMMIT, name: 'pre-push', guarded: 'push' }, 'once the remote has it'],
    [PRE_RECEIVE, 'Whoever keeps this server'],
  ] as const)('of %j says how to allow it', (refusal, words) => {
    const findings = [sampleFinding({ provenance: { kind: 'index', object: 'a'.repeat(40) } })];
    expect(formatRefusal(sampleReport({ findings }), refusal)).toContain(words);
  });

  it.each([
    ['.git/COMMIT_EDITMSG', 'message, which is kept: git commit -eF .git/COMMIT_EDITMSG\n'],
    // A shell would not read it as one word.
    ["Tom's/COMMIT_EDITMSG", 'message and commit again.\n'],
    [undefined, 'message and commit again.\n'],
  ])('of a message in %j says where it is kept', (messageFile, words) => {
    const refusal: Refusal = { ...PRE_COMMIT, name: 'commit-msg', messageFile };
    expect(formatRefusal(sampleReport({ findings: [sampleFinding()] }), refusal)).toContain(words);
  });

  const branch = { object: 'b'.repeat(40), ref: { text: 'refs/heads/topic' } };
  const tag = { object: 'c'.repeat(40), ref: { text: 'refs/tags/v1' } };
  const note = { object: 'd'.repeat(40), ref: { text: 'refs/notes/commits' } };
  it.each([
    ['a branch', [branch], 'commit', 'git rebase -i', 'scan --range "bbbbbbbbbb --not --remotes"'],
    ['a tag with a message', [tag], 'tag-message', 'Make the tag anew', 'scan --range "cccccccccc --not --remotes"'],
    ['notes', [note], 'commit', 'Make the notes anew', 'scan --range "dddddddddd --not --remotes"'],
    ['two refs', [branch, tag], 'commit', 'git rebase -i', '"bbbbbbbbbb cccccccccc --not'],
    ['six refs', [...'012345'].map((digit) => ({ object: digit.repeat(40) })), 'commit', 'rebase', 'scan --history'],
  ] as const)('of a push of %s says what to do with that, and how to see more', (_, pushed, kind, advice, command) => {
    const findings = [sampleFinding({ provenance: PROVENANCES[kind] })];
    const refusal: Refusal = { ...PRE_COMMIT, name: 'pre-push', guarded: 'push', pushed };
    const text = formatRefusal(sampleReport({ findings }), refusal);
    expect(text).toContain(advice);
    expect(text).toContain(command);
    expect(text.includes('git rebase')).toBe(advice.includes('rebase'));
  });

  it('cannot be made to write to a terminal', () => {
    const text = formatRefusal(sampleReport({ findings: [HOSTILE_FINDING] }), PRE_RECEIVE);
    expect([...text].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
  });
});

it('formatPassed is one line', () => {
  expect(formatPassed(sampleReport({ findings: [] }), 'pre-commit')).toMatch(
    /^keysieve: pre-commit: no secret found · .*\n$/,
  );
});
