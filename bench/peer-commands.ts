/** From the peers that are installed to commands to be timed. */

import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.ts';
import type { Command } from './measure.ts';
import { PEERS, type Peer, type PeerCommand, type Targets } from './peers.ts';

/** A peer takes minutes where we take a second; longer than this in one run and it is left out. */
const LIMIT_MS = 600_000;

/** What can be timed, and the names of those that are not installed. */
export interface PeerCommands {
  readonly tree: readonly Command[];
  readonly history: readonly Command[];
  readonly missing: readonly string[];
}

/** Looks on the PATH of `environment`, and sets up in its home what needs that. */
export function findPeers(targets: Targets, environment: NodeJS.ProcessEnv): PeerCommands {
  const home = environment['HOME'] ?? '.';
  const found = PEERS.flatMap((peer) => {
    const program = findProgram(peer.program, environment['PATH']);
    return program === undefined ? [] : [{ peer, program }];
  });
  for (const { peer, program } of found) {
    // What a failure here means is seen when it scans.
    if (peer.setUp !== undefined) spawnSync(program, peer.setUp, { cwd: home, env: environment, stdio: 'ignore' });
  }
  const command = (peer: Peer, program: string, { args, cwd = home }: PeerCommand): Command => ({
    name: peer.program,
    program,
    args,
    cwd,
    expected: peer.expected,
    limitMs: LIMIT_MS,
  });
  const names = new Set(found.map(({ peer }) => peer));
  return {
    tree: found.map(({ peer, program }) => command(peer, program, peer.tree(targets))),
    history: found.flatMap(({ peer, program }) =>
      peer.history === undefined ? [] : [command(peer, program, peer.history(targets))],
    ),
    missing: PEERS.filter((peer) => !names.has(peer)).map(({ program }) => program),
  };
}
