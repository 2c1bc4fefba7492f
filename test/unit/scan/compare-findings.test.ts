import { describe, expect, it } from 'vitest';
import type { ReportedFinding, TargetKind } from '#model/report.ts';
import { compareFindings } from '#scan/compare-findings.ts';

/** `path:line:column rule fingerprint`, or `date commit path:…`. */
function findingOf(text: string): ReportedFinding {
  const words = text.split(' ');
  const [date = '', commit = ''] = words.length > 3 ? words.splice(0, 2) : [];
  const [place = '', rule = '', print = ''] = words;
  const [path = '', line = '0', column = '0'] = place.split(':');
  const info = { author: '', email: '', subject: '', object: '', occurrences: 1, inHead: true };
  return {
    rule,
    title: '',
    severity: 'high',
    path: { text: path },
    start: { line: Number(line), column: Number(column) },
    end: { line: Number(line), column: Number(column) },
    secret: '',
    fingerprint: print,
    provenance: date === '' ? { kind: 'file' } : { kind: 'commit', date, commit, ...info },
    related: [],
    details: {},
    tags: [],
    advice: '',
  };
}

const ORDERED = [
  'B:1:1 a x',
  'a:1:1 a x',
  'a:1:2 a x',
  'a:1:10 a x',
  'a:2:1 a x',
  'a:2:1 a y',
  'a:2:1 b a',
  'a:10:1 a x',
  'a/b:1:1 a x',
  'é:1:1 a x',
];
const BY_COMMIT = [
  'a:1:1 a x',
  '2024 f z:9:9 a x',
  '2025 a z:1:1 a x',
  '2025 b a:1:1 a x',
  '2025 b a:2:1 a x',
  '2026 a a:1:1 a x',
];

function sorted(texts: readonly string[], kind: TargetKind): string[] {
  const byFinding = new Map(texts.map((text) => [findingOf(text), text]));
  return [...byFinding.keys()].sort(compareFindings(kind)).map((finding) => byFinding.get(finding) ?? '');
}

describe('compareFindings', () => {
  it.each(['paths', 'staged', 'stdin'] as const)('orders by path, line, column, rule and fingerprint: %s', (kind) => {
    expect(sorted(ORDERED.toReversed(), kind)).toEqual(ORDERED);
    expect(sorted([...ORDERED].sort(), kind)).toEqual(ORDERED);
  });

  it.each(['history', 'range'] as const)('orders by commit date and hash first: %s', (kind) => {
    expect(sorted(BY_COMMIT.toReversed(), kind)).toEqual(BY_COMMIT);
  });

  it.each(['paths', 'staged', 'stdin'] as const)('leaves commits out of the order elsewhere: %s', (kind) => {
    expect(sorted(['2025 a z:1:1 a x', '2024 b z:1:2 a x'], kind)).toEqual(['2025 a z:1:1 a x', '2024 b z:1:2 a x']);
  });

  it('holds the same for the same', () => {
    for (const text of [...ORDERED, ...BY_COMMIT])
      expect(compareFindings('history')(findingOf(text), findingOf(text))).toBe(0);
  });
});
