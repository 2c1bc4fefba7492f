/** The text report: its wording, which is reviewed here, and what it does with hostile text. */

import { describe, expect, it } from 'vitest';
import type { Provenance, ProvenanceKind } from '#model/provenance.ts';
import type { ReportedFinding } from '#model/report.ts';
import { reportText } from '#report/text.ts';
import { render } from '../../support/report-text.ts';
import {
  HISTORY_COVERAGE,
  HOSTILE_FINDING,
  LATIN1_PATH,
  NOTHING,
  PROVENANCES,
  pairedFinding,
  REPORTS,
  sampleFinding,
  sampleReport,
  shownLine,
  withoutLine,
} from '../../support/reports.ts';

const HISTORY = { target: { kind: 'history', root: '.' }, coverage: HISTORY_COVERAGE, durationMs: 2400 } as const;
const STAGED = { target: { kind: 'staged', root: '.' }, coverage: { files: 2, bytes: 3456 } } as const;

/** Everything between the head line and the advice of one finding. */
function middleOf(finding: ReportedFinding): string[] {
  const block = render(reportText, sampleReport({ findings: [finding] }), { quiet: true })
    .trimEnd()
    .split('\n');
  return block.slice(1, -1).map((line) => line.trim());
}

describe('what was decoded', () => {
  it.each<[string, readonly string[], string]>([
    ['once', ['base64'], 'decoded from base64'],
    ['twice', ['base64', 'utf-16le', 'escape'], 'decoded from base64, then from UTF-16LE, then from string escapes'],
    ['in another way', ['percent', 'entity'], 'decoded from percent encoding, then from character references'],
  ])('is named: %s', (_, decodings, line) => expect(middleOf(sampleFinding({ decodings }))).toContain(line));

  it('is not there for text as it stands', () => {
    expect(middleOf(sampleFinding()).join()).not.toContain('decoded');
  });
});

describe('whole reports', () => {
  it('is one line when all is well', () => {
    expect(render(reportText, sampleReport())).toBe('no findings · 812 files · 12.3 MB · 0.1 s\n');
  });

  it('for a staged change', () => {
    const finding = pairedFinding({ provenance: PROVENANCES.index, details: { awsAccountId: '123456789012' } });
    expect(render(reportText, sampleReport({ ...STAGED, findings: [finding] }))).toMatchInlineSnapshot(`
      "config/dev.ini:2:21: critical: AWS access key ID [aws-access-key-id]
         2 │ aws_access_key_id = AKIA…
           │                     ^^^^^
             staged: the commit would have contained it
             together with config/dev.ini:3:25 [aws-secret-access-key]
             awsAccountId 123456789012
             → Deactivate the key in IAM, create a new one, then remove it here.

      No secret after all? Say so at the end of its line: # keysieve:allow aws-access-key-id because REASON

      1 finding · 2 staged files · 3.5 kB · 0.1 s
      "
    `);
  });

  it('for history', () => {
    const findings = [
      pairedFinding({ provenance: PROVENANCES.commit }),
      sampleFinding({ severity: 'low', provenance: PROVENANCES.stash, start: { line: 12_345, column: 1 } }),
    ];
    expect(render(reportText, sampleReport({ ...HISTORY, findings }), { failOn: 'medium' })).toMatchInlineSnapshot(`
      "config/dev.ini:2:21: critical: AWS access key ID [aws-access-key-id]
         2 │ aws_access_key_id = AKIA…
           │                     ^^^^^
             commit 1a2b3c4d5e by Ann Author <ann@example.org> on 2026-11-22: add dev config
             in 3 git objects, no longer in HEAD but still in history
             together with config/dev.ini:3:25 [aws-secret-access-key]
             region none · awsAccountId 123456789012
             → Deactivate the key in IAM, create a new one, then remove it here.

      config/dev.ini:12345:1: low (below --fail-on medium): AWS access key ID [aws-access-key-id]
      12345 │ aws_access_key_id = AKIA…
            │                     ^^^^^
              in the stash (see git stash list)
              commit 1a2b3c4d5e by Ann Author <ann@example.org> on 2026-11-22: add dev config
              in 3 git objects
              → Deactivate the key in IAM, create a new one, then remove it here.

      No secret, but not in a file that can be edited? Give it an [[allowlists]] entry with a description in keysieve.toml.

      2 findings (1 below --fail-on medium) · 419,403 objects (142,311 file contents, 85,361 commits) · 8.1 GB · 2.4 s
      "
    `);
  });

  it('with problems, notices and what narrowed the scan', () => {
    const report = REPORTS['problems'] ?? sampleReport();
    const narrowed = { ...report, coverage: { ...report.coverage, narrowedBy: ['keysieve.toml', '--exclude'] } };
    expect(render(reportText, narrowed)).toMatchInlineSnapshot(`
      "config/dev.ini:2:21: critical: AWS access key ID [aws-access-key-id]
         2 │ aws_access_key_id = AKIA…
           │                     ^^^^^
             → Deactivate the key in IAM, create a new one, then remove it here.

      No secret after all? Say so at the end of its line: # keysieve:allow aws-access-key-id because REASON

      2 problems, so the scan is incomplete:
        GIT: a.txt: object is missing
          Run git fsck.
        DETECT: rule slow ran over its time limit

      note: git config secrets.patterns is honoured
      note: narrowed by keysieve.toml, --exclude
      1 finding · 812 files · 12.3 MB · 0.1 s · 2 problems
      "
    `);
  });

  it('with every skip and every suppressed finding when verbose', () => {
    const { suppressed } = REPORTS['suppressed'] ?? sampleReport();
    const { coverage } = REPORTS['skips and opaque content'] ?? sampleReport();
    const report = sampleReport({ suppressed, coverage });
    expect(render(reportText, report, { verbose: true })).toMatchInlineSnapshot(`
      "3 suppressed:
        config/dev.ini:2:21: [aws-access-key-id] by inline: a documented example
        config/dev.ini:2:21: [aws-access-key-id] by baseline (.keysieve-baseline:12), until 2027-01-31: revoked in 2024
        config/dev.ini:2:21: [aws-access-key-id] by allowlist: none given

      4 not looked into:
        link: symbolic link
        vendor/a: submodule
        vendor/b: submodule
        a.zip: zip archive

      no findings · 812 files · 12.3 MB · 0.1 s · 3 suppressed (1 by allowlist, 1 by baseline, 1 by inline) · 3 skipped (2 submodules, 1 symbolic link) · 1 opaque (1 zip archive)
      "
    `);
  });

  it('with hostile text from a repository', () => {
    expect(render(reportText, REPORTS['hostile text'] ?? sampleReport())).toMatchInlineSnapshot(`
      "a\\n\\x1b[31mb\\u202etxt.exe:2:21: critical: \\x1b[2Jcleared\\nexit 0 [x](https://example.org) [evil\\x1b]0;rule\\x07]
         2 │ \\x9b1m  key\\u200b = AK\\x1b[8m… \\u2028// \\ud800 \\u{e0041}
           │                     ^^^^^^^^^^
             in the message of tag v1\\x1b[5m
             commit 1a2b3c4d5e by Ann\\x1b[7m <a\\u2066@example.org> on 2026-11-22: sub\\x85ject
             in 3 git objects
             together with c\\x1b[0m:1:1 [other\\x1bc]
             na\\rme va\\x1blue
             → Run\\x1b[1A this

      No secret, but not in a file that can be edited? Give it an [[allowlists]] entry with a description in keysieve.toml.

      1 problem, so the scan is incomplete:
        GIT: a\\n\\x1b[31mb\\u202etxt.exe: fatal:\\x1b[31m
          second\\x1b line

      note: note\\x1b
      note: narrowed by a\\x1b.toml
      1 finding · 812 files · 12.3 MB · 0.1 s · 1 suppressed (1 by inline) · 1 skipped (1 odd\\x1b) · 1 problem
      "
    `);
  });

  it('quietly: findings and problems only', () => {
    expect(render(reportText, REPORTS['problems'] ?? sampleReport(), { quiet: true })).toMatchInlineSnapshot(`
      "config/dev.ini:2:21: critical: AWS access key ID [aws-access-key-id]
         2 │ aws_access_key_id = AKIA…
           │                     ^^^^^
             → Deactivate the key in IAM, create a new one, then remove it here.

      2 problems, so the scan is incomplete:
        GIT: a.txt: object is missing
          Run git fsck.
        DETECT: rule slow ran over its time limit
      "
    `);
    expect(render(reportText, REPORTS['suppressed'] ?? sampleReport(), { quiet: true, verbose: true })).toBe('');
    expect(render(reportText, sampleReport({ interrupted: true }), { quiet: true })).toContain('interrupted');
  });
});

describe('where a finding hides', () => {
  const COMMIT_LINE = 'commit 1a2b3c4d5e by Ann Author <ann@example.org> on 2026-11-22: add dev config';
  const WORDS: Readonly<Record<ProvenanceKind, readonly string[]>> = {
    file: [],
    stdin: ['on standard input'],
    index: ['staged: the commit would have contained it'],
    commit: [COMMIT_LINE, 'in 3 git objects, no longer in HEAD but still in history'],
    'commit-message': ['in the message of a commit', COMMIT_LINE, 'in 1 git object'],
    'commit-author': ['in the author or committer of a commit', COMMIT_LINE, 'in 3 git objects'],
    'tag-message': ['in the message of tag v1.0', 'in 1 git object'],
    'ref-name': ['in the name of a branch, tag or other ref'],
    'path-name': ['in the name of the file itself', COMMIT_LINE, 'in 3 git objects, still in HEAD'],
    note: ['in a git note (see git log --notes)', COMMIT_LINE, 'in 1 git object'],
    stash: ['in the stash (see git stash list)', COMMIT_LINE, 'in 3 git objects'],
    reflog: ['only in the reflog (see git reflog --all)', COMMIT_LINE, 'in 3 git objects'],
    unreachable: ['in an object that no branch or tag leads to (kept until git gc prunes it)', 'in 1 git object'],
    config: ["in the repository's git configuration (not part of any commit)"],
  };

  it.each(Object.values(PROVENANCES))('is said for $kind', (provenance) => {
    const finding = withoutLine(sampleFinding({ secret: '', provenance }));
    expect(middleOf(finding)).toEqual(WORDS[provenance.kind]);
  });

  it('names what has no path', () => {
    const finding = sampleFinding({ path: { text: '' }, provenance: PROVENANCES['commit-message'] });
    const text = render(reportText, sampleReport({ findings: [finding] }));
    expect(text).toMatch(/^the message of commit 1a2b3c4d5e:2:21: critical: /);
  });

  it('shows the secret where there is no line', () => {
    expect(middleOf(withoutLine(sampleFinding()))).toEqual(['AKIA…']);
  });

  it.each<[string, Partial<Extract<Provenance, { kind: 'unreachable' }>>, readonly string[]]>([
    ['a tag keeps', { refs: { names: ['refs/tags/v1'], count: 1 } }, ['is in no commit', 'kept by refs/tags/v1']],
    ['nobody could locate', { unlocated: true }, ['could not be found out']],
  ])('is said of an object that %s, and not that nothing leads to it', (_, more, words) => {
    const object = { kind: 'unreachable', object: 'f'.repeat(40), occurrences: 1, inHead: false } as const;
    const text = middleOf(withoutLine(sampleFinding({ secret: '', provenance: { ...object, ...more } }))).join('\n');
    for (const word of words) expect(text).toContain(word);
    expect(text).not.toContain('no branch or tag');
  });

  it('leaves out what is not known of an unreachable object', () => {
    const provenance = {
      kind: 'unreachable',
      object: 'f'.repeat(40),
      occurrences: 1,
      inHead: false,
      commit: 'ab'.repeat(20),
    } as const;
    expect(middleOf(withoutLine(sampleFinding({ secret: '', provenance })))).toEqual([
      'in an object that no branch or tag leads to (kept until git gc prunes it)',
      'commit ababababab',
      'in 1 git object',
    ]);
  });
});

describe('the source line', () => {
  it.each([
    ['plain', shownLine('key = «AKIA…»'), ['   2 │ key = AKIA…', '     │       ^^^^^']],
    ['tabs', shownLine('\tif\tx = «AKIA…»\t;'), ['   2 │     if  x = AKIA…   ;', '     │             ^^^^^']],
    ['wide characters', shownLine('鍵 = «AKIA…»'), ['   2 │ 鍵 = AKIA…', '     │      ^^^^^']],
    ['a combining mark', shownLine('e\u0301 = «AKIA…»'), ['   2 │ e\u0301 = AKIA…', '     │     ^^^^^']],
    ['a wide secret', shownLine('k = «鍵…»'), ['   2 │ k = 鍵…', '     │     ^^^']],
    ['escapes', shownLine('\u001b = «AKIA…»'), ['   2 │ \\x1b = AKIA…', '     │        ^^^^^']],
    ['an empty secret', shownLine('k = «»'), ['   2 │ k = ', '     │     ^']],
    ['CRLF', shownLine('k = «AKIA…»;\r'), ['   2 │ k = AKIA…;', '     │     ^^^^^']],
    [
      'a cut line',
      shownLine('k = «AKIA…» x', { cutBefore: true, cutAfter: true }),
      ['   2 │ …k = AKIA… x…', '     │      ^^^^^'],
    ],
    [
      'a long line',
      shownLine(`${'a'.repeat(500)}«AKIA…»${'b'.repeat(500)}`),
      [`   2 │ …${'a'.repeat(56)}AKIA…${'b'.repeat(40)}…`, `     │ ${' '.repeat(57)}^^^^^`],
    ],
    [
      'a long line cut between surrogates',
      shownLine(`x${'𠮷'.repeat(28)}y${'𠮷'.repeat(27)}z«AKIA…»${'b'.repeat(39)}𠮷${'b'.repeat(99)}`),
      [`   2 │ …y${'𠮷'.repeat(27)}zAKIA…${'b'.repeat(39)}…`, `     │ ${' '.repeat(1 + 1 + 54 + 1)}^^^^^`],
    ],
  ])('aligns its underline: %s', (_name, line, expected) => {
    const [, source, underline] = render(reportText, sampleReport({ findings: [sampleFinding({ line })] })).split('\n');
    expect([source, underline]).toEqual(expected);
  });
});

describe('how to allow a finding', () => {
  const INLINE = 'No secret after all? Say so at the end of its line: # keysieve:allow';
  const ALLOWLIST = 'No secret, but not in a file that can be edited? Give it an [[allowlists]] entry';

  it.each([
    ['its rule, when there is one', [sampleFinding(), pairedFinding()], [`${INLINE} aws-access-key-id because REASON`]],
    [
      'no rule, when there are more',
      [sampleFinding(), sampleFinding({ rule: 'b' })],
      [`${INLINE} RULE because REASON`],
    ],
    ['the configuration, in history', [sampleFinding({ provenance: PROVENANCES.commit })], [ALLOWLIST]],
    ['the configuration, without a line', [withoutLine(sampleFinding())], [ALLOWLIST]],
    ['both', [sampleFinding(), sampleFinding({ provenance: PROVENANCES.stash })], [INLINE, ALLOWLIST]],
    ['nothing without findings', [], []],
  ])('names %s', (_name, findings, expected) => {
    const hints = render(reportText, sampleReport({ findings }))
      .split('\n')
      .filter((line) => line.startsWith('No secret'));
    expect(hints).toEqual(expected.map((start) => expect.stringContaining(start)));
  });
});

describe('the last line', () => {
  const skips = [
    ...Array.from({ length: 8 }, () => ({ path: { text: 'l' }, reason: 'symbolic link' })),
    ...Array.from({ length: 4 }, () => ({ path: { text: 's' }, reason: 'submodule' })),
  ];
  const others = ['deleted', 'excluded', 'unmerged'].map((reason) => ({ path: { text: 'x' }, reason }));
  const findings = [sampleFinding(), sampleFinding(), sampleFinding({ severity: 'info' })];

  it.each([
    [
      sampleReport({ ...HISTORY, findings: [sampleFinding(), sampleFinding(), sampleFinding()] }),
      '3 findings · 419,403 objects (142,311 file contents, 85,361 commits) · 8.1 GB · 2.4 s',
    ],
    [
      REPORTS['everything known from a cache'],
      'no findings · 0 objects (0 file contents, 0 commits) · 0 B · 7 objects known from the cache · 0.1 s',
    ],
    [sampleReport(STAGED), 'no findings · 2 staged files · 3.5 kB · 0.1 s'],
    [sampleReport({ findings }), '3 findings (1 below --fail-on low) · 812 files · 12.3 MB · 0.1 s'],
    [sampleReport({ target: { kind: 'stdin', root: '.' } }), 'no findings · standard input · 12.3 MB · 0.1 s'],
    [
      sampleReport({ coverage: { skipped: skips } }),
      'no findings · 812 files · 12.3 MB · 0.1 s · 12 skipped (8 symbolic links, 4 submodules)',
    ],
    [
      sampleReport({ coverage: { skipped: [...others, ...skips], opaque: 2 } }),
      'no findings · 812 files · 12.3 MB · 0.1 s · 15 skipped (8 symbolic links, 4 submodules, 1 deleted, 2 other) · 2 opaque',
    ],
    [
      REPORTS['skips and opaque content'],
      'no findings · 812 files · 12.3 MB · 0.1 s · 3 skipped (2 submodules, 1 symbolic link) · 1 opaque (1 zip archive)',
    ],
    [
      REPORTS['suppressed'],
      'no findings · 812 files · 12.3 MB · 0.1 s · 3 suppressed (1 by allowlist, 1 by baseline, 1 by inline)',
    ],
    [REPORTS['problems'], '1 finding · 812 files · 12.3 MB · 0.1 s · 2 problems'],
    [REPORTS['interrupted'], 'INTERRUPTED · no findings · 812 files · 12.3 MB · 0.1 s'],
  ])('%#', (report, expected) => {
    expect(lastLine(report)).toBe(expected);
  });

  it.each([
    ['paths', {}, 'there is no file to look at'],
    ['staged', {}, 'nothing that is new is staged here'],
    ['history', {}, 'the repository is empty'],
    ['range', {}, 'the range holds no commit'],
    ['stdin', {}, 'standard input was empty'],
    ['range', { problems: [{ code: 'GIT', message: 'no such revision' }] }, 'see the problem above'],
    ['staged', { coverage: { ...NOTHING, skipped: skips } }, 'all that was there was skipped'],
    ['history', { interrupted: true }, 'the scan was interrupted before it began'],
  ] as const)('is loud when nothing was scanned: %s', (kind, changes, why) => {
    const report = sampleReport({ target: { kind, root: '.' }, coverage: NOTHING, ...changes });
    expect(lastLine(report)).toContain(`NOTHING WAS SCANNED: ${why} · 0.1 s`);
  });

  function lastLine(report = sampleReport()): string | undefined {
    return render(reportText, report).trimEnd().split('\n').at(-1);
  }
});

describe('colour', () => {
  const COLOUR = /\u001b\[\d+m/g;

  it.each(Object.entries(REPORTS))('adds escape sequences to the same text, each line closed: %s', (_name, report) => {
    const painted = render(reportText, report, { color: true });
    expect(painted.replace(COLOUR, '')).toBe(render(reportText, report));
    for (const line of painted.split('\n')) expect(openFormats(line)).toEqual([]);
  });

  it('marks the place, the severity and the secret', () => {
    const [head, source] = render(reportText, sampleReport({ findings: [sampleFinding()] }), { color: true }).split(
      '\n',
    );
    expect(head).toContain('\u001b[1mconfig/dev.ini:2:21\u001b[22m: \u001b[1m\u001b[31mcritical\u001b[39m\u001b[22m');
    expect(source).toContain('\u001b[31mAKIA…');
  });

  it('does not ask the environment', () => {
    const before = process.env['NO_COLOR'];
    process.env['NO_COLOR'] = '1';
    try {
      expect(render(reportText, sampleReport(), { color: true })).toMatch(COLOUR);
    } finally {
      if (before === undefined) delete process.env['NO_COLOR'];
      else process.env['NO_COLOR'] = before;
    }
  });

  /** Codes that were opened on a line and not closed: 39 closes colours, 22 closes bold and dim. */
  function openFormats(line: string): string[] {
    const open: string[] = [];
    for (const [code] of line.matchAll(COLOUR)) {
      if (code.includes('[39m') || code.includes('[22m')) open.pop();
      else open.push(code);
    }
    return open;
  }
});

describe('names', () => {
  it('shows the bytes of a name that is not UTF-8', () => {
    const text = render(reportText, sampleReport({ findings: [sampleFinding({ path: LATIN1_PATH })] }));
    expect(text).toMatch(/^caf\\xe9\/a b\.ini:2:21: /);
  });

  it('keeps a hostile name on one line', () => {
    const text = render(reportText, sampleReport({ findings: [HOSTILE_FINDING] }));
    expect(text).toMatch(/^a\\n\\x1b\[31mb\\u202etxt\.exe:2:21: critical: /);
  });
});
