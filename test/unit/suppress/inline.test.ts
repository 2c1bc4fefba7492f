import { describe, expect, it } from 'vitest';
import { inlineAllow } from '#suppress/inline.ts';

const RULE = 'aws-access-key-id';

/** The reason, `incomplete`, or undefined. */
function verdict(line: string, before = '', rule = RULE): string | undefined {
  const allow = inlineAllow(line, before, rule);
  return allow && ('reason' in allow ? allow.reason : 'incomplete');
}

describe('keysieve:allow', () => {
  it.each([
    ['a rule and a reason', `x # keysieve:allow ${RULE} because it is an example`, 'it is an example'],
    ['a reason in other letters', `x # keysieve:allow ${RULE} because né 漢`, 'né 漢'],
    ['tabs between', `x #\tkeysieve:allow\t${RULE}\tbecause\tdocumented`, 'documented'],
    ['a glob', 'x # keysieve:allow aws-* because documented', 'documented'],
    ['a star alone', 'x # keysieve:allow * because documented', 'documented'],
    ['stars in several places', 'x # keysieve:allow *access*id because documented', 'documented'],
    ['the end of a C comment', `x /* keysieve:allow ${RULE} because documented */`, 'documented'],
    ['the end of an HTML comment', `x <!-- keysieve:allow ${RULE} because documented -->`, 'documented'],
    ['the end of a template comment', `x {# keysieve:allow ${RULE} because documented #}`, 'documented'],
    ['the end of a string', `"x keysieve:allow ${RULE} because documented",`, 'documented'],
    [
      'an allow for another rule before it',
      `keysieve:allow other because one keysieve:allow ${RULE} because two`,
      'two',
    ],
    [
      'an allow for another rule behind it',
      `keysieve:allow ${RULE} because one keysieve:allow other because two`,
      'one',
    ],
    ['one without a reason before one with it', `keysieve:allow ${RULE} keysieve:allow ${RULE} because two`, 'two'],
  ])('counts with %s', (_, line, reason) => expect(verdict(line)).toBe(reason));

  it.each([
    ['no reason', `x # keysieve:allow ${RULE}`],
    ['an empty reason', `x # keysieve:allow ${RULE} because `],
    ['nothing but the end of a comment', `x /* keysieve:allow ${RULE} because */`],
    ['a reason without its word', `x # keysieve:allow ${RULE} it is an example`],
  ])('is said to be incomplete with %s', (_, line) => expect(verdict(line)).toBe('incomplete'));

  it.each([
    ['another rule', 'x # keysieve:allow other because documented'],
    ['the beginning of the rule', 'x # keysieve:allow aws because documented'],
    ['a longer name', `x # keysieve:allow ${RULE}-x because documented`],
    ['a glob for others', 'x # keysieve:allow gcp-* because documented'],
    ['a glob whose parts overlap', 'x # keysieve:allow aws-access-key-id*id because documented'],
    ['a dot for any character', 'x # keysieve:allow aws.access.key.id because documented'],
    ['no rule', 'x # keysieve:allow'],
    ['no blank', `x # keysieve:allow${RULE} because documented`],
    ['the form for the next line', `x # keysieve:allow-next-line ${RULE} because documented`],
    ['nothing at all', 'x'],
  ])('does not count with %s', (_, line) => expect(verdict(line)).toBeUndefined());

  it('speaks of its own line only', () => {
    expect(verdict('x', `# keysieve:allow ${RULE} because documented`)).toBeUndefined();
  });

  it('speaks of the next line in that form', () => {
    expect(verdict('x', `# keysieve:allow-next-line ${RULE} because documented`)).toBe('documented');
    expect(verdict('x', `# keysieve:allow-next-line ${RULE}`)).toBe('incomplete');
  });

  it('tells what to write', () => {
    const allow = inlineAllow(`# keysieve:allow ${RULE}`, '', RULE);
    expect(allow).toEqual({ incomplete: expect.stringContaining(`write "keysieve:allow ${RULE} because`) });
  });
});

describe('forms of other tools', () => {
  it.each([
    ['x # gitleaks:allow', '', 'gitleaks:allow'],
    ['x # pragma: allowlist secret', '', 'pragma: allowlist secret'],
    ['x # pragma: whitelist secret', '', 'pragma: allowlist secret'],
    ['x # Pragma:allowlist-secret', '', 'pragma: allowlist secret'],
    ['x', '# pragma: allowlist nextline secret', 'pragma: allowlist nextline secret'],
  ])('%j after %j', (line, before, form) => {
    expect(inlineAllow(line, before, RULE)).toEqual({ reason: 'none given', form });
  });

  it.each([
    ['x', '# gitleaks:allow'],
    ['x', '# pragma: allowlist secret'],
    ['x # pragma: allowlist nextline secret', ''],
    ['x # pragma: allow secrets', ''],
    ['x # gitleaks: allow', ''],
  ])('not %j after %j', (line, before) => expect(inlineAllow(line, before, RULE)).toBeUndefined());

  it('come after ours', () => {
    expect(verdict(`x # keysieve:allow ${RULE} because documented gitleaks:allow`)).toBe('documented gitleaks:allow');
    expect(verdict(`x # keysieve:allow ${RULE} gitleaks:allow`)).toBe('incomplete');
  });
});

describe('a line that wants to keep us busy', () => {
  it.each([
    ['stars', `keysieve:allow ${'*'.repeat(4000)}z because x`],
    ['stars and letters', `keysieve:allow ${'*s'.repeat(2000)}z because x`],
    ['blanks in the reason', `keysieve:allow ${RULE} because x${' '.repeat(4000)}y`],
    ['quotes in the reason', `keysieve:allow ${RULE} because x${'"'.repeat(4000)}y`],
    ['blanks before the reason', `keysieve:allow ${RULE}${' '.repeat(4000)}x`],
    ['allows', `keysieve:allow ${RULE} because `.repeat(120)],
    ['pragmas', 'pragma: '.repeat(500)],
  ])('does not, with many %s', (_, line) => {
    const started = performance.now();
    for (let times = 0; times < 200; times++) inlineAllow(line, line, RULE);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
