import { describe, expect, it } from 'vitest';
import { checkAwsSessionToken, hasSessionTokenHeader } from '#detect/checks/aws-session-token.ts';
import { candidateIn } from '../../../support/candidates.ts';
import { sessionToken } from '../../../support/keys.ts';

describe('hasSessionTokenHeader', () => {
  it.each([
    ['AQoDYXdz', true],
    ['FQoDYXdz', true],
    ['FQoGZXIvYXdz', true],
    ['FQoGZXIvYXdzEBYaD', true],
    ['FwoDYXdz', true],
    ['FwoGZXIvYXdz', true],
    ['IQoJb3JpZ2luX2Vj', true],
    ['AgoJb3JpZ2luX2Vj', true],
    ['IgoJb3JpZ2luX2Vj', false],
    ['IQoKb3JpZ2luX2Vj', false],
    ['IQoJb3JpZ2luX2Vr', false],
    ['IQoHb3JpZ2luX2Vj', false],
    ['eyJhbGciOiJIUzI1', false],
    ['', false],
  ])('%s: %s', (head, expected) => {
    expect(hasSessionTokenHeader(head === '' ? '' : head.padEnd(16, 'A'))).toBe(expected);
  });
});

describe('checkAwsSessionToken', () => {
  const token = sessionToken();
  const head = token.slice(0, 16);

  it.each([
    ['a token', token, 'accept'],
    ['a percent-encoded token', encodeURIComponent(token), 'accept'],
    ['a token with a long run of signs, as real ones have', head + '/'.repeat(12) + token.slice(28), 'accept'],
    ['a short one', token.slice(0, 80), 'reject'],
    ['one of little entropy', head + 'A'.repeat(300), 'reject'],
    ['another header', `A${token}`, 'reject'],
    ['an example', `${token}EXAMPLE`, 'excuse'],
    ['an example of one word', head + 'EXAMPLE'.repeat(20), 'excuse'],
  ])('%s', (_, value, kind) => {
    expect(checkAwsSessionToken(candidateIn(value, value)).kind).toBe(kind);
  });
});
