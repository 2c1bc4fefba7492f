/** Other scanners beside ours: found on PATH, told the right thing in a throw-away home, and never the end of a run. */

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createHome } from '../../../bench/home.ts';
import { measure } from '../../../bench/measure.ts';
import { findPeers, type PeerCommands } from '../../../bench/peer-commands.ts';
import { PEERS } from '../../../bench/peers.ts';
import { summarise } from '../../../bench/summarise.ts';
import { temporaryDirectory } from '../../support/repo.ts';

interface Stage {
  readonly tree: string;
  readonly repository: string;
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  /** `PROGRAM HOME CWD ARGUMENTS`, a line a call. */
  readonly calls: () => readonly string[];
  readonly peers: () => PeerCommands;
}

/** A folder of programs that write down how they are called and end in the given status, and what they would scan. */
function createStage(programs: Readonly<Record<string, number>>): Stage {
  const root = temporaryDirectory();
  const [bin, tree, repository, home] = ['bin', 'tree', 'repository', 'home'].map((name) => join(root, name));
  if (bin === undefined || tree === undefined || repository === undefined || home === undefined) throw new Error();
  for (const folder of [bin, tree, repository]) mkdirSync(folder);
  const log = join(root, 'log');
  writeFileSync(log, '');
  writeFileSync(join(bin, 'ripsecrets'), 'no program yet');
  for (const [name, status] of Object.entries(programs)) {
    const script = `#!/bin/sh\necho "${name} $HOME $PWD $*" >> '${log}'\necho out\necho said >&2\nexit ${status}\n`;
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  const environment = createHome(home, { PATH: bin, GIT_DIR: '/elsewhere', XDG_CONFIG_HOME: '/own' });
  return {
    tree,
    repository,
    home,
    environment,
    calls: () => readFileSync(log, 'utf8').trim().split('\n'),
    peers: () => findPeers({ tree, repository }, environment),
  };
}

const run = (stage: Stage, peers: PeerCommands, runs: number) =>
  measure(
    [...peers.tree, ...peers.history].map((command, index) => ({ ...command, name: `${index} ${command.name}` })),
    {
      runs,
      warmUp: false,
      probe: { timer: undefined, memoryFile: '', environment: stage.environment },
      onRound: () => undefined,
    },
  );

it('lists what is not installed, and what is a file but no program', () => {
  const { missing, tree, history } = createStage({ gitleaks: 0, titus: 0 }).peers();
  expect(missing).toEqual(
    PEERS.map(({ program }) => program).filter((name) => name !== 'gitleaks' && name !== 'titus'),
  );
  expect(tree.map(({ name }) => name)).toEqual(['gitleaks', 'titus']);
  expect(history.map(({ name }) => name)).toEqual(['gitleaks', 'titus']);
});

it('runs each as its documentation says, without verification and in the throw-away home', async () => {
  const stage = createStage(Object.fromEntries(PEERS.map(({ program }) => [program, 0])));
  await run(stage, stage.peers(), 1);
  const { home, tree, repository } = stage;
  const rules = '{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}';
  const expected = [
    `git-secrets ${home} ${home} --register-aws --global`,
    `gitleaks ${home} ${home} dir --no-banner --exit-code 0 ${tree}`,
    `betterleaks ${home} ${home} dir --no-banner --exit-code 0 ${tree}`,
    `trufflehog ${home} ${home} filesystem ${tree} --no-verification --no-update --json`,
    `kingfisher ${home} ${home} scan ${tree} --no-validate --no-update-check --git-history=none`,
    `titus ${home} ${home} scan ${tree} --output=:memory:`,
    `git-secrets ${home} ${tree} --scan -r --no-index .`,
    `ripsecrets ${home} ${home} ${tree}`,
    `detect-secrets ${home} ${home} scan --all-files --no-verify ${tree}`,
    `secretlint ${home} ${tree} --secretlintrcJSON ${rules} --no-color --no-terminalLink **/*`,
    `gitleaks ${home} ${home} git --no-banner --exit-code 0 ${repository}`,
    `betterleaks ${home} ${home} git --no-banner --exit-code 0 ${repository}`,
    `trufflehog ${home} ${home} git file://${repository} --no-verification --no-update --json`,
    `kingfisher ${home} ${home} scan ${repository} --no-validate --no-update-check`,
    `titus ${home} ${home} scan --git ${repository} --output=:memory:`,
    `git-secrets ${home} ${repository} --scan-history`,
  ];
  expect([...stage.calls()].sort()).toEqual(expected.sort());
});

it('keeps settings of whoever runs the benchmark away', () => {
  const { environment, home } = createStage({});
  expect(environment).toMatchObject({ HOME: home, XDG_CONFIG_HOME: join(home, 'config') });
  expect(environment).not.toHaveProperty('GIT_DIR');
});

it('goes on when one fails, says how, and does not run it again', async () => {
  const stage = createStage({ gitleaks: 3, kingfisher: 200, secretlint: 1 });
  const { tree, missing } = stage.peers();
  const summaries = summarise(await run(stage, { tree, history: [], missing }, 2));
  expect(summaries).toMatchObject([
    { name: '0 gitleaks', failure: expect.stringMatching(/^ended in 3: .*\nsaid$/) },
    { name: '1 kingfisher', status: 200, outputBytes: 4 },
    { name: '2 secretlint', status: 1 },
  ]);
  expect(summaries[0]).not.toHaveProperty('medianMs');
  expect(stage.calls().filter((line) => line.startsWith('gitleaks'))).toHaveLength(1);
  expect(stage.calls().filter((line) => line.startsWith('secretlint'))).toHaveLength(2);
});
