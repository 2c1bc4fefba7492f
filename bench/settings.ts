/** The command line of the benchmark. */

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a wrong command line is answered with. */
export const USAGE = `usage: npm run bench -- REPOSITORY [--tree DIR] [--runs N] [--only WORD]... [--no-peers] [--big]
                    [--program FILE] [--json FILE]

--tree DIR    folder for what scans files; it is only read (without it one of 10,000 files and 120 MB is made of the
              repository's commits, in a temporary folder)
--runs N      measured runs of each command, after one that is not measured (5)
--only WORD   only what has this word in its name, and what it is compared with; repeatable. Names are those of the
              commands, "prefilter", "detection", and "peers"
--no-peers    leave out the other scanners that are on PATH: they take minutes
--big         scan a file of 2 GB as well, which needs 3 GB of temporary space
--program F   the built command (dist/keysieve.cjs)
--json FILE   write the numbers there as well; nothing is written otherwise
`;

/** What was asked for; all paths are absolute. */
export interface Settings {
  readonly repository: string;
  readonly tree: string | undefined;
  readonly runs: number;
  readonly only: readonly string[];
  readonly peers: boolean;
  readonly big: boolean;
  readonly program: string;
  readonly json: string | undefined;
}

/** Paths are relative to `from`. Undefined for what is no command line of this program. */
export function parseSettings(words: readonly string[], from: string): Settings | undefined {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      tree: { type: 'string' },
      runs: { type: 'string', default: '5' },
      only: { type: 'string', multiple: true, default: [] },
      'no-peers': { type: 'boolean', default: false },
      big: { type: 'boolean', default: false },
      program: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const [repository, ...more] = positionals;
  const runs = Number(values.runs);
  if (repository === undefined || more.length > 0 || !Number.isInteger(runs) || runs < 1) return undefined;
  return {
    repository: resolve(from, repository),
    tree: values.tree === undefined ? undefined : resolve(from, values.tree),
    runs,
    only: values.only,
    peers: !values['no-peers'],
    big: values.big,
    program: values.program === undefined ? resolve('dist', 'keysieve.cjs') : resolve(from, values.program),
    json: values.json === undefined ? undefined : resolve(from, values.json),
  };
}

/** Whether something of that name was asked for. */
export function isWanted(name: string, only: readonly string[]): boolean {
  return only.length === 0 || only.some((word) => name.includes(word));
}
