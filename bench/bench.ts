/** Times whole runs of the built command beside git and a bare node, on a repository that is only read. */

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchmarkCommands } from './commands.ts';
import { type Command, measure } from './measure.ts';
import { createStagedClone, git } from './staged-clone.ts';
import { formatTable, type Summary, summarise } from './summarise.ts';

const USAGE = `usage: npm run bench -- REPOSITORY [--runs N] [--only WORD]... [--program FILE] [--json FILE]

--runs N      measured runs of each command, after one that is not measured (5)
--only WORD   only commands with this word in their name, and what they are compared with; repeatable
--program F   the built command (dist/keysieve.cjs)
--json FILE   write the numbers there as well; nothing is written otherwise
`;

interface Settings {
  readonly repository: string;
  readonly runs: number;
  readonly only: readonly string[];
  readonly program: string;
  readonly json: string | undefined;
}

/** Expects to run in the project's folder; other paths are relative to where npm was called. Returns the exit status. */
export async function main(words: readonly string[]): Promise<number> {
  const settings = parseSettings(words);
  if (settings === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const summaries = await benchmark(settings);
  process.stdout.write(`${formatTable(summaries)}\n`);
  if (settings.json !== undefined) {
    const facts = { node: process.version, git: git('.', ['--version']).trim(), runs: settings.runs };
    writeFileSync(settings.json, `${JSON.stringify({ ...facts, commands: summaries }, null, 2)}\n`);
  }
  return 0;
}

function parseSettings(words: readonly string[]): Settings | undefined {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '5' },
      only: { type: 'string', multiple: true, default: [] },
      program: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const [repository, ...more] = positionals;
  const runs = Number(values.runs);
  if (repository === undefined || more.length > 0 || !Number.isInteger(runs) || runs < 1) return undefined;
  const from = process.env['INIT_CWD'] ?? process.cwd();
  return {
    repository: resolve(from, repository),
    runs,
    only: values.only,
    program: values.program === undefined ? resolve('dist', 'keysieve.cjs') : resolve(from, values.program),
    json: values.json === undefined ? undefined : resolve(from, values.json),
  };
}

async function benchmark({ repository, runs, only, program }: Settings): Promise<readonly Summary[]> {
  if (!existsSync(program)) throw new Error(`there is no ${program}: run "npm run build" first`);
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-bench-'));
  try {
    const clone = join(folder, 'clone');
    createStagedClone(repository, clone);
    const commands = chosen(benchmarkCommands({ program, repository, clone }), only);
    const onRound = (round: number): void => {
      process.stderr.write(round === 0 ? 'warming up\n' : `round ${round} of ${runs}\n`);
    };
    return summarise(await measure(commands, runs, join(folder, 'memory'), onRound));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function chosen(commands: readonly Command[], only: readonly string[]): readonly Command[] {
  if (only.length === 0) return commands;
  const named = commands.filter(({ name }) => only.some((word) => name.includes(word)));
  const others = new Set(named.map(({ comparedWith }) => comparedWith));
  return commands.filter((command) => named.includes(command) || others.has(command.name));
}
