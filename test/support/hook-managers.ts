/** Installs the tools that people have their hooks run by, apart from our own packages, with the built command beside them. */

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, KEYSIEVE } from './keysieve.ts';
import { git } from './repo.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGES = join(ROOT, 'fixtures', 'hook-managers');

/** The version that `pip` is asked for. */
const PRE_COMMIT = 'pre-commit==4.7.0';

/** Runs a program that has to work. Variables of an npm that runs the tests are not meant for the one that is run. */
export function runTool(cwd: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const inherited = Object.entries(cleanEnvironment(env)).filter(([name]) => !/^npm_/.test(name) || name in env);
  const shell = process.platform === 'win32' && program === 'npm';
  const run = spawnSync(program, args, { cwd, env: Object.fromEntries(inherited), shell, encoding: 'utf8', input: '' });
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0)
    throw new Error(`${program} ${args.join(' ')} ended in ${run.status}:\n${run.stdout}${run.stderr}`);
  return run.stdout;
}

/** Puts the tools of `fixtures/hook-managers` into `folder`, without their install scripts; returns its `node_modules`. */
export function installPackages(folder: string): string {
  cpSync(PACKAGES, folder, { recursive: true });
  runTool(folder, 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  const modules = join(folder, 'node_modules');
  linkCommand(modules);
  return modules;
}

/** What npm puts into `node_modules/.bin` for an installed command. */
export function linkCommand(modules: string): void {
  const folder = join(modules, '.bin');
  const program = KEYSIEVE.replaceAll('\\', '/');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'keysieve'), `#!/bin/sh\nexec node "${program}" "$@"\n`);
  writeFileSync(join(folder, 'keysieve.cmd'), `@node "${KEYSIEVE}" %*\r\n`);
  chmodSync(join(folder, 'keysieve'), 0o755);
}

/** `node_modules` of a project, as `npm install` would leave it. */
export function usePackages(dir: string, modules: string): void {
  symlinkSync(modules, join(dir, 'node_modules'), 'junction');
}

/** The pre-commit framework, and a repository of hooks for it: ours, as it is published. */
export interface PreCommit {
  readonly env: NodeJS.ProcessEnv;
  readonly hooks: string;
  readonly revision: string;
  /** `pre-commit ARGS...` */
  run(cwd: string, args: readonly string[]): void;
}

/** Installs the framework into `folder`; a sentence says why it cannot be had. */
export function installPreCommit(folder: string): PreCommit | string {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-m', 'pip', '--version']).status === 0);
  if (python === undefined) return 'there is no Python with pip';
  const packages = join(folder, 'python');
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-warn-script-location', '--root-user-action=ignore'];
  const pip = spawnSync(python, ['-m', 'pip', 'install', ...quiet, '--target', packages, PRE_COMMIT], {
    encoding: 'utf8',
  });
  if (pip.status !== 0) return `pip cannot install it: ${pip.stderr.trim()}`;
  const env = { PYTHONPATH: packages, PRE_COMMIT_HOME: join(folder, 'cache') };
  const hooks = join(folder, 'hooks');
  return {
    env,
    hooks,
    revision: publish(hooks),
    run: (cwd, args) => void runTool(cwd, python, ['-m', 'pre_commit', ...args], env),
  };
}

/** A repository with what would be published, because the framework would build a clone of ours for minutes. */
function publish(dir: string): string {
  mkdirSync(dir);
  const [packed] = JSON.parse(
    runTool(ROOT, 'npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', dir]),
  ) as [{ readonly filename: string }];
  runTool(dir, 'tar', ['-xzf', packed.filename, '--strip-components=1']);
  runTool(dir, 'npm', ['pkg', 'delete', 'devDependencies', 'scripts']);
  cpSync(join(ROOT, '.pre-commit-hooks.yaml'), join(dir, '.pre-commit-hooks.yaml'));
  git(dir, ['init', '-q']);
  git(dir, ['add', '-f', '--', 'package.json', 'dist', '.pre-commit-hooks.yaml']);
  git(dir, ['commit', '-q', '-m', 'a release']);
  return git(dir, ['rev-parse', 'HEAD']).trim();
}
