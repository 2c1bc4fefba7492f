/** Rule files: what a rule becomes, and what is said about those that are wrong. */

import { describe, expect, it } from 'vitest';
import { ConfigError, RulesError } from '#model/errors.ts';
import { translateEre } from '#rules/ere.ts';
import { dialectOf, type ParseOptions, parseRuleFile } from '#rules/parse-rules.ts';
import { translateRe2 } from '#rules/re2.ts';
import type { RuleFile } from '#rules/rule-file.ts';

function parse(text: string, options: Partial<ParseOptions> = {}): RuleFile {
  return parseRuleFile(text, { file: 'keysieve.toml', role: 'configuration', ...options });
}

/** The message of the error that a text ends in. */
function complaintOf(text: string, options: Partial<ParseOptions> = {}): string {
  try {
    parse(text, options);
  } catch (error) {
    if (error instanceof ConfigError || error instanceof RulesError) return error.message;
    throw error;
  }
  return 'no complaint';
}

const GITLEAKS = { file: '.gitleaks.toml' };
const RULE = `[[rules]]\nid = "acme-token"\nregex = '''acme_[a-z0-9]{32}'''\n`;

describe('dialectOf', () => {
  it.each([
    ['keysieve.toml', 'strict'],
    ['.gitleaks.toml', 'gitleaks'],
    ['ci/gitleaks-strict.toml', 'gitleaks'],
    ['.betterleaks.toml', 'gitleaks'],
    ['gitleaks/own.toml', 'strict'],
    ['gitleaks\\own.toml', 'strict'],
  ])('%s is %s', (file, dialect) => {
    expect(dialectOf(file)).toBe(dialect);
  });
});

describe('a rule', () => {
  it('of few words gets defaults for the others', () => {
    expect(parse(RULE).rules).toEqual([
      {
        id: 'acme-token',
        reportAs: 'acme-token',
        title: 'acme-token',
        description: 'acme-token',
        advice: expect.stringMatching(/^Revoke .*\.$/),
        severity: 'high',
        regex: { source: expect.stringContaining('acme_'), flags: expect.any(String) },
        writtenRegex: 'acme_[a-z0-9]{32}',
        secretGroup: 0,
        keywords: [],
        caseSensitiveKeywords: false,
        entropy: 0,
        validate: [],
        requires: [],
        members: [],
        yields: false,
        skipReport: false,
        optIn: false,
        tags: [],
        references: [],
        allowlists: [],
        secretBits: 0,
        valueRun: 32,
        assigned: false,
        search: {
          kind: 'inside',
          anchors: [{ literal: 'acme_', caseSensitive: true, before: 0, after: 37 }],
          length: 37,
          lookBehind: 0,
          lookAhead: 0,
        },
        safety: expect.anything(),
        builtIn: false,
        origin: 'keysieve.toml',
      },
    ]);
  });

  it('keeps what it says', () => {
    const text = `${RULE}title = "T"\ndescription = "One. Two."\nadvice = "Do."\nseverity = "low"\nreportAs = "acme"\nkeywords = ["ACME_", "acme_"]\nentropy = 3.5\nvalidate = ["luhn", "min-entropy:3"]\nextent = "jwt"\ntags = ["a", "a"]\nreferences = ["r"]\noptIn = true\nsecretBits = 160\nrequires = [{ rule = "x", withinLines = 3, withinCharacters = 80, withinColumns = 9 }]\nmembers = [{ rule = "y" }, { rule = "z", withinLines = 1, withinCharacters = 2, severity = "critical" }]\nskipReport = true\n`;
    expect(parse(text).rules[0]).toMatchObject({
      title: 'T',
      description: 'One. Two.',
      advice: 'Do.',
      severity: 'low',
      reportAs: 'acme',
      keywords: ['acme_'],
      entropy: 3.5,
      validate: ['luhn', 'min-entropy:3'],
      extent: 'jwt',
      tags: ['a'],
      references: ['r'],
      optIn: true,
      secretBits: 160,
      requires: [{ rule: 'x', withinLines: 3, withinCharacters: 80, withinColumns: 9 }],
      members: [
        { rule: 'y', withinLines: 5, withinCharacters: 600 },
        { rule: 'z', withinLines: 1, withinCharacters: 2, severity: 'critical' },
      ],
      skipReport: true,
    });
  });

  it('is searched for near its keywords where it says so', () => {
    const { rules } = parse(`[[rules]]\nid = "x"\nregex = '[0-9a-f]{32}'\nkeywords = ["acme"]\nreach = 200\n`);
    const anchors = [{ literal: 'acme', caseSensitive: false, before: 200, after: 200 }];
    expect(rules[0]?.search).toEqual({ kind: 'near', anchors, length: 32, lookBehind: 0, lookAhead: 0 });
  });

  it('keeps the case of keywords that have one', () => {
    const { rules } = parse(`${RULE}keywords = ["ACME_"]\ncaseSensitiveKeywords = true\n`);
    expect(rules[0]?.keywords).toEqual(['ACME_']);
  });

  it.each([
    ['ACME deployment token', 'ACME deployment token'],
    ['ACME token. Gives access to v1.2 of it.', 'ACME token'],
    ['A token of v1.2 hosts', 'A token of v1.2 hosts'],
    ['  On two\n lines!  ', 'On two lines'],
  ])('described as %j is entitled %j', (description, title) => {
    expect(parse(`${RULE}description = ${JSON.stringify(description)}\n`).rules[0]?.title).toBe(title);
  });

  it.each([
    { regex: 'a(b)(c)', said: '', file: 'keysieve.toml', group: 1 },
    { regex: 'a(?:b)c', said: '', file: 'keysieve.toml', group: 0 },
    { regex: 'a(b)(c)', said: 'secretGroup = 2', file: 'keysieve.toml', group: 2 },
    { regex: 'a(b)', said: 'secretGroup = 0', file: 'keysieve.toml', group: 0 },
    { regex: 'a(b)', said: 'secretGroup = 0', file: '.gitleaks.toml', group: 1 },
    { regex: 'a(b)', said: '', file: '.gitleaks.toml', group: 1 },
    { regex: 'a(b)', said: 'syntax = "ere"', file: 'keysieve.toml', group: 0 },
    { regex: 'a(b)', said: 'syntax = "ere"\nsecretGroup = 1', file: 'keysieve.toml', group: 1 },
    { regex: 'a(b)', said: 'syntax = "ere"', file: '.gitleaks.toml', group: 1 },
  ])('$regex with "$said" in $file takes group $group', ({ regex, said, file, group }) => {
    const text = `[[rules]]\nid = "x"\nregex = '''${regex}'''\n${said}\n`;
    expect(parse(text, { file }).rules[0]?.secretGroup).toBe(group);
  });

  it.each([
    ['', '[^\\d]', undefined],
    ['syntax = "re2"', '[^\\d]', undefined],
    ['syntax = "ere"', '[^\\d]', undefined],
    ['syntax = "ere"', '(a|ab)(c|bcd)', true],
  ])('with %j is read in that syntax: %s', (said, regex, longest) => {
    const rule = parse(`[[rules]]\nid = "x"\nregex = '''${regex}'''\n${said}\n`).rules[0]?.regex;
    const expected = said.endsWith('"ere"') ? translateEre(regex) : translateRe2(regex);
    expect(rule).toEqual(expected);
    expect(rule?.longest).toBe(longest);
  });

  it('with ERE syntax takes paths and allowlists in RE2 syntax all the same', () => {
    const said = "path = '\\.env\\z'\n[[rules.allowlists]]\ndescription = 'd'\nregexes = ['\\d']\n";
    const rule = parse(`[[rules]]\nid = "x"\nregex = 'a'\nsyntax = "ere"\n${said}`).rules[0];
    expect(rule?.path).toEqual(translateRe2('\\.env\\z'));
    expect(rule?.allowlists[0]?.regexes).toEqual([translateRe2('\\d')]);
  });

  it('takes partners in the words of gitleaks', () => {
    const text = `${RULE}[[rules.required]]\nid = "a"\nwithinLines = 5\n[[rules.required]]\nid = "b"\nwithinColumns = 9\n`;
    expect(parse(text, GITLEAKS).rules[0]?.requires).toEqual([
      { rule: 'a', withinLines: 5 },
      { rule: 'b', withinLines: Number.MAX_SAFE_INTEGER, withinColumns: 9 },
    ]);
  });

  it('without a regex is a change of another, and a rule on paths where it has a path', () => {
    const { rules, changes } = parse('[[rules]]\nid = "a"\nseverity = "low"\n[[rules]]\nid = "b"\npath = "x$"\n');
    expect(rules).toEqual([]);
    expect(changes).toMatchObject([
      { id: 'a', index: 0, fields: { severity: 'low' }, keywords: [], tags: [], allowlists: [] },
      { id: 'b', index: 1, pathRule: { id: 'b', path: { source: expect.any(String) } } },
    ]);
    expect(Object.keys(changes[0]?.fields ?? {})).toEqual(['severity']);
  });

  it('of ours has JavaScript syntax with flags in front', () => {
    const docs = `title = "T"\ndescription = "D"\nadvice = "A"\nseverity = "low"\nreferences = ["r"]\nexamples = ["AC{}ME", { text = "{hex:4}", path = "x.env" }]\ncounterExamples = ["b"]\n`;
    const file = parse(`[[rules]]\nid = "x"\nregex = '''(?i)(?<=a)b'''\n${docs}`, { builtIn: true, role: 'patterns' });
    expect(file.rules[0]).toMatchObject({ regex: { source: '(?<=a)b', flags: 'i' }, builtIn: true });
    expect(file.samples).toEqual([
      {
        rule: 'x',
        examples: [{ text: 'AC{}ME' }, { text: '{hex:4}', path: 'x.env' }],
        counterExamples: [{ text: 'b' }],
      },
    ]);
  });
});

describe('an allowlist', () => {
  it('keeps what it says, lower-cased where case does not count', () => {
    const text = `[[allowlists]]\ndescription = " why "\ncondition = "AND"\nregexTarget = "line"\nregexes = ['''a''']\npaths = ['''^b''']\nstopwords = ["STOP"]\ncommits = ["ABCDEF0123"]\ntargetRules = ["t"]\n`;
    expect(parse(text, { origin: 'here' }).allowlists).toEqual([
      {
        description: 'why',
        condition: 'and',
        regexTarget: 'line',
        regexes: [{ source: 'a', flags: expect.any(String) }],
        paths: [{ source: expect.stringContaining('b'), flags: expect.any(String) }],
        stopwords: ['stop'],
        commits: ['abcdef0123'],
        targetRules: ['t'],
        origin: 'here',
      },
    ]);
  });

  it.each(['[allowlist]', '[[allowlists]]'])(
    'may be written %s, with "none given" for a reason, in gitleaks',
    (head) => {
      const { allowlists } = parse(`${head}\nstopwords = ["x"]\n`, GITLEAKS);
      expect(allowlists).toMatchObject([{ description: 'none given', condition: 'or', regexTarget: 'secret' }]);
    },
  );

  it.each(['[rules.allowlist]', '[[rules.allowlists]]'])('written %s belongs to its rule', (head) => {
    const file = parse(`${RULE}${head}\ndescription = "why"\nstopwords = ["x"]\n`);
    expect(file.allowlists).toEqual([]);
    expect(file.rules[0]?.allowlists).toMatchObject([{ description: 'why', targetRules: [] }]);
  });
});

describe('[scan] and [extend]', () => {
  it('are read', () => {
    const file = parse(
      '[extend]\nuseDefault = false\npath = "p.toml"\ndisabledRules = ["a"]\n[scan]\ninclude = ["i"]\nexclude = ["e"]\nenable = ["x"]\ndisable = ["y"]\nfail-on = "high"\nmax-file-size = "1MiB"\nrequire-coverage = false\nstrict-coverage = true\ninline = false\nredact = 2\n',
    );
    expect(file.extend).toEqual({ useDefault: false, path: 'p.toml', disabledRules: ['a'] });
    expect(file.scan).toEqual({
      include: ['i'],
      exclude: ['e'],
      enable: ['x'],
      disable: ['y'],
      failOn: 'high',
      maxFileSize: 1_048_576,
      requireCoverage: false,
      strictCoverage: true,
      inline: false,
      redact: 2,
    });
  });

  it('are empty where nothing is said', () => {
    const file = parse('');
    expect(file.extend).toEqual({ disabledRules: [] });
    expect(file.scan).toEqual({ include: [], exclude: [], enable: [], disable: [] });
  });
});

describe('an error of keysieve.toml', () => {
  it.each([
    ['broken TOML', 'a = [', 'keysieve.toml:1:5: not valid TOML: unfinished array'],
    [
      'an unknown key',
      `${RULE}sevrity = "x"`,
      'keysieve.toml:4: rules[0].sevrity: unknown key, did you mean "severity"?',
    ],
    ['an unknown table', '\n[scam]\n', 'keysieve.toml:2: scam: unknown key, did you mean "scan"?'],
    [
      'a key that is near to none',
      '[extend]\nfrob = 1',
      'extend.frob: unknown key; known here: disabledRules, path, useDefault',
    ],
    ['a missing id', "[[rules]]\nregex = 'a'", 'keysieve.toml:1: rules[0].id: is missing'],
    ['a bad id', '[[rules]]\nid = "a b"\nregex = "x"', 'keysieve.toml:2: rules[0].id: must consist of letters'],
    ['a wrong type', '[scan]\nexclude = "x"', 'keysieve.toml:2: scan.exclude: must be a list in [ ]'],
    [
      'a wrong type in a list',
      '[scan]\nexclude = [\n"a",\n1]',
      'keysieve.toml:4: scan.exclude[1]: must be a text in quotes',
    ],
    ['a table that is none', 'scan = 1', 'keysieve.toml:1: scan: must be a table'],
    ['a bad choice', '[scan]\nfail-on = "most"', 'scan.fail-on: must be one of info, low, medium, high, critical'],
    ['a bad size', '[scan]\nmax-file-size = "big"', 'scan.max-file-size: must be a number of bytes, or a size'],
    ['an empty keyword', `${RULE}keywords = ["a", ""]`, 'keysieve.toml:4: rules[0].keywords[1]: must not be empty'],
    [
      'a reach of nothing',
      `${RULE}keywords = ["a"]\nreach = 0`,
      'rules[0].reach: must be a whole number of characters, 1 to',
    ],
    [
      'a reach without end',
      `${RULE}keywords = ["a"]\nreach = 20001`,
      'rules[0].reach: must be a whole number of characters',
    ],
    ['a reach to nothing', `${RULE}reach = 300`, 'keysieve.toml:4: rules[0].reach: needs keywords: it says how near'],
    ['a reach that a change cannot have', '[[rules]]\nid = "x"\nreach = 9', 'rules[0].reach: cannot be changed alone'],
    ['an entropy out of range', `${RULE}entropy = 9`, 'rules[0].entropy: must be between 0 and 8'],
    ['a bad regex', "[[rules]]\nid = 'x'\nregex = '(a'", 'keysieve.toml:3: rules[0].regex: '],
    ['a bad path', `${RULE}path = '[z-a]'`, 'keysieve.toml:4: rules[0].path: '],
    [
      'a group beyond the last',
      `${RULE}secretGroup = 2`,
      'secretGroup: is 2, but the regex has no capture group; 0 is the whole',
    ],
    ['a syntax that does not exist', `${RULE}syntax = "pcre"`, 'syntax: '],
    ['a change of the syntax', '[[rules]]\nid = "x"\nsyntax = "ere"', 'syntax: cannot be changed alone'],
    [
      'a regex that grep refuses',
      '[[rules]]\nid = "x"\nregex = "a{}"\nsyntax = "ere"',
      'keysieve.toml:3: rules[0].regex: regular expression, offset 1: the interval has no number',
    ],
    [
      'a group of the longest match',
      '[[rules]]\nid = "x"\nregex = "(a|ab)(c|bcd)"\nsyntax = "ere"\nsecretGroup = 1',
      'secretGroup: must be 0, the whole match',
    ],
    ['a group beyond one', "[[rules]]\nid = 'x'\nregex = '(a)'\nsecretGroup = 2", 'has only 1 capture group; 0'],
    [
      'two rules of one id',
      `${RULE}${RULE}`,
      'keysieve.toml:5: rules[1].id: "acme-token" is the id of rules[0] (line 2) too',
    ],
    [
      'an unknown check',
      `${RULE}validate = ["luhn", "lun"]`,
      'keysieve.toml:4: rules[0].validate[1]: no check is called "lun", did you mean "luhn"?',
    ],
    [
      'an argument that a check does not take',
      `${RULE}validate = ["min-entropy:9"]`,
      'rules[0].validate[0]: the check "min-entropy" takes a number from 0 to 8 behind a colon',
    ],
    [
      'an unknown extent',
      `${RULE}extent = "pem"`,
      'keysieve.toml:4: rules[0].extent: no extent is called "pem"; there are',
    ],
    ['an extent that a change cannot have', '[[rules]]\nid = "x"\nextent = "jwt"', 'extent: cannot be changed alone'],
    [
      'a field that a change cannot have',
      '[[rules]]\nid = "x"\nsecretBits = 3',
      'rules[0].secretBits: cannot be changed alone',
    ],
    ['no reason', "[[allowlists]]\nregexes = ['a']", 'keysieve.toml:1: allowlists[0].description: is missing: say why'],
    [
      'an empty reason',
      '[allowlist]\ndescription = " "\npaths = ["a"]',
      'keysieve.toml:2: allowlist.description: is missing',
    ],
    ['nothing allowed', '[[allowlists]]\ndescription = "x"', 'allowlists[0]: allows nothing: give it regexes, paths'],
    [
      'a bad regex in a list',
      "[[allowlists]]\ndescription = 'x'\npaths = ['a',\n'(']",
      'keysieve.toml:4: allowlists[0].paths[1]: ',
    ],
    [
      'an empty stopword',
      '[[allowlists]]\ndescription = "x"\nstopwords = [""]',
      'stopwords[0]: is empty and would allow',
    ],
    [
      'a commit that is none',
      '[[allowlists]]\ndescription = "x"\ncommits = ["main"]',
      'commits[0]: must be a commit hash',
    ],
    [
      'targets in a rule',
      `${RULE}[[rules.allowlists]]\ndescription = "x"\npaths = ["a"]\ntargetRules = ["y"]`,
      'no meaning inside a rule',
    ],
    [
      'a bad condition',
      '[[allowlists]]\ndescription = "x"\npaths = ["a"]\ncondition = "XOR"',
      'condition: must be one of OR, AND',
    ],
    ['a bad template', `${RULE}examples = ["{base23:1}"]`, 'rules[0].examples[0]: unknown generator "base23"'],
  ])('%s', (_, text, message) => {
    expect(complaintOf(text)).toContain(message);
  });

  it('stands with all others of the file, in its order', () => {
    const text = `[[rules]]\nid = "a"\nregex = '('\nsecretGroup = 1\n[[rules]]\nid = "b"\nregex = 'x'\nsecretGroup = 1\n[[allowlists]]\npaths = [')']\n`;
    const places = complaintOf(text)
      .split('\n')
      .map((line) => line.split(':').slice(0, 3).join(':'));
    expect(places).toEqual([
      'keysieve.toml:3: rules[0].regex',
      'keysieve.toml:8: rules[1].secretGroup',
      'keysieve.toml:9: allowlists[0].description',
      'keysieve.toml:10: allowlists[0].paths[0]',
    ]);
  });

  it('of shape does not hide those of meaning', () => {
    const text = `[scan]\nexclude = [1]\nfail-on = "most"\nnope = 1\n[[rules]]\nregex = '('\nkeywords = "k"\n[[rules]]\nid = "b"\nregex = ')'\n[[allowlists]]\npaths = ['(']\n`;
    const lines = complaintOf(text).split('\n');
    expect(lines.map((line) => line.split(': ').slice(0, 2).join(' '))).toEqual([
      'keysieve.toml:2 scan.exclude[0]',
      'keysieve.toml:3 scan.fail-on',
      'keysieve.toml:4 scan.nope',
      'keysieve.toml:5 rules[0].id',
      'keysieve.toml:6 rules[0].regex',
      'keysieve.toml:7 rules[0].keywords',
      'keysieve.toml:10 rules[1].regex',
      'keysieve.toml:11 allowlists[0].description',
      'keysieve.toml:12 allowlists[0].paths[0]',
    ]);
  });

  it('is a RulesError in a file of patterns, where [scan] and [extend] are errors', () => {
    const text = '[scan]\nexclude = []\n[extend]\nuseDefault = true\n';
    expect(() => parse(text, { role: 'patterns' })).toThrow(RulesError);
    expect(complaintOf(text, { role: 'patterns' })).toMatch(
      /^keysieve.toml:1: scan: works .*\nkeysieve.toml:3: extend: works /,
    );
    expect(() => parse('[scan]\nx = 1')).toThrow(ConfigError);
  });

  it('is every missing piece of documentation of our own rules, and a group that is not named', () => {
    const message = complaintOf("[[rules]]\nid = 'x'\nregex = '(a)'\n", { role: 'patterns', builtIn: true });
    for (const field of ['title', 'description', 'advice', 'severity', 'references', 'examples', 'counterExamples']) {
      expect(message).toContain(`rules[0].${field}: is missing: every rule that ships has it`);
    }
    expect(message).toContain('rules[0].secretGroup: is missing: the regex has 1 group; 0 is the whole match');
  });

  it('is a syntax in our own rules, which are JavaScript', () => {
    const message = complaintOf(`${RULE}syntax = "ere"`, { role: 'patterns', builtIn: true });
    expect(message).toContain('rules[0].syntax: has no meaning in our own files');
  });

  it('is a regex of ours that does not compile, without the regex', () => {
    const message = complaintOf("[[rules]]\nid = 'x'\nregex = '(?i)(a'\n", { role: 'patterns', builtIn: true });
    expect(message).toContain('rules[0].regex: does not compile: Unterminated group');
    expect(message).not.toContain('(a');
  });
});

describe('a notice of .gitleaks.toml', () => {
  it.each([
    ['an unknown key', 'novelty = 1', ".gitleaks.toml:1: novelty: not a key of gitleaks' schema, ignored"],
    [
      'a near key',
      `${RULE}keyword = ["a"]`,
      'rules[0].keyword: not a key of gitleaks\' schema, ignored, did you mean "keywords"?',
    ],
    ['a key of ours', `${RULE}severity = "low"`, 'ignored; it has a meaning in keysieve.toml only'],
    ['a table of ours', '[scan]\nexclude = ["x"]', "scan: not a key of gitleaks' schema, ignored; it has a meaning"],
    ['an empty allowlist', '[allowlist]\ndescription = "x"', '.gitleaks.toml:1: allowlist: allows nothing'],
    ['an unusable commit', '[allowlist]\ncommits = ["main"]', 'allowlist.commits[0]: must be a commit hash'],
    ['two rules of one id', `${RULE}${RULE}`, 'rules[0] (line 2) too; this later one counts'],
    [
      'a file from the network',
      '[extend]\nurl = "https://example.com/g.toml"',
      'extend.url: not fetched, because a scan',
    ],
    [
      'a setting in the wrong place',
      'useDefault = true',
      '.gitleaks.toml:1: useDefault: ignored here: it belongs below',
    ],
    ['an expression for findings', "filter = 'true'", "filter: betterleaks' expressions are not evaluated"],
    ['an expression for contents', "prefilter = 'true'", "prefilter: betterleaks' expressions are not evaluated"],
    ['an expression of a rule', `${RULE}filter = 'true'`, "rules[0].filter: betterleaks' expressions are not"],
    ['a check of life', `${RULE}validate = 'true'`, "rules[0].validate: betterleaks' expressions are not evaluated"],
    ['a filter by words', `${RULE}tokenEfficiency = true`, 'rules[0].tokenEfficiency: a filter of betterleaks, not'],
    [
      'rules before version 3',
      "[[regexes]]\nregex = 'a'",
      'regexes: a key of gitleaks before version 8, ignored; it is',
    ],
    ['an old list of files', "[allowlist]\nfiles = ['a']\npaths = ['b']", 'allowlist.files: a key of gitleaks before'],
    [
      'rules of an allowlist by a wrong name',
      "[[allowlists]]\npaths = ['a']\nrules = ['x']",
      'allowlists[0].rules: ignored, so the allowlist is for every rule: targetRules names',
    ],
    [
      'a table for a list',
      "[allowlists]\npaths = ['a']",
      '.gitleaks.toml:1: allowlists: a single table, read as a list of one',
    ],
    ['an empty table for a list', '[rules]', 'rules: a single table, read as a list of none'],
  ])('%s', (_, text, message) => {
    expect(parse(text, GITLEAKS).notices).toEqual([expect.stringContaining(message)]);
  });

  it('is not made of keys that differ in case only, nor of known ones', () => {
    const text = `title = "x"\nminVersion = "v8"\n[[Rules]]\nID = "a"\nRegex = 'x'\nSecretgroup = 0\nkeywords = ["A", ""]\n[[allowLists]]\nStopWords = ["x"]\nregextarget = ""\ncondition = "&&"\n`;
    const file = parse(text, GITLEAKS);
    expect(file.notices).toEqual([]);
    expect(file.rules[0]).toMatchObject({ id: 'a', keywords: ['a'] });
    expect(file.allowlists).toMatchObject([{ condition: 'and', stopwords: ['x'] }]);
  });

  it('leaves what a single table says', () => {
    const text = `${RULE}[rules.allowlists]\npaths = ['a']\n[allowlists]\nstopwords = ['b']\n`;
    const { rules, allowlists } = parse(text, GITLEAKS);
    expect(rules[0]?.allowlists).toMatchObject([{ paths: [{ source: 'a' }] }]);
    expect(allowlists).toMatchObject([{ stopwords: ['b'] }]);
  });

  it.each([
    [
      'no id',
      "[[rules]]\nregex = 'x'",
      'rules[0].id: is missing: every rule needs one (only gitleaks before version 8',
    ],
    ['a bad regex', "[[rules]]\nid = 'x'\nregex = '('", '.gitleaks.toml:3: rules[0].regex: '],
    ['a wrong type', `${RULE}keywords = "a"`, '.gitleaks.toml:4: rules[0].keywords: must be a list in [ ]'],
    [
      'a bad target',
      '[allowlist]\nregexTarget = "file"\npaths = ["a"]',
      'allowlist.regexTarget: must be one of secret, match, line',
    ],
  ])('does not stand for %s, which is an error there too', (_, text, message) => {
    expect(complaintOf(text, GITLEAKS)).toContain(message);
  });
});
