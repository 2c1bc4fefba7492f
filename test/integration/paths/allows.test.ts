/** Comments in scanned files that excuse a finding, and how it is listed then. */

import { describe, expect, it } from 'vitest';
import { keyAt, scanPaths, scanStaged } from '../../support/form-scans.ts';
import { accessKeyId, secretKey } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, repoAt, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('allows');
const SECRET = secretKey('allows');
const OURS = ['keysieve', 'allow'].join(':');
const GITLEAKS = ['gitleaks', 'allow'].join(':');
const PRAGMA = ['pragma:', 'allowlist'].join(' ');

function folderWith(content: string): string {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'a.txt': content });
  return dir;
}

describe('suppress on their line and are listed', () => {
  it.each([
    { comment: `# ${OURS} aws-access-key-id because it is revoked`, reason: /^it is revoked$/ },
    { comment: `// ${OURS} aws-access-key-id because it is revoked`, reason: /^it is revoked$/ },
    { comment: `/* ${OURS} aws-access-key-id because it is revoked */`, reason: /^it is revoked$/ },
    { comment: `<!-- ${OURS} aws-access-key-id because it is revoked -->`, reason: /^it is revoked$/ },
    { comment: `# ${GITLEAKS}`, reason: /./ },
    { comment: `// ${GITLEAKS}`, reason: /./ },
    { comment: `# ${PRAGMA} secret`, reason: /./ },
    { comment: `// ${PRAGMA} secret`, reason: /./ },
  ])('$comment', ({ comment, reason }) => {
    const { report, status } = scanPaths(folderWith(`key = ${KEY} ${comment}\n`));
    expect(places(report)).toEqual([]);
    expect(report.suppressed).toHaveLength(1);
    expect(report.suppressed[0]).toMatchObject({
      by: 'inline',
      finding: { rule: 'aws-access-key-id', start: { line: 1, column: 7 } },
    });
    expect(report.suppressed[0]?.reason).toMatch(reason);
    expect(status).toBe(0);
  });

  it(`# ${PRAGMA} nextline secret`, () => {
    const { report, status } = scanPaths(folderWith(`# ${PRAGMA} nextline secret\nkey = ${KEY}\n`));
    expect(report.suppressed.map((s) => s.by)).toEqual(['inline']);
    expect(status).toBe(0);
  });
});

describe('do not suppress', () => {
  it.each([
    { what: 'another rule', content: `${KEY} # ${OURS} aws-secret-access-key because no\n`, at: [1, 1] },
    { what: 'the line after', content: `# ${OURS} aws-access-key-id because no\n${KEY}\n`, at: [2, 1] },
    { what: 'the line before', content: `${KEY}\n# ${OURS} aws-access-key-id because no\n`, at: [1, 1] },
    { what: 'two lines below a next-line form', content: `# ${PRAGMA} nextline secret\n\n${KEY}\n`, at: [3, 1] },
    { what: 'a line below a same-line form', content: `# ${GITLEAKS}\n${KEY}\n`, at: [2, 1] },
  ])('$what', ({ content, at: [line = 0, column = 0] }) => {
    const { report, status } = scanPaths(folderWith(content));
    expect(places(report)).toEqual([keyAt('a.txt', line, column)]);
    expect(status).toBe(1);
  });

  it('other keys of the file', () => {
    const other = accessKeyId('allows-other');
    const { report } = scanPaths(folderWith(`${KEY} # ${GITLEAKS}\n${other}\n`));
    expect(places(report)).toEqual([keyAt('a.txt', 2, 1)]);
  });

  it('the same key where it stands without one', () => {
    const { report, status } = scanPaths(folderWith(`${KEY} # ${GITLEAKS}\nagain ${KEY}\n`));
    expect(places(report)).toEqual([keyAt('a.txt', 2, 7)]);
    expect(status).toBe(1);
  });

  it('the secret of a pair when only the key ID is allowed', () => {
    const content = `aws_access_key_id = ${KEY} # ${GITLEAKS}\naws_secret_access_key = ${SECRET}\n`;
    const { report, status } = scanPaths(folderWith(content));
    const lines = report.findings.flatMap((f) => [f.start.line, ...f.related.map((r) => r.start.line)]);
    expect(lines).toContain(2);
    expect(status).toBe(1);
  });
});

describe('comments with a last day, and in blocks', () => {
  const allow = `${OURS} aws-access-key-id`;

  it('count to the end of it, which the report gives', () => {
    const { report, status } = scanPaths(folderWith(`${KEY} # ${allow} until 2999-12-31 because revoked\n`));
    expect(report.suppressed).toMatchObject([{ by: 'inline', reason: 'revoked', expiry: '2999-12-31' }]);
    expect(status).toBe(0);
  });

  it.each([
    {
      what: 'has expired',
      content: `${KEY} # ${allow} until 2020-02-29 because revoked\n`,
      said: /expired: 2020-02-29/,
    },
    { what: 'has no reason', content: `${KEY} # ${allow}\n`, said: /counts only with a reason/ },
    { what: 'opens no block', content: `# ${OURS}-start aws-access-key-id because x\n${KEY}\n`, said: /allow-end/ },
  ])('one that $what is told with its place, and the finding is back', ({ content, said }) => {
    const run = keysieve(['scan'], { cwd: folderWith(content) });
    expect(run.status).toBe(1);
    expect(run.stdout).toMatch(/a\.txt:1: /);
    expect(run.stdout).toMatch(said);
  });

  it('hold for what stands in the block alone', () => {
    const [first, second] = [accessKeyId('block-a'), accessKeyId('block-b')];
    const block = `/* ${OURS}-start aws-* because samples */\n${first}\n/* ${OURS}-end */\n${second}\n`;
    const { report } = scanPaths(folderWith(block));
    expect(places(report)).toEqual([keyAt('a.txt', 4, 1)]);
    expect(report.suppressed.map((s) => s.reason)).toEqual(['samples']);
  });
});

it('those of other tools count unless the configuration says no', () => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'a.txt': `${KEY} # trufflehog:ignore\n` });
  expect(scanPaths(dir).status).toBe(0);
  write({ 'keysieve.toml': '[suppress]\nforeign = false\n' });
  expect(scanPaths(dir).status).toBe(1);
});

it('that are misspelt, or name what is no rule, are told where a finding stands, and nowhere else', () => {
  const rule = 'aws-access-key-id';
  const misspelt = `# ${OURS.toUpperCase()} ${rule} because it is revoked\n`;
  const dir = folderWith(`${misspelt}\n${KEY} ${misspelt}${accessKeyId('b')} # ${OURS} aws-key, jwt because so\n`);
  const { report, stderr, status } = scanPaths(dir);
  expect(places(report)).toEqual([keyAt('a.txt', 3, 1), keyAt('a.txt', 4, 1)]);
  const notices = stderr.split('\n').filter((line) => line.includes('a.txt:'));
  expect(notices).toEqual([
    expect.stringContaining(`a.txt:3: this comment is not understood: write "${OURS} ${rule} because ..."`),
    expect.stringContaining(`a.txt:4: "${OURS}" names what is no rule of this scan; the finding is of ${rule}`),
  ]);
  expect(status).toBe(1);
});

it.each([{ option: ['--no-inline'] }, { option: ['--trust', 'none'] }])(
  'count for nothing with $option',
  ({ option }) => {
    const dir = folderWith(`${KEY} # ${OURS} aws-access-key-id because no\n`);
    const { report, status } = scanPaths(dir, option);
    expect(places(report)).toEqual([keyAt('a.txt', 1, 1)]);
    expect(report.suppressed).toEqual([]);
    expect(status).toBe(1);
  },
);

it('are counted in the text report', () => {
  const run = keysieve(['scan'], { cwd: folderWith(`${KEY} # ${GITLEAKS}\n`) });
  expect(run.stdout).toMatch(/\b1 suppressed\b|\bsuppressed:? 1\b/i);
  expect(run.status).toBe(0);
});

it('are SARIF suppressions', () => {
  const run = keysieve(['scan', '-f', 'sarif'], { cwd: folderWith(`${KEY} # ${GITLEAKS}\n`) });
  const log = JSON.parse(run.stdout) as { runs: { results: { suppressions?: { kind: string }[] }[] }[] };
  expect(log.runs[0]?.results.map((r) => r.suppressions?.map((s) => s.kind))).toEqual([['inSource']]);
});

it('hold for staged lines as well, unless --trust none', () => {
  const repo = createRepo();
  repo.stage({ 'a.txt': `${KEY} # ${OURS} aws-access-key-id because revoked\n` });
  const trusting = scanStaged(repo.dir);
  expect(trusting.report.suppressed.map((s) => s.reason)).toEqual(['revoked']);
  expect(trusting.status).toBe(0);
  expect(scanStaged(repo.dir, ['--trust', 'none']).status).toBe(1);
});
