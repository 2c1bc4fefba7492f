/** Reads `.gitguardian.yaml` of ggshield, in the shapes of its versions 1 and 2. */

import { type AcceptedPlace, type Imported, type LeftOut, NOTHING_IMPORTED } from './imported.ts';
import { isTable, type PlainTable, textOf, textsIn } from './plain-data.ts';
import { parseYaml } from './read-yaml.ts';

/** Keys may be written with `_` or `-`. Throws ConfigError for what is no YAML. */
export async function readGitGuardian(text: string, name: string): Promise<Imported> {
  const data = await parseYaml(text, name);
  if (!isTable(data)) return NOTHING_IMPORTED;
  const secret = isTable(data['secret']) ? data['secret'] : {};
  const paths = [...listOf(secret, 'ignored_paths'), ...listOf(data, 'paths_ignore')];
  const matches = [...listOf(secret, 'ignored_matches'), ...listOf(data, 'matches_ignore')];
  const detectors = [...listOf(secret, 'ignored_detectors'), ...listOf(data, 'banlisted_detectors')];
  const read = matches.map((match, index) => readMatch(match, `${name}: match ${index + 1}`));
  const globs = paths.flatMap(textsIn);
  return {
    accepted: read.flatMap((one) => ('why' in one ? [] : [one])),
    excludes: globs.filter((glob) => glob.trim() !== ''),
    allowlists: [],
    left: [
      ...read.flatMap((one) => ('why' in one ? [one] : [])),
      ...detectors.map((_, index) => ({
        at: `${name}: detector ${index + 1}`,
        why: 'detectors have other names here: leave rules out with disabledRules below [extend]',
      })),
    ],
  };
}

function listOf(table: PlainTable, key: string): readonly unknown[] {
  const value = table[key] ?? table[key.replaceAll('_', '-')];
  return Array.isArray(value) ? value : [];
}

/** The secret itself, or a hash that takes in what ggshield calls its kind. */
function readMatch(entry: unknown, at: string): AcceptedPlace | LeftOut {
  const match = isTable(entry) ? textOf(entry, 'match') : textsIn(entry)[0];
  const note = isTable(entry) ? textOf(entry, 'name') : undefined;
  if (match === undefined) return { at, why: 'names no secret' };
  if (/^[0-9a-f]{64}$/.test(match)) return { at, why: 'is a hash that only ggshield can compare' };
  return { at, secret: { kind: 'value', text: match }, ...(note !== undefined && { note }) };
}
