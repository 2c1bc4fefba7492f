/** Reads a configuration file and what it extends. */

import { ConfigError } from '#model/errors.ts';
import { dialectOf, parseRuleFile } from '#rules/parse-rules.ts';
import type { RuleFile } from '#rules/rule-file.ts';
import type { FoundConfig } from './find.ts';
import type { ConfigSource } from './read.ts';

/** Files that one may extend, one through the other. */
const MAX_EXTENDED = 2;

/** A file of the chain; `name` is what lists in reports call it. */
export interface ChainLink {
  /** In the terms of its source. */
  readonly path: string;
  readonly name: string;
  readonly content: RuleFile;
}

/**
 * The file and those that it extends, the most general one first.
 * @throws ConfigError for a file that cannot be used, a loop, a missing file, or a chain of more than two extensions.
 */
export async function readChain(config: FoundConfig): Promise<readonly ChainLink[]> {
  const chain: ChainLink[] = [];
  let next: string | undefined = config.path;
  while (next !== undefined) {
    const path: string = next;
    const extending = chain[0];
    const text: string | undefined = await config.source.read(path);
    if (text === undefined) throw missing(config.source.describe(path), extending?.content);
    const content = parseLink(text, path, { source: config.source, extending: extending?.content });
    chain.unshift({ path, name: config.source.name(path), content });
    next = await extendedPath(content, path, config.source);
    if (next !== undefined) checkNext(next, { paths: chain.map((link) => link.path), content, source: config.source });
  }
  return chain;
}

/** Relative to the file. gitleaks takes paths from where it is started, so there the top is the second guess. */
async function extendedPath(content: RuleFile, path: string, source: ConfigSource): Promise<string | undefined> {
  const written = content.extend.path;
  if (written === undefined) return undefined;
  const besideIt = source.relate(path, written);
  if (content.dialect === 'strict' || (await source.read(besideIt)) !== undefined) return besideIt;
  const fromTop = source.fromTop(written);
  return (await source.read(fromTop)) === undefined ? besideIt : fromTop;
}

interface LinkContext {
  readonly source: ConfigSource;
  readonly extending: RuleFile | undefined;
}

/** A file that gitleaks' configuration extends is gitleaks' too, whatever its name. */
function parseLink(text: string, path: string, { source, extending }: LinkContext): RuleFile {
  return parseRuleFile(text, {
    file: source.describe(path),
    origin: source.name(path),
    dialect: extending?.dialect === 'gitleaks' ? 'gitleaks' : dialectOf(path),
    role: 'configuration',
  });
}

function missing(name: string, extending: RuleFile | undefined): ConfigError {
  if (extending === undefined) return new ConfigError(`${name}: there is no such file`);
  return new ConfigError(
    `${extending.locate(['extend', 'path'])}: there is no file ${name}; the path is relative to this file`,
  );
}

interface NextContext {
  readonly paths: readonly string[];
  readonly content: RuleFile;
  readonly source: ConfigSource;
}

function checkNext(next: string, { paths, content, source }: NextContext): void {
  const where = content.locate(['extend', 'path']);
  if (paths.includes(next)) {
    throw new ConfigError(
      `${where}: leads back to ${source.describe(next)}; files must not extend each other in a loop`,
    );
  }
  if (paths.length > MAX_EXTENDED) {
    throw new ConfigError(
      `${where}: one extension too many; a configuration reaches ${MAX_EXTENDED} files further at most`,
    );
  }
}

/** Says which files of the folder were passed over, because people expect each of them to count. */
export function passedOver({ source, path, beside }: FoundConfig, chain: readonly ChainLink[]): readonly string[] {
  const name = source.name(path);
  return beside
    .filter((other) => !chain.some((link) => link.path === other))
    .map((other) => {
      const file = other.split(/[\\/]/).at(-1);
      return `${source.name(other)}: not read, because ${name} stands beside it; to use both, write path = "${file}" below [extend] in ${name}`;
    });
}
