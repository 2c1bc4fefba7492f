/** `keysieve config explain PATH`: which configuration applies there, and where each value comes from. */

import { relative, resolve, sep } from 'node:path';
import { type Explanation, explainConfig } from '#config/explain.ts';
import { findRepository } from '#git/repository.ts';
import { UsageError } from '#model/errors.ts';
import { jsonDocument } from '#report/json-text.ts';
import { displayWidth, escapeForTerminal } from '#text/terminal.ts';
import { EXIT_CLEAN, EXIT_FAILURE } from '../exit-code.ts';
import type { ParsedArguments } from '../option-table.ts';
import { parseArguments } from '../parse-arguments.ts';
import type { Streams } from '../streams.ts';
import { writeText } from '../write-text.ts';

/** Status 2 where a file cannot be used. Throws KeysieveError. */
export async function configCommand({ operands, options }: ParsedArguments, streams: Streams): Promise<number> {
  const [action, path, extra] = operands;
  if (action !== 'explain')
    throw new UsageError(`unknown action "${action ?? ''}" of the command config; there is explain`);
  if (path === undefined || path === '') throw new UsageError('config explain needs a path');
  if (extra !== undefined) throw new UsageError(`unexpected "${extra}" behind the path`);
  const { json = false, ...rest } = options;
  const { scan } = parseArguments({ command: 'scan', operands: [], options: rest }, streams.cwd);
  const repository = await findRepository(streams.cwd, { named: false, env: streams.env });
  const name = relative(repository?.root ?? streams.cwd, resolve(streams.cwd, path))
    .split(sep)
    .join('/');
  if (name === '..' || name.startsWith('../')) throw new UsageError(`${path} lies outside of the repository`);
  const explanation = await explainConfig(name, scan, repository);
  const { errors } = explanation;
  await writeText(streams.stdout, json ? [asJson(explanation)] : asText(explanation));
  return errors.length === 0 ? EXIT_CLEAN : EXIT_FAILURE;
}

function asJson(explanation: Explanation): string {
  return jsonDocument({ schema: 'keysieve-config/1', ...explanation });
}

function* asText(explanation: Explanation): Generator<string> {
  const { path, trust, files, values, allowlists, rules, excludedBy, notices, errors } = explanation;
  const rows = [
    ...files.map(({ file, role }) => [role, file, '']),
    ...values.map(({ key, value, from }) => [key, String(value), from]),
    ...rules.map(({ rule, from }) => ['rule', rule, from]),
    ...allowlists.map(({ description, from }) => ['allowlist', description, from]),
    ...(excludedBy === undefined ? [] : [['excluded by', String(excludedBy.value), excludedBy.from]]),
    ...notices.map((notice) => ['notice', notice, '']),
    ...errors.flatMap((error) => error.split('\n').map((line) => ['PROBLEM', line, ''])),
  ];
  yield `${escapeForTerminal(path === '' ? '.' : path)} (--trust ${trust})\n`;
  if (files.length === 0) yield '  no configuration: the defaults count\n';
  for (const [label = '', value = '', from = ''] of rows) yield `  ${columns(label, value, from)}\n`;
}

const LABEL_COLUMNS = 24;
const VALUE_COLUMNS = 32;

function columns(label: string, value: string, from: string): string {
  const shown = escapeForTerminal(value);
  const start = label.padEnd(LABEL_COLUMNS) + shown;
  return from === ''
    ? start
    : `${start}${' '.repeat(Math.max(2, VALUE_COLUMNS - displayWidth(shown)))}${escapeForTerminal(from)}`;
}
