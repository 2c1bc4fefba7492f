/** `keysieve baseline merge`: joins files, and ends the merge conflict in one. */

import { resolve } from 'node:path';
import { formatBaseline, mergeBaselines, parseBaseline } from '#baseline/baseline.ts';
import { bothSides } from '#baseline/conflict.ts';
import { ConfigError } from '#model/errors.ts';
import { formatNumberOf } from '#report/quantities.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { EXIT_CLEAN } from '../exit-code.ts';
import type { Streams } from '../streams.ts';
import { writeText } from '../write-text.ts';
import { type BaselineTarget, baselineTarget, readTarget, writeBaseline } from './file.ts';
import type { BaselineRequest } from './request.ts';

/** Everything goes to the baseline, which keeps what it holds. Throws KeysieveError; the file is then as it was. */
export async function mergeFiles({ operands, request }: BaselineRequest, streams: Streams): Promise<number> {
  const target = await baselineTarget(request, streams);
  const operandPaths = new Map(operands.map((name) => [resolve(request.scan.cwd, name), name]));
  operandPaths.delete(target.path);
  const own = readTarget(target);
  const texts = [
    ...(own === undefined ? [] : [{ name: target.name, text: own }]),
    ...[...operandPaths].map(([path, name]) => ({ name, text: readOperand({ path, name }) })),
  ];
  const merged = mergeBaselines(texts.map(({ name, text }) => parseBaseline(bothSides(text), name)));
  const written = formatBaseline(merged);
  await writeBaseline(target, merged);
  const entries = parseBaseline(written, target.name).entries.length;
  const sum = entries === 1 ? '1 entry' : `${entries} entries`;
  await writeText(streams.stdout, [
    `${escapeForTerminal(target.name)} holds ${sum}, from ${formatNumberOf(texts.length, 'file')}\n`,
  ]);
  return EXIT_CLEAN;
}

function readOperand(operand: BaselineTarget): string {
  const text = readTarget(operand);
  if (text === undefined) throw new ConfigError(`${operand.name}: there is no such file`);
  return text;
}
