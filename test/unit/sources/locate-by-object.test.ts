import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { ChunkOrigin } from '#model/chunk.ts';
import type { TargetKind } from '#model/report.ts';
import { reportJson } from '#report/json.ts';
import { locateByObject } from '#sources/locate-by-object.ts';
import { matchIn } from '../../support/matches.ts';
import { render } from '../../support/report-text.ts';
import { sampleFinding, sampleReport } from '../../support/reports.ts';

const ajv = formats.default(new Ajv2020({ allErrors: true, strictTypes: false }));
const validate = ajv.compile(
  JSON.parse(readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8')),
);

const ID = 'ab'.repeat(20);
const PATH = { text: 'a.ini' };
const CASES: readonly (readonly [TargetKind, ChunkOrigin, string, string])[] = [
  ['history', { kind: 'blob', object: ID }, 'unreachable', `(blob ${ID})`],
  ['range', { kind: 'blob', object: ID, path: PATH }, 'unreachable', 'a.ini'],
  ['staged', { kind: 'blob', object: ID, path: PATH }, 'index', 'a.ini'],
  ['history', { kind: 'commit', object: ID }, 'unreachable', `(commit ${ID})`],
  ['history', { kind: 'tag', object: ID }, 'unreachable', `(tag ${ID})`],
  ['history', { kind: 'tree', object: ID }, 'path-name', 'line'],
  ['range', { kind: 'name', name: PATH }, 'path-name', 'a.ini'],
  ['history', { kind: 'ref-names' }, 'ref-name', 'line'],
  ['history', { kind: 'file', path: PATH }, 'config', 'a.ini'],
  ['paths', { kind: 'file', path: PATH }, 'file', 'a.ini'],
  ['stdin', { kind: 'stdin', path: PATH }, 'stdin', 'a.ini'],
];

describe('locateByObject', () => {
  it.each(CASES)('says of a scan of %s what is true and fits the schema: %j', (target, origin, kind, path) => {
    const match = matchIn('line', 'line');
    const located = locateByObject({ origin, match }, target);
    expect(located).toMatchObject({ path: { text: path }, provenance: { kind } });
    const report = sampleReport({ findings: [sampleFinding({ path: located.path, provenance: located.provenance })] });
    validate(JSON.parse(render(reportJson, report)));
    expect(validate.errors).toBeNull();
  });
});
