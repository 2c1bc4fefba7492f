/**
 * Other secret scanners and how each is told to scan the same things without asking any service whether a credential
 * is live. Options are those of their documentation; their rules differ, so that times say what a user waits and not
 * whose engine is better.
 */

/** What a peer scans; all paths are absolute. */
export interface Targets {
  /** A folder of files, without a repository. */
  readonly tree: string;
  /** A git repository. */
  readonly repository: string;
}

/** One command line of a peer. */
export interface PeerCommand {
  readonly args: readonly string[];
  /** Where it is run; default: the throw-away home. */
  readonly cwd?: string;
}

/** A scanner by the name of its program. */
export interface Peer {
  readonly program: string;
  /** Statuses that its documentation gives for "scanned", with and without findings. */
  readonly expected: readonly number[];
  /** Run once before anything is timed, in the throw-away home. */
  readonly setUp?: readonly string[];
  readonly tree: (targets: Targets) => PeerCommand;
  /** Absent where it cannot scan a history. */
  readonly history?: (targets: Targets) => PeerCommand;
}

const SECRETLINT_RULES = JSON.stringify({ rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] });

/** gitleaks has no verification, and that of betterleaks is off unless `--validation` is given. */
const LEAKS = ['--no-banner', '--exit-code', '0'];
const TRUFFLEHOG = ['--no-verification', '--no-update', '--json'];
const KINGFISHER = ['--no-validate', '--no-update-check'];

/** All that are looked for on PATH, in the order in which they are listed. */
export const PEERS: readonly Peer[] = [
  {
    program: 'gitleaks',
    expected: [0],
    tree: ({ tree }) => ({ args: ['dir', ...LEAKS, tree] }),
    history: ({ repository }) => ({ args: ['git', ...LEAKS, repository] }),
  },
  {
    program: 'betterleaks',
    expected: [0],
    tree: ({ tree }) => ({ args: ['dir', ...LEAKS, tree] }),
    history: ({ repository }) => ({ args: ['git', ...LEAKS, repository] }),
  },
  {
    program: 'trufflehog',
    expected: [0],
    tree: ({ tree }) => ({ args: ['filesystem', tree, ...TRUFFLEHOG] }),
    history: ({ repository }) => ({ args: ['git', `file://${repository}`, ...TRUFFLEHOG] }),
  },
  {
    program: 'kingfisher',
    expected: [0, 200],
    tree: ({ tree }) => ({ args: ['scan', tree, ...KINGFISHER, '--git-history=none'] }),
    history: ({ repository }) => ({ args: ['scan', repository, ...KINGFISHER] }),
  },
  {
    // Validates only with `--validate`.
    program: 'titus',
    expected: [0],
    tree: ({ tree }) => ({ args: ['scan', tree, '--output=:memory:'] }),
    history: ({ repository }) => ({ args: ['scan', '--git', repository, '--output=:memory:'] }),
  },
  {
    program: 'git-secrets',
    expected: [0, 1],
    setUp: ['--register-aws', '--global'],
    // git grep refuses paths outside of where it runs.
    tree: ({ tree }) => ({ args: ['--scan', '-r', '--no-index', '.'], cwd: tree }),
    history: ({ repository }) => ({ args: ['--scan-history'], cwd: repository }),
  },
  { program: 'ripsecrets', expected: [0, 1], tree: ({ tree }) => ({ args: [tree] }) },
  {
    program: 'detect-secrets',
    expected: [0],
    tree: ({ tree }) => ({ args: ['scan', '--all-files', '--no-verify', tree] }),
  },
  {
    program: 'secretlint',
    expected: [0, 1],
    tree: ({ tree }) => ({
      args: ['--secretlintrcJSON', SECRETLINT_RULES, '--no-color', '--no-terminalLink', '**/*'],
      cwd: tree,
    }),
  },
];
