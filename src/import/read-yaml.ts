/** Parses YAML text into plain values: the only file that knows the package yaml. */

import { ConfigError } from '#model/errors.ts';

/** Throws ConfigError with line and column, without any of the file's text. Aliases, which can grow without end, are refused. */
export async function parseYaml(text: string, name: string): Promise<unknown> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const [start] = error.linePos ?? [];
    const place = start === undefined ? '' : `:${start.line}:${start.col}`;
    throw new ConfigError(`${name}${place}: is no valid YAML (${error.code})`);
  }
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw new ConfigError(`${name}: holds aliases (*name), which are not read here`, { cause });
  }
}
