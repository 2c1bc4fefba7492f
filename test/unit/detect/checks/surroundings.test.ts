import { describe, expect, it } from 'vitest';
import { assignedName, surroundings } from '#detect/checks/surroundings.ts';
import { candidateIn } from '../../../support/candidates.ts';

describe('surroundings', () => {
  const candidate = candidateIn('1\n2\n3 SECRET 4\n5\n6', 'SECRET');

  it.each([
    [0, 99, '3 ', ' 4'],
    [1, 99, '2\n3 ', ' 4\n5'],
    [9, 99, '1\n2\n3 ', ' 4\n5\n6'],
    [9, 3, '\n3 ', ' 4\n'],
  ])('%d lines and %d characters', (lines, characters, before, after) => {
    expect(surroundings(candidate, { lines, characters })).toEqual({ before, after });
  });
});

describe('assignedName', () => {
  it.each([
    ['etag: SECRET', 'etag'],
    ['"e-tag": "SECRET"', 'e-tag'],
    ['\\"etag\\": \\"SECRET\\"', 'etag'],
    ["x['etag'] = 'SECRET'", 'etag'],
    ['etag => SECRET', 'etag'],
    ['etag := `SECRET`', 'etag'],
    ['etag:\nSECRET', ''],
    ['etag, SECRET', ''],
    ['SECRET', ''],
  ])('%j', (text, name) => {
    expect(assignedName(candidateIn(text, 'SECRET'))).toBe(name);
  });
});
