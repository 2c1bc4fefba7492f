/** Configuration files that cannot be used: the scan ends in 2 and says file, line and field. */

import { describe, expect, it } from 'vitest';
import { keysieve } from '../../support/keysieve.ts';
import { createRepo, type Repo } from '../../support/repo.ts';

const TOKEN_RULE = `[[rules]]
id = "acme-token"
description = "ACME deployment token"
regex = '''acme_[a-z0-9]{32}'''
keywords = ["acme_"]
severity = "critical"
`;

function repoWith(config: string): Repo {
  const repo = createRepo();
  repo.commit({ 'a.txt': 'x\n', 'keysieve.toml': config });
  return repo;
}

describe('a broken keysieve.toml ends in 2 and says file, line and field', () => {
  it.each([
    { what: 'broken TOML', config: '[scan]\nexclude = [', line: '[123]', field: /./ },
    { what: 'an unknown key', config: '[scan]\nexclude = []\nexclued = []\n', line: '3', field: /scan\.exclued/ },
    { what: 'an unknown table', config: '\n[scann]\nx = 1\n', line: '[23]', field: /scann/ },
    {
      what: 'an unknown key of a rule',
      config: `${TOKEN_RULE}sevrity = "low"\n`,
      line: '7',
      field: /rules\[0\]\.sevrity/,
    },
    {
      what: 'a bad regex',
      config: TOKEN_RULE.replace('{32}', '{32'.concat('}(')),
      line: '4',
      field: /rules\[0\]\.regex/,
    },
    {
      what: 'a bad severity',
      config: TOKEN_RULE.replace('critical', 'fatal'),
      line: '6',
      field: /rules\[0\]\.severity/,
    },
    {
      what: 'a rule without an id',
      config: TOKEN_RULE.replace(/^id.*\n/m, ''),
      line: '[12]',
      field: /rules\[0\]\.?.*id/,
    },
    { what: 'a wrong type', config: '[scan]\nexclude = "x"\n', line: '2', field: /scan\.exclude/ },
    { what: 'a bad level', config: '[scan]\nfail-on = "most"\n', line: '2', field: /scan\.fail-on/ },
    {
      what: 'an allowlist without a description',
      config: `[[allowlists]]\nregexes = ['''x''']\n`,
      line: '[12]',
      field: /allowlists\[0\]\.?.*description/,
    },
    {
      what: 'a bad regex of an allowlist',
      config: `[[allowlists]]\ndescription = "x"\nregexes = ['''a''', '''(b''']\n`,
      line: '3',
      field: /allowlists\[0\]\.regexes\[1\]/,
    },
  ])('$what', ({ config, line, field }) => {
    const run = keysieve(['scan'], { cwd: repoWith(config).dir });
    expect(run.stderr).toMatch(new RegExp(`keysieve\\.toml:${line}\\b|keysieve\\.toml.*line ${line}\\b`, 's'));
    expect(run.stderr).toMatch(field);
    expect(run.stderr).not.toMatch(/please report/i);
    expect(run.status).toBe(2);
  });

  it('for a staged scan too', () => {
    const repo = repoWith('[scan]\nnope = 1\n');
    repo.stage({ 'b.txt': 'x\n' });
    expect(keysieve(['scan', '--staged'], { cwd: repo.dir }).status).toBe(2);
  });

  it('also when --config names a file that does not exist', () => {
    const run = keysieve(['scan', '--config', 'missing.toml'], { cwd: repoWith('').dir });
    expect(run.stderr).toContain('missing.toml');
    expect(run.status).toBe(2);
  });
});
