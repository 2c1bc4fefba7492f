import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMarks } from '#cli/baseline/marks.ts';
import { temporaryDirectory } from '../../../support/repo.ts';

it('marks are there for the next audit, and can be taken back', async () => {
  const folder = temporaryDirectory();
  const first = readMarks(folder);
  await first.set('v1:b', true);
  await first.set('v1:a', true);
  expect(readFileSync(join(folder, 'keysieve-audit'), 'utf8')).toBe('v1:a\nv1:b\n');
  const second = readMarks(folder);
  expect([second.has('v1:a'), second.has('v1:c')]).toEqual([true, false]);
  await second.set('v1:a', false);
  expect(readMarks(folder).has('v1:a')).toBe(false);
});

it('without a repository they hold for one audit', async () => {
  const marks = readMarks(undefined);
  await marks.set('v1:a', true);
  expect(marks.has('v1:a')).toBe(true);
  expect(readMarks(undefined).has('v1:a')).toBe(false);
});
