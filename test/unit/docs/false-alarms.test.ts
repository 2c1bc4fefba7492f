/** The table of judged repositories says what the verdicts say. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type JudgedRepository, tableOf } from '../../../bench/verdicts.ts';

const FOLDER = new URL('../../../bench/verdicts/', import.meta.url);
const PAGE = readFileSync(new URL('../../../docs/false-alarms.md', import.meta.url), 'utf8');
const JUDGED = readdirSync(FOLDER)
  .toSorted()
  .map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as JudgedRepository);

describe('the table', () => {
  it('is that of the verdicts', () => expect(PAGE).toContain(tableOf(JUDGED)));

  it('holds no secret', () => {
    const keys = new Set(JUDGED.flatMap(({ findings }) => findings.flatMap((finding) => Object.keys(finding))));
    expect([...keys].toSorted()).toEqual(['fingerprint', 'path', 'rule', 'severity', 'verdict', 'why']);
  });
});
