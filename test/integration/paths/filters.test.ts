/** What narrows a scan of paths, what is said of it, and when too little was scanned. */

import { expect, it } from 'vitest';
import { keyAt, said, scanPaths, skipReason } from '../../support/form-scans.ts';
import { accessKeyId } from '../../support/keys.ts';
import { keysieve, places } from '../../support/keysieve.ts';
import { createRepo, type Repo, repoAt, temporaryDirectory } from '../../support/repo.ts';

const KEY = accessKeyId('filters');
const HERE = `${KEY}\n`;

function sources(): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': HERE, 'src/b.ts': HERE, 'src/deep/c.ts': HERE, 'vendor/d.js': HERE, '.env': HERE });
  return repo;
}

const ALL = ['.env', 'a.txt', 'src/b.ts', 'src/deep/c.ts', 'vendor/d.js'];

it.each([
  { args: ['--exclude', 'vendor/**'], left: ['vendor/d.js'] },
  { args: ['--exclude', '**/*.ts'], left: ['src/b.ts', 'src/deep/c.ts'] },
  { args: ['--exclude', 'a.txt', '--exclude', 'src/deep/*'], left: ['a.txt', 'src/deep/c.ts'] },
  { args: ['--exclude', '**/.env'], left: ['.env'] },
  { args: ['--include', 'src/**'], left: ['.env', 'a.txt', 'vendor/d.js'] },
  { args: ['--include', '**/*.{ts,js}'], left: ['.env', 'a.txt'] },
  { args: ['--include', 'src/**', '--include', 'a.txt'], left: ['.env', 'vendor/d.js'] },
  { args: ['--include', 'src/**', '--exclude', '**/deep/**'], left: ['.env', 'a.txt', 'src/deep/c.ts', 'vendor/d.js'] },
])('leaves out and counts what $args leaves out', ({ args, left }) => {
  const { report } = scanPaths(sources().dir, args);
  expect(places(report)).toEqual(ALL.filter((path) => !left.includes(path)).map((path) => keyAt(path, 1, 1)));
  expect(report.coverage.files).toBe(ALL.length - left.length);
  expect(left.map((path) => skipReason(report, path))).not.toContain(undefined);
});

it('names the option that left something out', () => {
  const { report } = scanPaths(sources().dir, ['--exclude', 'vendor/**']);
  expect(report.coverage.narrowedBy.join(' ')).toContain('--exclude');
});

it('does not say that anything was narrowed when nothing was', () => {
  expect(scanPaths(sources().dir).report.coverage).toMatchObject({ narrowedBy: [], skipped: [], opaque: 0 });
});

it('counts what was left out beside the closing line of the text report', () => {
  const run = keysieve(['scan', '--exclude', 'src/**'], { cwd: sources().dir });
  expect(run.stdout).toMatch(/\b2\b.*\b(skipped|skips|excluded|left out)/i);
});

it('ends in 2 when filters leave nothing to scan', () => {
  const run = keysieve(['scan', '--exclude', '**'], { cwd: sources().dir });
  expect(said(run)).toMatch(/nothing/i);
  expect(run.status).toBe(2);
});

it('passes filters that leave nothing with --no-require-coverage, and says so', () => {
  const run = keysieve(['scan', '--no-require-coverage', '--exclude', '**'], { cwd: sources().dir });
  expect(said(run)).toMatch(/nothing/i);
  expect(run.status).toBe(0);
});

it('still ends in 2 for a path that does not exist with --no-require-coverage', () => {
  expect(keysieve(['scan', '--no-require-coverage', 'missing'], { cwd: temporaryDirectory() }).status).toBe(2);
});

function bigAndSmall(): string {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'big.txt': `${'x'.repeat(2000)}\n${HERE}`, 'small.txt': HERE });
  return dir;
}

it('skips files over --max-file-size, says so and counts them as opaque', () => {
  const { report, status } = scanPaths(bigAndSmall(), ['--max-file-size', '1000']);
  expect(places(report)).toEqual([keyAt('small.txt', 1, 1)]);
  expect(report.coverage).toMatchObject({ files: 1, opaque: 1 });
  expect(skipReason(report, 'big.txt')).toMatch(/size|large/i);
  expect(status).toBe(1);
});

it('scans a file of exactly --max-file-size', () => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'a.txt': KEY });
  expect(scanPaths(dir, ['--max-file-size', `${KEY.length}`]).report.findings).toHaveLength(1);
});

it.each(['1K', '1k', '1KB', '1kb', '1KiB', '1000'])('understands the size %s', (size) => {
  expect(places(scanPaths(bigAndSmall(), ['--max-file-size', size]).report)).toEqual([keyAt('small.txt', 1, 1)]);
});

it.each(['', 'big', '-1', '1X', '1.5.2M'])('refuses the size "%s" with 2', (size) => {
  const run = keysieve(['scan', `--max-file-size=${size}`], { cwd: bigAndSmall() });
  expect(run.stderr).toContain('--max-file-size');
  expect(run.status).toBe(2);
});

it('ends in 2 with --strict-coverage when --max-file-size left something out, findings printed', () => {
  const { report, status } = scanPaths(bigAndSmall(), ['--max-file-size', '1000', '--strict-coverage']);
  expect(places(report)).toEqual([keyAt('small.txt', 1, 1)]);
  expect(status).toBe(2);
});

it('ends in 2 when --max-file-size leaves nothing to scan', () => {
  expect(keysieve(['scan', '--max-file-size', '1'], { cwd: bigAndSmall() }).status).toBe(2);
});

const ZIP = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]), Buffer.alloc(60, 0xa5)]);
const LFS = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0f'.repeat(32)}\nsize 12345\n`;

it.each([
  { what: 'an archive', name: 'a.zip', content: ZIP },
  { what: 'a Git LFS pointer', name: 'a.psd', content: LFS },
])('counts $what as opaque, and with --strict-coverage ends in 2', ({ name, content }) => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ [name]: content, 'b.txt': 'x\n' });
  const { report, status } = scanPaths(dir);
  expect(report.coverage.opaque).toBe(1);
  expect(status).toBe(0);
  expect(keysieve(['scan', '--strict-coverage'], { cwd: dir }).status).toBe(2);
});

it('passes --strict-coverage when everything could be read', () => {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ 'b.txt': 'x\n' });
  expect(keysieve(['scan', '--strict-coverage'], { cwd: dir }).status).toBe(0);
});
