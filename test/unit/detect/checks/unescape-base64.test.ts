import { describe, expect, it } from 'vitest';
import { unescapeBase64 } from '#detect/checks/unescape-base64.ts';

describe('unescapeBase64', () => {
  it.each([
    ['abc+/=', 'abc+/='],
    ['a\\/b', 'a/b'],
    ['a\\\\/b', 'a/b'],
    ['a%2Fb%2bc%3D', 'a/b+c='],
    ['a%252Fb', 'a/b'],
    ['a\\u002fb\\u002Bc\\u003d', 'a/b+c='],
    ['a\\\\u002fb', 'a/b'],
    ['a%20b\\nc', 'a%20b\\nc'],
    ['', ''],
  ])('%s becomes %s', (text, expected) => {
    expect(unescapeBase64(text)).toBe(expected);
  });
});
