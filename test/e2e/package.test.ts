/** Installs what would be published into an empty project and uses it as its users will. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessKeyId } from '../support/keys.ts';
import { cleanEnvironment } from '../support/keysieve.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMPILER = join(ROOT, 'node_modules/typescript/bin/tsc');

/** Everything that is published beside the types. */
const PUBLISHED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/command.cache',
  'dist/command.cjs',
  'dist/configured.cache',
  'dist/index.js',
  'dist/keysieve.cjs',
  'dist/worker.cjs',
  ...readdirSync(new URL('../../docs', import.meta.url))
    .sort()
    .map((name) => `docs/${name}`),
  'package.json',
];

/** A program of a user of the library: prints the places of what it found. */
const CONSUMER = `
import { findRepository, KeysieveError, type Report, resolveScanOptions, runScan, type ScanRequest } from 'keysieve';

const request: ScanRequest = {
  form: 'paths',
  cwd: process.cwd(),
  paths: ['deploy.txt'],
  ranges: [],
  ruleFiles: [],
  enable: [],
  disable: [],
  include: [],
  exclude: [],
  includeIgnored: false,
  allowShallow: false,
  verifyObjects: false,
  countCommits: false,
  reveal: false,
  inline: true,
};

const { env } = process;
const repository = await findRepository(request.cwd, { named: false, env });
const report: Report = await runScan(await resolveScanOptions(request, repository), repository, { env });
for (const { path, start, rule } of report.findings) console.log(path.text, start.line, start.column, rule);
try {
  await resolveScanOptions({ ...request, disable: ['no-such-rule'] }, repository);
} catch (error) {
  if (!(error instanceof KeysieveError)) throw error;
  console.log(error.code);
}
`;

const project = realpathSync(mkdtempSync(join(tmpdir(), 'keysieve-consumer-')));
const installed = join(project, 'node_modules/keysieve');
let packed: readonly string[] = [];

/** Runs a program in the consumer's project; what `npm test` tells its scripts about our project stays out. */
function run(program: string, args: readonly string[], cwd = project) {
  const names = Object.keys(process.env).filter((name) => /^npm_(package|lifecycle|config_local_prefix)/.test(name));
  const env = cleanEnvironment(Object.fromEntries(names.map((name) => [name, undefined])));
  // npm and npx are batch files on Windows, which only a shell can run.
  const shell = process.platform === 'win32' && program.startsWith('np');
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, shell, encoding: 'utf8', input: '' });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

function npm(args: readonly string[], cwd = project): string {
  const { status, stdout, stderr } = run('npm', args, cwd);
  if (status !== 0) throw new Error(`npm ${args.join(' ')} ended in ${status}:\n${stdout}${stderr}`);
  return stdout;
}

function write(name: string, content: string): void {
  writeFileSync(join(project, name), content);
}

beforeAll(() => {
  // Without scripts: `prepare` would build anew under the feet of the tests that run beside this one.
  const pack = npm(['pack', '--ignore-scripts', '--json', '--pack-destination', project], ROOT);
  const [{ filename, files }] = JSON.parse(pack) as [{ filename: string; files: { path: string }[] }];
  packed = files.map((file) => file.path).sort();
  write('package.json', '{ "name": "consumer", "private": true, "type": "module" }\n');
  npm(['install', '--no-audit', '--no-fund', join(project, filename)]);
});

afterAll(() => rmSync(project, { recursive: true, force: true, maxRetries: 3 }));

describe('the package', () => {
  it('holds what runs and nothing else', () => {
    expect(packed.filter((path) => !/^dist\/types\/[a-z0-9/-]+\.d\.ts$/.test(path))).toEqual(PUBLISHED);
    expect(packed).toContain('dist/types/index.d.ts');
  });

  it('names no file of the sources in its types', () => {
    const types = readdirSync(join(installed, 'dist/types'), { recursive: true, encoding: 'utf8' });
    const wrong = types.filter((name) => {
      return name.endsWith('.d.ts') && /['"]#|\.ts['"]/.test(readFileSync(join(installed, 'dist/types', name), 'utf8'));
    });
    expect(wrong).toEqual([]);
  });

  it('runs no script when it is installed', () => {
    const { scripts } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { scripts: object };
    expect(Object.keys(scripts)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(pre|post)?install$/)]));
  });

  it('is clean for publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });
});

describe('the installed command', () => {
  it('says its version', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(run('npx', ['keysieve', '--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  it('shows its help, and loads what it needs for that without a warning', () => {
    const help = run(process.execPath, [join(installed, 'dist/keysieve.cjs'), '--help']);
    expect(help).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('keysieve scan') });
  });

  it('finds a key', () => {
    write('deploy.txt', `key: ${accessKeyId()}\n`);
    const scan = run('npx', ['keysieve', 'scan', 'deploy.txt']);
    expect(scan).toMatchObject({ status: 1, stdout: expect.stringContaining('deploy.txt:1:6') });
    expect(scan.stdout).not.toContain(accessKeyId());
  });
});

describe('the library', () => {
  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('has types that resolve with module %s and resolution %s', (module, moduleResolution) => {
    const compilerOptions = {
      strict: true,
      target: 'es2023',
      module,
      moduleResolution,
      skipLibCheck: false,
      noEmit: true,
      typeRoots: [join(ROOT, 'node_modules/@types')],
      types: ['node'],
    };
    write('consumer.ts', CONSUMER);
    write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    expect(run(process.execPath, [COMPILER])).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('scans in threads of its own', () => {
    const names = Array.from({ length: 600 }, (_, at) => `many-${at}.txt`);
    for (const name of names) write(name, `key: ${accessKeyId()}\n`);
    const request = CONSUMER.replace(`paths: ['deploy.txt']`, `jobs: 2, paths: ${JSON.stringify(names)}`);
    const program = `process.once('worker', () => console.log('a thread'));\n${request}`;
    write('threads.js', transformSync(program, { loader: 'ts' }).code);
    const { status, stdout, stderr } = run(process.execPath, ['threads.js']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const places = names.map((name) => `${name} 1 6 aws-access-key-id`).sort();
    expect(stdout.trimEnd().split('\n')).toEqual(['a thread', ...places, 'USAGE']);
  });

  it('scans, and throws its own errors', () => {
    write('deploy.txt', `key: ${accessKeyId()}\n`);
    write('consumer.js', transformSync(CONSUMER, { loader: 'ts' }).code);
    expect(run(process.execPath, ['consumer.js'])).toEqual({
      status: 0,
      stdout: 'deploy.txt 1 6 aws-access-key-id\nUSAGE\n',
      stderr: '',
    });
  });
});
