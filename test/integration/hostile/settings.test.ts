/** Settings that change how git prints diffs, colours, dates and names: positions stay exact in every form. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { configure, type Ground, prepareGround, springTrap, type Trap, trapRows } from '../../support/traps.ts';

/** Settings by what they touch; within a group none undoes another. */
const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'diff.noprefix': { 'diff.noprefix': 'true' },
  'prefixes of paths': { 'diff.mnemonicPrefix': 'true', 'diff.srcPrefix': '+++ /', 'diff.dstPrefix': '@@ -1 +1 @@ ' },
  'renames and order': { 'diff.renames': 'copies', 'diff.renameLimit': '1', 'diff.relative': 'true' },
  'context and algorithm': {
    'diff.context': '99',
    'diff.interHunkContext': '99',
    'diff.algorithm': 'patience',
    'diff.indentHeuristic': 'false',
    'diff.suppressBlankEmpty': 'true',
  },
  'words, white space and statistics': {
    'diff.wordRegex': '.',
    'diff.colorMoved': 'zebra',
    'diff.wsErrorHighlight': 'all',
    'diff.dirstat': 'lines',
    'diff.statGraphWidth': '1',
  },
  'submodules and the index': {
    'diff.submodule': 'log',
    'diff.ignoreSubmodules': 'all',
    'diff.autoRefreshIndex': 'false',
    'submodule.recurse': 'true',
    'status.submoduleSummary': 'true',
  },
  colours: {
    'color.ui': 'always',
    'color.diff': 'always',
    'color.branch': 'always',
    'color.diff.new': 'black black',
    'color.diff.meta': 'red',
  },
  'dates and formats of log': {
    'log.date': 'relative',
    'format.pretty': 'oneline',
    'log.decorate': 'full',
    'log.abbrevCommit': 'true',
    'core.abbrev': '4',
    'core.quotePath': 'false',
    'core.commentChar': '1',
  },
  'what log leaves out': {
    'log.showRoot': 'false',
    'log.diffMerges': 'off',
    'log.excludeDecoration': '*',
    'transfer.hideRefs': 'refs',
    'uploadpack.hideRefs': 'refs',
  },
  encodings: { 'i18n.logOutputEncoding': 'UTF-16', 'i18n.commitEncoding': 'EBCDIC-US' },
  'core.bigFileThreshold': { 'core.bigFileThreshold': '1' },
  'line ends and file modes': {
    'core.autocrlf': 'true',
    'core.eol': 'crlf',
    'core.safecrlf': 'true',
    'core.fileMode': 'false',
    'core.symlinks': 'false',
    'core.precomposeUnicode': 'true',
  },
  'limits and threads': {
    'core.preloadIndex': 'true',
    'index.threads': '64',
    'pack.threads': '64',
    'core.packedGitLimit': '1',
    'core.packedGitWindowSize': '1',
    'core.deltaBaseCacheLimit': '1',
    'feature.experimental': 'true',
    'feature.manyFiles': 'true',
  },
  'status, grep and safety': {
    'status.showUntrackedFiles': 'no',
    'status.relativePaths': 'true',
    'grep.patternType': 'fixed',
    'safe.bareRepository': 'explicit',
    'gc.reflogExpire': 'now',
  },
};

const TRAPS: readonly Trap[] = Object.entries(SETTINGS).map(([name, settings]) => ({
  name,
  arm: ({ repo }: Ground) => configure(repo, settings),
  ...(name.startsWith('status') || name.startsWith('line ends') ? {} : { forms: ['staged', 'history', 'range'] }),
}));

const ORDER: Trap = {
  name: 'diff.orderFile',
  arm: ({ repo, outside }) => {
    writeFileSync(join(outside, 'order'), 'readme.md\n*\n');
    configure(repo, { 'diff.orderFile': join(outside, 'order') });
  },
};

const DRIVER: Trap = {
  name: 'a diff driver with its own function names and word pattern',
  arm: ({ repo }) => {
    configure(repo, { 'diff.odd.xfuncname': '^.*$', 'diff.odd.wordRegex': '.', 'diff.odd.binary': 'true' });
    repo.write({ '.git/info/attributes': '* diff=odd\n' });
  },
};

const ENVIRONMENT: Trap = {
  name: 'options of git in the environment',
  arm: () => {},
  env: () => ({ GIT_DIFF_OPTS: '--unified=99', GIT_TRACE: '2', GIT_ICASE_PATHSPECS: '1', GIT_LITERAL_PATHSPECS: '0' }),
};

describe.skipIf(process.platform === 'win32')('settings of a repository', () => {
  prepareGround();

  it.each(trapRows([...TRAPS, ORDER, DRIVER, ENVIRONMENT]))('change no finding: $name ($form)', ({ trap, form }) =>
    springTrap(trap, form),
  );
});
