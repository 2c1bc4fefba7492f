/** `--install`: writes the hooks of git-secrets, over others only when forced to. */

import { existsSync, lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Repository } from '#git/repository.ts';
import { runGit } from '#git/spawn.ts';
import { ConfigError, messageOf } from '#model/errors.ts';
import type { CommandContext } from './context.ts';
import { EXIT_MATCHED, EXIT_OK } from './deliver.ts';
import { HOOKS, hookPath, hookScript } from './hook-files.ts';
import type { CommandLine } from './parse-command-line.ts';

/** Status 1 when a hook is in the way, or there is no repository. Throws ConfigError where a file cannot be written. */
export async function install(context: CommandContext, { flags, operands }: CommandLine): Promise<number> {
  const { stdout, stderr, cwd } = context.surroundings;
  const folder = operands[0] === undefined ? await hooksFolder(context) : folderIn(operands[0], cwd);
  if (folder === undefined) {
    stderr.write('Not in a Git repository\n');
    return EXIT_MATCHED;
  }
  for (const hook of HOOKS) {
    const path = hookPath(folder, hook.name);
    const target = resolve(cwd, path);
    if (!flags.has('force') && lstatSync(target, { throwIfNoEntry: false }) !== undefined) {
      stderr.write(`${path} already exists. Use -f to force\n`);
      return EXIT_MATCHED;
    }
    writeHook(target, hookScript(hook));
    stdout.write(`Installed ${hook.name} hook to ${path}\n`);
  }
  return EXIT_OK;
}

/** The hooks of a repository that was named, or of a template for new ones. */
function folderIn(target: string, cwd: string): string {
  const gitFolder = `${target}/.git`;
  return existsSync(resolve(cwd, gitFolder)) ? `${gitFolder}/hooks` : `${target}/hooks`;
}

/** Where git will look for them, as far as possible in git-secrets' words: `.git/hooks`. */
async function hooksFolder({ repository, surroundings: { cwd } }: CommandContext): Promise<string | undefined> {
  const found = await repository();
  if (found === undefined) return undefined;
  const configured = await configuredFolder(found);
  if (configured !== undefined) return configured;
  const usual = resolve(found.commonDir, 'hooks');
  return usual === resolve(cwd, '.git', 'hooks') ? join('.git', 'hooks') : usual;
}

/** `core.hooksPath` as the user set it: our own calls of git override it, so its scope has to be asked for. */
async function configuredFolder({ git, root }: Repository): Promise<string | undefined> {
  const { stdout } = await runGit(git, ['config', '--show-scope', '--path', '-z', '--get-all', 'core.hooksPath']);
  const fields = stdout.toString('utf8').split('\0');
  const values = fields.filter((_, index) => index % 2 === 1 && fields[index - 1] !== 'command');
  const last = values.at(-1);
  return last === undefined || last === '' ? undefined : resolve(root, last);
}

/** A link is replaced and not followed: what it leads to may be a file of the repository. */
function writeHook(path: string, script: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true });
    writeFileSync(path, script, { mode: 0o755, flag: 'wx' });
  } catch (cause) {
    throw new ConfigError(`${path}: the hook could not be written: ${messageOf(cause)}`, { cause });
  }
}
