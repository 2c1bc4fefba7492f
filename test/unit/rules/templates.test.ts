/** Example templates: what each placeholder becomes, that seeds decide it, and what is refused. */

import { describe, expect, it } from 'vitest';
import { RulesError } from '#model/errors.ts';
import { expandTemplate } from '#rules/templates.ts';

describe('expandTemplate', () => {
  it.each([
    ['AK{}IA', /^AKIA$/],
    ['x{base32:16}', /^x[A-Z2-7]{16}$/],
    ['{base64:40}', /^[A-Za-z0-9+/]{40}$/],
    ['{base64url:22}', /^[A-Za-z0-9_-]{22}$/],
    ['{hex:32}', /^[0-9a-f]{32}$/],
    ['{HEX:32}', /^[0-9A-F]{32}$/],
    ['{digits:12}', /^[0-9]{12}$/],
    ['{lower:3}{upper:3}', /^[a-z]{3}[A-Z]{3}$/],
    ['{alnum:20}', /^[A-Za-z0-9]{20}$/],
    ['{[A-C7]:50}', /^[A-C7]{50}$/],
    ['{"a": {"b": 1}}', /^\{"a": \{"b": 1\}\}$/],
    ['{open}{close}', /^\{\}$/],
    ['{b64of:abc}', /^YWJj$/],
    ['{b64of:\\x00\\xff\\n\\\\}', /^AP8KXA==$/],
    ['{b64of:ä}', /^w6Q=$/],
    ['{b64urlof:{"alg":"HS256"}}', /^eyJhbGciOiJIUzI1NiJ9$/],
    ['{hexof:\\x21\\x0a}', /^210a$/],
    ['{b64of:{b64of:abc}}', /^WVdKag==$/],
    ['{b64of:{bytes:30}}', /^[A-Za-z0-9+/]{40}$/],
    ['\\x41 stays, {b64of:}', /^\\x41 stays, $/],
  ])('%s', (template, expected) => {
    expect(expandTemplate(template, 1)).toMatch(expected);
  });

  it('gives the same text for the same seed and another one for another', () => {
    expect(expandTemplate('{base64:40}', 7)).toBe(expandTemplate('{base64:40}', 7));
    expect(expandTemplate('{base64:40}', 7)).not.toBe(expandTemplate('{base64:40}', 8));
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))('mixes all classes in a long run (seed %i)', (seed) => {
    const text = expandTemplate('{base64:16}', seed);
    for (const members of [/[A-Z]/, /[a-z]/, /[0-9]/, /[+/]/]) expect(text).toMatch(members);
  });

  it.each([
    ['{base23:4}', 'unknown generator "base23"'],
    ['{[Z-A]:20}', 'the range Z-A in a template is empty'],
    ['{bytes:4}', '"bytes" works inside b64of'],
    ['{b64of:abc', 'without its closing brace'],
  ])('refuses %s', (template, message) => {
    expect(() => expandTemplate(template, 1)).toThrow(RulesError);
    expect(() => expandTemplate(template, 1)).toThrow(message);
  });
});
