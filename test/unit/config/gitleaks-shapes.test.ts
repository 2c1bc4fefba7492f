/**
 * Configurations of the shapes that teams have in public repositories, each loaded and scanned with: a reviewed allowlist
 * on top of the default rules, in old words and new; rules of their own with flags in the middle of a regex, groups, paths
 * and allowlists; entries for rules of gitleaks that we do not have; files for versions 1, 7 and 8; keys in wrong places.
 */

import { describe, expect, it, vi } from 'vitest';
import { excusedBy, scanFiles, toldBy } from '../../support/config-scan.ts';

// Fingerprints of weak secrets are slow on purpose, and other tests run at the same time.
vi.setConfig({ testTimeout: 30_000 });

const TOKEN = 'acme_abcdefgh';
const FILES = {
  'src/app.ts': `const key = "${TOKEN}";\n`,
  'tests/app.ts': `const key = "${TOKEN}";\n`,
  'docs/a.md': 'write to ann@mail.example or call 555-0100\n',
  'payment/live.ts': 'zz0123456789abcdefghij\n',
};

/** What is added where a shape has no rule of its own. */
const RULE = `[[rules]]\nid = "acme"\nregex = 'acme_[a-z]{8}'\n`;

interface Shape {
  readonly config: string;
  readonly found: readonly string[];
  readonly excused?: readonly string[];
  /** Beginnings of the notices, behind the name of the file. */
  readonly notices?: readonly string[];
}

const IN_SRC = `src/app.ts:1 ${TOKEN} acme`;
const IN_TESTS = `tests/app.ts:1 ${TOKEN} acme`;

const SHAPES: Readonly<Record<string, Shape>> = {
  'extend, a single allowlist of paths, comments between the entries': {
    config: `title = "t"\n[extend]\nuseDefault = true\n\n# why\n[allowlist]\ndescription = "fixtures"\npaths = [\n  # all of them\n  '''(^|/)tests?/.*\\.(ts|tsx)$''',\n]\n${RULE}`,
    found: [IN_SRC],
    excused: [`${TOKEN}: fixtures`],
  },
  'an allowlist alone, without extend, paths in double quotes': {
    config: `[allowlist]\npaths = [\n  "tests/.*",\n  "docs\\\\.md$",\n]\n${RULE}`,
    found: [IN_SRC],
    excused: [`${TOKEN}: none given`],
  },
  'a description over several lines, commits, stopwords': {
    config: `[allowlist]\ndescription = """\none\ntwo\n"""\ncommits = ["${'a1'.repeat(20)}"]\nstopwords = ["ABCDEF"]\n${RULE}`,
    found: [],
    excused: [`${TOKEN}: one\ntwo`, `${TOKEN}: one\ntwo`],
  },
  'several allowlists, AND, a target in the line': {
    config: `[[allowlists]]\ndescription = "exact line"\ncondition = "AND"\nregexTarget = "line"\npaths = ['''^src/app\\.ts$''']\nregexes = ['''^const key = "acme_''']\n[[allowlists]]\ndescription = "x"\ntargetRules = ["acme"]\npaths = ['none']\n${RULE}`,
    found: [IN_TESTS],
    excused: [`${TOKEN}: exact line`],
  },
  'rules of their own with flags in a group, and groups that are no secret': {
    config: `[[rules]]\n  id = "mail"\n  description = "Mail"\n  regex = '''\\b[a-z]+@((?i)MAIL|post)\\.(example|test)'''\n  secretGroup = 0\n  [rules.allowlist]\n  paths = ['\\.example$']\n[[rules]]\nid = "phone"\nregex = '''\\b(\\+1[\\s\\-.]?)?\\(?\\d{3}\\)?[\\s\\-.]?\\d{4}\\b'''\n[rules.allowlist]\nregexes = ['555-01\\d\\d']\n`,
    found: ['docs/a.md:1 mail mail'],
    excused: ['555-0100: none given'],
  },
  'a rule for some paths, with tags': {
    config: `[[rules]]\nid = "pay"\nregex = '''[A-Za-z0-9]{22}'''\npath = '''(?i)(PAYMENT|merchant).*\\.(js|ts|env)'''\ntags = ["secret", "pay"]\n`,
    found: ['payment/live.ts:1 zz0123456789abcdefghij pay'],
  },
  'allowlists for rules of gitleaks that are not here': {
    config: `[extend]\nuseDefault = true\n[[rules]]\nid = "generic-api-key"\n[rules.allowlist]\npaths = ['''^tests/''']\nstopwords = ['row.key']\n[[rules]]\nid = "jwt"\n[[rules.allowlists]]\ncondition = "AND"\npaths = ['x']\nregexes = ['y']\n${RULE}`,
    found: [IN_SRC, IN_TESTS],
    notices: ['3: rules[0]: has no regex and no path', '8: rules[1]: has no regex and no path'],
  },
  'an empty [rules] and a setting outside of its table': {
    config: `useDefault = true\n[rules]\n\n[allowlist]\npaths = ["tests/"]\n`,
    found: [],
    notices: ['1: useDefault: ignored here', '2: rules: a single table'],
  },
  'keys that allowlists do not have': {
    config: `[[allowlists]]\ndescription = "wide"\nrules = ["none"]\nfiles = ['src']\npaths = ['^tests/']\n${RULE}`,
    found: [IN_SRC],
    excused: [`${TOKEN}: wide`],
    notices: ['3: allowlists[0].rules: ignored, so', '4: allowlists[0].files: a key of gitleaks before version 8'],
  },
  'version 1': {
    config: `[[regexes]]\ndescription = "key"\nregex = '''acme'''\n[whitelist]\nfiles = ["^a"]\n[[ignore]]\nfindings = ["x"]\n`,
    found: [],
    notices: ['1: regexes: a key of', '4: whitelist: a key of', '6: ignore: not a key'],
  },
  'partners, a rule on names, and what betterleaks adds': {
    config: `betterleaksMinVersion = "1.0.0"\n[[rules]]\nid = "key-file"\npath = '''\\.md$'''\n[[rules]]\nid = "acme"\nregex = 'acme_[a-z]{8}'\ntokenEfficiency = true\n[[rules.required]]\nid = "const"\nwithinLines = 0\n[[rules]]\nid = "const"\nregex = 'const'\nskipReport = true\n`,
    found: ['docs/a.md:1  key-file', `${IN_SRC} +1:1 const`, `${IN_TESTS} +1:1 const`],
    notices: ['1: betterleaksMinVersion: of betterleaks', '8: rules[1].tokenEfficiency: a filter of betterleaks'],
  },
};

describe('a configuration for gitleaks', () => {
  it.each(Object.entries(SHAPES))('with %s', async (_, { config, found, excused = [], notices = [] }) => {
    const report = await scanFiles({ ...FILES, '.gitleaks.toml': config });
    expect(toldBy(report)).toEqual(found);
    expect(excusedBy(report)).toEqual(excused);
    expect(report.notices.map(({ message }) => message)).toEqual(
      notices.map((start) => expect.stringMatching(new RegExp(`^\\.gitleaks\\.toml:${escaped(start)}`))),
    );
  });

  it.each([
    [
      'rules of version 7, without ids',
      "[[rules]]\nregex = 'a'\n[[rules.Entropies]]\nMin = '1'\n",
      ':1: rules[0].id: is missing',
    ],
    ['globs for regexes', "[allowlist]\npaths = ['*.test.js']\n", ':2: allowlist.paths[0]: '],
    ['a key twice', '[extend]\nuseDefault = true\nuseDefault = false\n', ':3'],
  ])('is refused with %s', async (_, config, message) => {
    await expect(scanFiles({ ...FILES, '.gitleaks.toml': config })).rejects.toThrow(`.gitleaks.toml${message}`);
  });
});

const escaped = (text: string): string => text.replace(/[[\]().]/g, '\\$&');
