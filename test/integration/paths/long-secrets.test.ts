/** Keys and tokens that are longer than a line or a regex, through the whole command. */

import { describe, expect, it } from 'vitest';
import { scanPaths, scanStaged } from '../../support/form-scans.ts';
import { keyFiles, serviceAccount, token } from '../../support/key-files.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, repoAt, temporaryDirectory } from '../../support/repo.ts';

const PEM = keyFiles().find(({ name }) => name === 'RSA in PKCS #8')?.pem ?? '';
const LINES = PEM.trim().split('\n');

function scanned(files: Readonly<Record<string, string>>) {
  const { dir, write } = repoAt(temporaryDirectory());
  write(files);
  return { dir, ...scanPaths(dir) };
}

it('a private key is one finding from its first line to its last, and none of it is shown', () => {
  const { dir, report, status } = scanned({ 'id.pem': `# mine\n${PEM}` });
  expect(places(report)).toEqual(['id.pem:2:1 private-key']);
  expect(report.findings[0]).toMatchObject({ severity: 'high', details: { keyType: 'RSA' } });
  expect(report.findings[0]?.end.line).toBe(1 + LINES.length);
  expect(status).toBe(1);
  const { stdout, stderr } = keysieve(['scan', dir, '--verbose'], { cwd: dir });
  for (const line of LINES.slice(1, -1)) expect(stdout + stderr).not.toContain(line.slice(4, 40));
});

it('a key file of a service account is one critical finding that names the private key in it', () => {
  const { report } = scanned({ 'key.json': serviceAccount(PEM) });
  expect(places(report)).toEqual(['key.json:1:1 gcp-service-account']);
  expect(report.findings[0]).toMatchObject({ severity: 'critical', related: [{ rule: 'private-key' }] });
});

describe('a token', () => {
  it.each([
    ['that has expired is info', 1_000_000_000, 'info', { expires: '2001-09-09T01:46:40Z', expired: 'yes' }, 0],
    ['that is good for long is medium', 4_102_444_800, 'medium', { expires: '2100-01-01T00:00:00Z' }, 1],
  ])('%s', (_, exp, severity, details, expected) => {
    const { report, status } = scanned({ 'a.txt': `Bearer ${token({ exp })}\n` });
    expect(report.findings).toMatchObject([{ rule: 'jwt', severity, details }]);
    expect(report.findings[0]?.details).toEqual({ algorithm: 'HS256', ...details });
    expect(status).toBe(expected);
  });
});

it('a staged change inside of a key that was there is a finding', () => {
  const repo = createRepo();
  repo.commit({ 'id.pem': `${[LINES[0], '...', ...LINES.slice(2)].join('\n')}\n` });
  repo.stage({ 'id.pem': PEM });
  expect(places(scanStaged(repo.dir).report)).toEqual(['id.pem:1:1 private-key']);
});

it('an unknown check in a configuration is an error with file and line', () => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({
    'keysieve.toml': `[[rules]]\nid = "a"\nregex = 'x'\nvalidate = ["min-entropie:3"]\nextent = "jwd"\n`,
    'a.txt': '',
  });
  const { status, stderr } = keysieve(['scan', dir], { cwd: dir });
  expect(status).toBe(2);
  expect(stderr).toContain(
    'keysieve.toml:4: rules[0].validate[0]: no check is called "min-entropie", did you mean "min-entropy"?',
  );
  expect(stderr).toContain('keysieve.toml:5: rules[0].extent: no extent is called "jwd", did you mean "jwt"?');
});

it('checks and extents serve rules of a configuration', () => {
  const rule = `[[rules]]\nid = "acme"\nregex = '''"kind":"acme"'''\nextent = "json-object"\nvalidate = ["stopwords:sample"]\n`;
  const { report } = scanned({
    'keysieve.toml': rule,
    'a.json': '{"x":1,"kind":"acme"}',
    'b.json': '{"x":"Sample","kind":"acme"}',
  });
  expect(places(report)).toEqual(['a.json:1:1 acme']);
  expect(report.suppressed.map(({ reason }) => reason)).toEqual(['stopword: it contains "sample"']);
});
