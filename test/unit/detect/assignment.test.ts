/** The cheap test on bytes behind a name: it lets every form of assignment through, and little else. */

import { describe, expect, it } from 'vitest';
import { mayBeAssigned } from '#detect/assignment.ts';
import { ASSIGNMENT_FORMS } from '../../support/assignment-forms.ts';

function passes(text: string, name: string): boolean {
  return mayBeAssigned(new TextEncoder().encode(text), text.lastIndexOf(name));
}

const VALUE = ['a8f3kq', '0zr7wx'].join('');

describe('assignments', () => {
  it.each(ASSIGNMENT_FORMS)('$name', ({ text }) => {
    const written = text('token', VALUE);
    const at = written.toLowerCase().search(/token(?!.*token.*a8f3)/);
    expect(mayBeAssigned(new TextEncoder().encode(written), at)).toBe(true);
  });
});

describe('no assignments', () => {
  it.each([
    'the token is read',
    'tokens',
    'f(token)',
    'token->next',
    'token = next(stream);',
    'token;',
    'token.',
    'token',
  ])('%s', (text) => expect(passes(text, 'token')).toBe(false));
});
