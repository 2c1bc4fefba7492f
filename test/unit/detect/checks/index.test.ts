import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '#detect/checks/index.ts';
import { CHECK_ARGUMENTS, type CheckName } from '#rules/check-syntax.ts';

const ARGUMENTS: Partial<Record<CheckName, string>> = {
  alphabet: 'base62',
  'character-classes': '3',
  'crc32-base62': '6',
  'graded-crc32-base62': '6',
  'min-entropy': '3',
  stopwords: 'a,example',
};

/** Beginnings that lead a check to where it reads further. */
const HEADS = [
  '',
  '-----BEGIN OPENSSH PRIVATE KEY-----\n',
  '-----BEGIN RSA PRIVATE KEY-----\nMII',
  '{"type": "service_account"',
];

/** Any code units, halves of surrogate pairs too, and base64. */
const texts = fc.oneof(
  fc.uint16Array({ maxLength: 200 }).map((units) => String.fromCharCode(...units)),
  fc.base64String({ maxLength: 200 }),
);

describe('CHECKS', () => {
  it('has the checks that rules may name, and no other', () => {
    expect(Object.keys(CHECKS).sort()).toEqual(Object.keys(CHECK_ARGUMENTS).sort());
  });

  it.each(Object.entries(CHECKS))('%s never throws, whatever the text', (name, create) => {
    const check = create(ARGUMENTS[name as CheckName] ?? '');
    fc.assert(
      fc.property(texts, fc.constantFrom(...HEADS), texts, texts, (before, head, secret, after) => {
        const verdict = check({
          secret: head + secret,
          lead: '',
          before: (length) => before.slice(-length),
          after: (length) => after.slice(0, length),
        });
        expect(['accept', 'reject', 'excuse']).toContain(verdict.kind);
      }),
      { numRuns: 50 },
    );
  });
});
