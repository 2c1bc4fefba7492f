import { expect, it } from 'vitest';
import { counted } from '#text/counted.ts';

it.each([
  [0, '0 commits'],
  [1, '1 commit'],
  [2, '2 commits'],
])('counts %i', (count, text) => expect(counted(count, 'commit')).toBe(text));
