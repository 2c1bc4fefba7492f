/** Reads `.talismanrc`: files that are ignored as long as they do not change, and patterns that are allowed. */

import { escapeRe2 } from './escape-re2.ts';
import {
  type AcceptedPlace,
  type Imported,
  type ImportedAllowlist,
  type LeftOut,
  NOTHING_IMPORTED,
} from './imported.ts';
import { isTable, type PlainTable, relativePath, tablesIn, textOf, textsIn } from './plain-data.ts';
import { parseYaml } from './read-yaml.ts';

/** The keys of talisman's published schema that change what is found elsewhere. */
const OTHER_KEYS: Readonly<Record<string, string>> = {
  scopeconfig: 'scopes are lists of files inside of talisman: exclude such files by their paths',
  custom_patterns: 'patterns that find are rules here: write [[rules]]',
  custom_severities: 'severities are set rule by rule here',
  threshold: 'is fail-on below [scan] here',
  experimental: 'has no meaning here',
};

/** Throws ConfigError for what is no YAML. */
export async function readTalisman(text: string, name: string): Promise<Imported> {
  const data = await parseYaml(text, name);
  if (!isTable(data)) return NOTHING_IMPORTED;
  const files = tablesIn(data['fileignoreconfig']).map((entry, index) =>
    readEntry(entry, `${name}: file ${index + 1}`, name),
  );
  const global = textsIn(data['allowed_patterns']);
  const others = Object.entries(OTHER_KEYS).filter(([key]) => data[key] !== undefined);
  return {
    accepted: files.flatMap(({ accepted }) => accepted),
    excludes: [],
    allowlists: [
      ...files.flatMap(({ allowlists }) => allowlists),
      ...(global.length === 0
        ? []
        : [{ description: `allowed patterns of ${name}`, regexTarget: 'match' as const, regexes: global }]),
    ],
    left: [...files.flatMap(({ left }) => left), ...others.map(([key, why]) => ({ at: `${name}: ${key}`, why }))],
  };
}

/** A checksum counts for the whole file; patterns count whatever else is in it. */
function readEntry(entry: PlainTable, at: string, name: string): Omit<Imported, 'excludes'> {
  const written = textOf(entry, 'filename') ?? '';
  const path = relativePath(written);
  if (path === undefined || /[*?[\]]/.test(path))
    return { accepted: [], allowlists: [], left: [{ at, why: 'names no single file of the repository' }] };
  const patterns = textsIn(entry['allowed_patterns']);
  const detectors = textsIn(entry['ignore_detectors']);
  const checksum = textOf(entry, 'checksum');
  const allowlists: readonly ImportedAllowlist[] =
    patterns.length === 0
      ? []
      : [
          {
            description: `allowed patterns of ${path} in ${name}`,
            condition: 'AND',
            regexTarget: 'match',
            regexes: patterns,
            paths: [`^${escapeRe2(path)}$`],
          },
        ];
  const ignoresContent = detectors.length === 0 || detectors.includes('filecontent');
  const accepted: readonly AcceptedPlace[] =
    checksum !== undefined && ignoresContent ? [{ at, path, wholeFile: { checksum } }] : [];
  return { accepted, allowlists, left: leftOf({ at, checksum, detectors, patterns }) };
}

interface Entry {
  readonly at: string;
  readonly checksum: string | undefined;
  readonly detectors: readonly string[];
  readonly patterns: readonly string[];
}

function leftOf({ at, checksum, detectors, patterns }: Entry): readonly LeftOut[] {
  if (detectors.includes('filecontent') && checksum === undefined)
    return [{ at, why: 'ignores the content for good: exclude the file, or accept what is in it (keysieve baseline)' }];
  if (checksum === undefined && patterns.length === 0) return [{ at, why: 'has neither a checksum nor patterns' }];
  return [];
}
