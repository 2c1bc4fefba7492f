/** The user's own settings: the one configuration that no repository has a say in. Looked for with one call where there is none. */

import { join } from 'node:path';
import { ConfigError } from '#model/errors.ts';
import type { ScanRequest } from '#model/request.ts';
import { readUserFile } from './read.ts';

/**
 * Whether to look for the user's own credentials: what was typed, else `[scan] own-keys` of
 * `$XDG_CONFIG_HOME/keysieve/config.toml` (`~/.config/keysieve/config.toml`).
 * @throws ConfigError when that file cannot be read, is no TOML, or says anything else.
 */
export async function wantsOwnKeys(
  { ownKeys }: ScanRequest,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  if (ownKeys !== undefined) return ownKeys;
  const home = env['HOME'] ?? env['USERPROFILE'];
  const folder = env['XDG_CONFIG_HOME'] || (home && join(home, '.config'));
  if (!folder) return false;
  const path = join(folder, 'keysieve', 'config.toml');
  const text = readUserFile(path, path);
  return text === undefined ? false : readSettings(text, path);
}

async function readSettings(text: string, file: string): Promise<boolean> {
  const { parseToml } = await import('#rules/read-toml.ts');
  const { scan = {}, ...rest } = parseToml(text, file);
  const settings = typeof scan === 'object' && scan !== null ? Object.entries(scan) : [['scan', scan] as const];
  const unknown = [...Object.keys(rest), ...settings.flatMap(([name]) => (name === 'own-keys' ? [] : [name]))];
  if (unknown.length > 0) {
    throw new ConfigError(`${file}: ${unknown[0]}: is not known here; there is [scan] own-keys, true or false`);
  }
  const value = settings[0]?.[1] ?? false;
  if (typeof value !== 'boolean') throw new ConfigError(`${file}: scan.own-keys: must be true or false`);
  return value;
}
