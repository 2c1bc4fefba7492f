/** Repositories as our git layer sees them, for tests that call it directly. */

import { findRepository, type Repository } from '#git/repository.ts';
import { cleanEnvironment } from './keysieve.ts';

/** The repository around `dir`, found with `env` added to a clean environment; throws when there is none. */
export async function foundRepository(dir: string, env: Readonly<Record<string, string>> = {}): Promise<Repository> {
  const repository = await findRepository(dir, { named: false, env: cleanEnvironment(env) });
  if (repository === undefined) throw new Error(`no repository around ${dir}`);
  return repository;
}

/** The same, found without git where that can be: `plain` says whether it was. */
export async function plainRepository(dir: string, env: Readonly<Record<string, string>> = {}): Promise<Repository> {
  const userId = process.geteuid?.();
  const repository = await findRepository(dir, { named: false, env: cleanEnvironment(env), userId });
  if (repository === undefined) throw new Error(`no repository around ${dir}`);
  return repository;
}
