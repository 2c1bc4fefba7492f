/** The layers of `src` as data: who may import whom, and who may touch what. ARCHITECTURE.md argues each line. */

/** For each folder of `src` (and `index.ts`) the folders it may import; what is not listed is forbidden. */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ['model'],
  verify: ['model'],
  rules: ['model', 'text'],
  git: ['model', 'text'],
  suppress: ['model', 'text'],
  baseline: ['model', 'text'],
  cache: ['model'],
  report: ['model', 'text'],
  detect: ['model', 'text', 'rules', 'suppress'],
  sources: ['model', 'text', 'git'],
  config: ['model', 'text', 'rules', 'suppress', 'baseline', 'git'],
  scan: ['model', 'text', 'rules', 'detect', 'sources', 'suppress', 'baseline', 'cache', 'verify', 'git'],
  hooks: ['model', 'git'],
  'git-secrets': ['model', 'text', 'rules', 'git', 'sources', 'detect'],
  import: ['model', 'text', 'rules', 'git'],
  cli: [
    'model',
    'text',
    'rules',
    'git',
    'suppress',
    'baseline',
    'cache',
    'report',
    'detect',
    'sources',
    'config',
    'scan',
    'hooks',
    'git-secrets',
    'import',
    'verify',
  ],
  'index.ts': ['model', 'text', 'rules', 'git', 'suppress', 'report', 'detect', 'sources', 'config', 'scan', 'hooks'],
};

/** Node's modules and the packages, each with the files that may import it. */
export const MAY_TOUCH: Readonly<Record<string, RegExp>> = {
  // Pure computation on bytes.
  'node:buffer': /^src\//,
  'node:fs':
    /^src\/(git|sources|hooks|git-secrets)\/|^src\/cache\/cache-file\.ts$|^src\/(rules\/load|config\/read|import\/read|cli\/write-file|cli\/baseline\/(file|marks|question))\.ts$/,
  // Computation on names, not on files.
  'node:path': /^src\/(cache|git|sources|config|hooks|cli|git-secrets)\/|^src\/scan\/history-cache\.ts$/,
  // Git, the user's own providers of patterns, and the user's editor.
  'node:child_process': /^src\/git\/(process|secret-provider)\.ts$|^src\/cli\/baseline\/editor\.ts$/,
  'node:zlib': /^src\/git\//,
  'node:crypto': /^src\/(cache|git|scan|hooks)\/|^src\/(baseline\/hash|import\/accept-places|cli\/write-file)\.ts$/,
  'node:vm': /^src\/detect\/budget\.ts$/,
  'node:worker_threads': /^src\/scan\/(pool-worker|worker)\.ts$/,
  // The version of node: what a regex matches may depend on it.
  'node:process': /^src\/cache\/scan-digest\.ts$/,
  // The order of bytes in a word, the number of processors, the folder for temporary files, and what programs of a desktop have for PATH.
  'node:os': /^src\/(cache\/sort-records|git\/fetch-objects|scan\/jobs|hooks\/(prove|desktop-path))\.ts$/,
  // The option parser of the hot path and the colours of the text report; neither reads nor writes anything.
  'node:util': /^src\/cli\/|^src\/report\/paint\.ts$/,
  'node:https': /^src\/verify\//,
  micromatch: /^src\/text\/glob\.ts$/,
  'simple-git': /^src\/git\/client\.ts$/,
  yargs: /^src\/cli\/yargs\.ts$/,
  '@clack/prompts': /^src\/cli\/baseline\/prompt\.ts$/,
  'cli-progress': /^src\/cli\/progress\.ts$/,
  '@eslint-community/regexpp': /^src\/rules\/syntax-tree\.ts$/,
  yaml: /^src\/import\/read-yaml\.ts$/,
  'smol-toml': /^src\/rules\/read-toml\.ts$/,
  valibot: /^src\/(rules\/(check-shape|rule-schema)|config\/([a-z-]+-)?schema)\.ts$/,
};

/** Global names that reach out of the program, each with the files that may use it. */
export const MAY_USE: Readonly<Record<string, RegExp>> = {
  process: /^src\/cli\/main(-[a-z]+)?\.ts$/,
  console: /^src\/cli\/main(-[a-z]+)?\.ts$/,
  fetch: /^src\/verify\//,
};

/** The files that may ask a `Secret` for its value. */
export const MAY_REVEAL =
  /^src\/verify\/|^src\/baseline\/hash\.ts$|^src\/cli\/baseline\/viewed\.ts$|^src\/scan\/(fingerprint|render-secret)\.ts$/;
