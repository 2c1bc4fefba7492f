/** Sample reports for the reporters' tests: every kind of provenance, hostile names and texts, and every odd ending. */

import type { Provenance, ProvenanceKind } from '#model/provenance.ts';
import type { Coverage, Report, ReportedFinding, ReportedRule, ShownLine } from '#model/report.ts';
import type { ReporterOptions } from '#report/reporter.ts';

export const PLAIN: ReporterOptions = { color: false, verbose: false, quiet: false, failOn: 'low' };

const COMMIT = {
  commit: '1a2b3c4d5e'.repeat(4),
  author: 'Ann Author',
  email: 'ann@example.org',
  date: '2026-11-22T10:00:00Z',
  subject: 'add dev config',
} as const;

const OBJECT = {
  object: 'feedface'.repeat(5),
  occurrences: 3,
  inHead: false,
} as const;

/** One of each kind; TypeScript complains when one is missing. */
export const PROVENANCES: { readonly [K in ProvenanceKind]: Extract<Provenance, { readonly kind: K }> | Provenance } = {
  file: { kind: 'file' },
  stdin: { kind: 'stdin' },
  index: { kind: 'index', object: OBJECT.object },
  commit: { kind: 'commit', ...COMMIT, ...OBJECT },
  'commit-message': { kind: 'commit-message', ...COMMIT, ...OBJECT, occurrences: 1 },
  'commit-author': { kind: 'commit-author', ...COMMIT, ...OBJECT },
  'tag-message': { kind: 'tag-message', tag: 'v1.0', ...OBJECT, occurrences: 1 },
  'ref-name': { kind: 'ref-name' },
  'path-name': { kind: 'path-name', ...COMMIT, ...OBJECT, inHead: true },
  note: { kind: 'note', ...COMMIT, ...OBJECT, occurrences: 1 },
  stash: { kind: 'stash', ...COMMIT, ...OBJECT },
  reflog: { kind: 'reflog', ...COMMIT, ...OBJECT },
  unreachable: { kind: 'unreachable', ...OBJECT, occurrences: 1 },
  config: { kind: 'config' },
};

/** A line with its secret between `«` and `»`. */
export function shownLine(marked: string, cut: Partial<ShownLine> = {}): ShownLine {
  const from = marked.indexOf('«');
  const to = marked.indexOf('»') - 1;
  return { text: marked.replace(/[«»]/g, ''), from, to, cutBefore: false, cutAfter: false, ...cut };
}

/** A finding like the one in the contract; `changes` replace whole fields. */
export function sampleFinding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: 'aws-access-key-id',
    title: 'AWS access key ID',
    severity: 'critical',
    path: { text: 'config/dev.ini' },
    start: { line: 2, column: 21 },
    end: { line: 2, column: 41 },
    secret: 'AKIA…',
    fingerprint: 'v1:0123456789abcdef',
    provenance: { kind: 'file' },
    related: [],
    details: {},
    tags: ['aws'],
    advice: 'Deactivate the key in IAM, create a new one, then remove it here.',
    line: shownLine('aws_access_key_id = «AKIA…»'),
    ...changes,
  };
}

/** The same with the secret key beside it and what a check found out. */
export function pairedFinding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return sampleFinding({
    related: [
      {
        rule: 'aws-secret-access-key',
        path: { text: 'config/dev.ini' },
        start: { line: 3, column: 25 },
        end: { line: 3, column: 65 },
      },
    ],
    details: { region: 'none', awsAccountId: '123456789012' },
    ...changes,
  });
}

export const RULE: ReportedRule = {
  id: 'aws-access-key-id',
  title: 'AWS access key ID',
  description: 'Names an access key of an AWS account.',
  severity: 'critical',
  tags: ['aws', 'cloud', 'aws'],
  references: ['the AWS manual', 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html'],
  advice: 'Deactivate the key in IAM, create a new one, then remove it here.',
};

const COVERAGE: Coverage = {
  files: 812,
  commits: 0,
  objects: 0,
  bytes: 12_345_678,
  opaque: 0,
  narrowedBy: [],
  skipped: [],
};

/** A scan of paths without findings; `coverage` is merged, all other changes replace whole fields. */
export function sampleReport(
  changes: Partial<Omit<Report, 'coverage'>> & { readonly coverage?: Partial<Coverage> } = {},
): Report {
  return {
    tool: { name: 'keysieve', version: '0.1.0' },
    target: { kind: 'paths', root: '.' },
    rules: [RULE],
    findings: [],
    suppressed: [],
    problems: [],
    notices: [],
    interrupted: false,
    durationMs: 123,
    ...changes,
    coverage: { ...COVERAGE, ...changes.coverage },
  };
}

export const NOTHING: Coverage = { ...COVERAGE, files: 0, bytes: 0 };

export const HISTORY_COVERAGE: Partial<Coverage> = {
  files: 142_311,
  commits: 85_361,
  objects: 419_403,
  bytes: 8_123_456_789,
};

const ESC = '\u001b';

/** What a repository may hold to fool whoever reads the report. */
export const HOSTILE_FINDING: ReportedFinding = pairedFinding({
  rule: `evil${ESC}]0;rule\u0007`,
  title: `${ESC}[2Jcleared\nexit 0 [x](https://example.org)`,
  path: { text: `a\n${ESC}[31mb\u202etxt.exe` },
  secret: `AK${ESC}[8m…`,
  line: shownLine(`\u009b1m\tkey\u200b = «AK${ESC}[8m…» \u2028// \ud800 \u{e0041}`),
  advice: `Run${ESC}[1A this`,
  details: { [`na\rme`]: `va${ESC}lue` },
  related: [
    {
      rule: `other${ESC}c`,
      path: { text: `c${ESC}[0m` },
      start: { line: 1, column: 1 },
      end: { line: 1, column: 2 },
    },
  ],
  provenance: {
    kind: 'tag-message',
    tag: `v1${ESC}[5m`,
    ...COMMIT,
    author: `Ann${ESC}[7m`,
    email: `a\u2066@example.org`,
    subject: `sub\u0085ject`,
    ...OBJECT,
  },
});

/** A name in Latin-1: `caf` and the byte e9. */
export const LATIN1_PATH = {
  text: 'caf\\xe9/a b.ini',
  bytes: Uint8Array.from(Buffer.from('caf\u00e9/a b.ini', 'latin1')),
};

/** Reports by what is special about them: whatever must hold for every report is tried on all of these. */
export const REPORTS: Readonly<Record<string, Report>> = {
  'no findings': sampleReport(),
  'everything known from a cache': sampleReport({
    target: { kind: 'history', root: '.' },
    coverage: { ...NOTHING, cached: { files: 3, commits: 2, objects: 7 } },
  }),
  'one finding of each kind': sampleReport({
    target: { kind: 'history', root: '.' },
    findings: Object.values(PROVENANCES).map((provenance) => pairedFinding({ provenance })),
    coverage: HISTORY_COVERAGE,
  }),
  'names without a path or line': sampleReport({
    findings: Object.values(PROVENANCES).map((provenance) =>
      withoutLine(sampleFinding({ path: { text: '' }, provenance })),
    ),
  }),
  'hostile text': sampleReport({
    findings: [HOSTILE_FINDING],
    suppressed: [{ by: 'inline', reason: `fine${ESC}[2K`, finding: HOSTILE_FINDING }],
    problems: [{ code: 'GIT', message: `fatal:${ESC}[31m\nsecond${ESC} line`, path: HOSTILE_FINDING.path }],
    notices: [{ message: `note${ESC}` }],
    coverage: { narrowedBy: [`a${ESC}.toml`], skipped: [{ path: HOSTILE_FINDING.path, reason: `odd${ESC}` }] },
  }),
  'a name that is not UTF-8': sampleReport({
    findings: [sampleFinding({ path: LATIN1_PATH })],
    problems: [{ code: 'SOURCE', message: 'permission denied: make it readable', path: LATIN1_PATH }],
    coverage: { skipped: [{ path: LATIN1_PATH, reason: 'symbolic link' }] },
  }),
  'decoded text': sampleReport({
    findings: [
      sampleFinding({ decodings: ['base64', 'utf-16le', 'escape'], line: shownLine('auth: «QUtJ…»') }),
      sampleFinding({ decodings: ['percent'] }),
    ],
  }),
  suppressed: sampleReport({
    suppressed: [
      { by: 'inline', reason: 'a documented example', finding: sampleFinding() },
      {
        by: 'baseline',
        reason: 'revoked in 2024',
        expiry: '2027-01-31',
        entry: '.keysieve-baseline:12',
        finding: sampleFinding({ severity: 'low' }),
      },
      { by: 'allowlist', reason: 'none given', finding: sampleFinding() },
    ],
    coverage: { narrowedBy: ['keysieve.toml', '--exclude'] },
  }),
  'skips and opaque content': sampleReport({
    coverage: {
      opaque: 1,
      skipped: [
        { path: { text: 'link' }, reason: 'symbolic link' },
        { path: { text: 'vendor/a' }, reason: 'submodule' },
        { path: { text: 'vendor/b' }, reason: 'submodule' },
        { path: { text: 'a.zip' }, reason: 'zip archive', opaque: true },
      ],
    },
  }),
  'nothing scanned': sampleReport({ target: { kind: 'staged', root: '.' }, coverage: NOTHING }),
  problems: sampleReport({
    findings: [sampleFinding()],
    problems: [
      { code: 'GIT', message: 'object is missing\nRun git fsck.', path: { text: 'a.txt' } },
      { code: 'DETECT', message: 'rule slow ran over its time limit' },
    ],
    notices: [{ message: 'git config secrets.patterns is honoured' }],
  }),
  interrupted: sampleReport({ interrupted: true }),
};

/** A finding of a rule on paths only. */
export function withoutLine(finding: ReportedFinding): ReportedFinding {
  const { line: _line, ...rest } = finding;
  return rest;
}
