/** Files that change each other's rules. */

import { describe, expect, it } from 'vitest';
import type { ScanOptions } from '#model/options.ts';
import { repoAt, temporaryDirectory } from '../../support/repo.ts';
import { idsOf, resolveIn } from './scenes.ts';

/** Options with this text for keysieve.toml or another file. */
function resolveWith(text: string, name = 'keysieve.toml'): Promise<ScanOptions> {
  const { dir, write } = repoAt(temporaryDirectory());
  write({ [name]: text });
  return resolveIn(dir);
}

describe('a rule', () => {
  it('is added, and narrows nothing', async () => {
    const options = await resolveWith("[[rules]]\nid = 'acme'\nregex = 'x'\n");
    expect(idsOf(options)).toEqual(['cloud-key', 'cloud-secret-entry', 'acme']);
    expect(options.narrowedBy).toEqual([]);
    expect(options.ruleSet.rules.at(-1)).toMatchObject({ builtIn: false, origin: 'keysieve.toml' });
  });

  it('with the id of a built-in one replaces it, and is named', async () => {
    const { ruleSet, narrowedBy } = await resolveWith("[[rules]]\nid = 'cloud-key'\nregex = 'x'\n");
    expect(ruleSet.rules[0]).toMatchObject({ id: 'cloud-key', builtIn: false, tags: [], secretGroup: 0 });
    expect(narrowedBy).toEqual(['keysieve.toml']);
  });

  it('without a regex changes the one of its id', async () => {
    const { ruleSet, narrowedBy } = await resolveWith(
      "[[rules]]\nid = 'cloud-key'\nseverity = 'info'\ntags = ['more']\npath = 'x$'\nkeywords = ['CLOUD']\n[[rules.allowlists]]\ndescription = 'why'\nstopwords = ['x']\n",
    );
    expect(ruleSet.rules[0]).toMatchObject({
      severity: 'info',
      tags: ['cloud', 'more'],
      keywords: ['cloud'],
      regex: { source: expect.stringContaining('CLOUD') },
      path: { source: expect.any(String) },
      builtIn: true,
      allowlists: [{ description: 'why' }],
    });
    expect(narrowedBy).toEqual(['keysieve.toml']);
  });

  it('that stands near its keywords does so near those that are added', async () => {
    const { dir, write } = repoAt(temporaryDirectory());
    write({
      'base.toml': "[[rules]]\nid = 'hex'\nregex = '[0-9a-f]{32}'\nkeywords = ['acme']\nreach = 200\n",
      'keysieve.toml': "[extend]\npath = 'base.toml'\n[[rules]]\nid = 'hex'\nkeywords = ['Corp']\n",
    });
    const { ruleSet } = await resolveIn(dir);
    const reach = { caseSensitive: false, before: 200, after: 200 };
    expect(ruleSet.rules.find(({ id }) => id === 'hex')).toMatchObject({
      keywords: ['acme', 'corp'],
      search: {
        kind: 'near',
        anchors: [
          { literal: 'acme', ...reach },
          { literal: 'corp', ...reach },
        ],
      },
    });
  });

  it('without a regex, but with a path and an id of its own, is a rule on paths', async () => {
    const { ruleSet } = await resolveWith("[[rules]]\nid = 'key-file'\npath = '\\.pem$'\n");
    expect(ruleSet.rules.at(-1)).toMatchObject({ id: 'key-file', path: { source: expect.stringContaining('pem') } });
    expect(ruleSet.rules.at(-1)).not.toHaveProperty('regex');
  });

  it.each([
    [
      "[[rules]]\nid = 'clod-key'\ntags = ['x']\n",
      'keysieve.toml:1: rules[0]: has no regex and no path, and there is no rule "clod-key" that it could change, did you mean "cloud-key"?',
    ],
    [
      "[[rules]]\nid = 'cloud-key'\nsecretGroup = 2\n",
      'keysieve.toml:3: rules[0].secretGroup: is 2, but the regex of "cloud-key" has 1 capture group',
    ],
    [
      "[[rules]]\nid = 'a'\nregex = 'x'\nrequires = [{ rule = 'cloud-kye' }]\n",
      'rule "a" requires "cloud-kye", which does not exist, so it would never report anything, did you mean "cloud-key"?',
    ],
    ["[[rules]]\nid = 'a'\nregex = 'x'\nvalidate = ['lun']\n", 'no check is called "lun", did you mean "luhn"?'],
  ])('%j is an error in ours', async (text, message) => {
    await expect(resolveWith(text)).rejects.toThrow(message);
  });

  it.each([
    ["[[rules]]\nid = 'clod-key'\ntags = ['x']\n", /^\.gitleaks.toml:1: rules\[0\]: has no regex .*; ignored$/],
    ["[[rules]]\nid = 'a'\nregex = 'x'\n[[rules.required]]\nid = 'b'\n", /requires "b", which does not exist/],
  ])('%j is a notice in gitleaks', async (text, message) => {
    expect((await resolveWith(text, '.gitleaks.toml')).notices).toEqual([expect.stringMatching(message)]);
  });

  it('may require what several rules report as', async () => {
    const text = "[[rules]]\nid = 'a'\nregex = 'x'\nrequires = [{ rule = 'cloud-secret' }]\n";
    expect(idsOf(await resolveWith(text))).toContain('a');
  });
});

describe('disabledRules', () => {
  it.each([
    ['cloud-key', ['cloud-secret-entry']],
    ['cloud-secret', ['cloud-key']],
    ['cloud*', []],
  ])('takes %s away', async (id, left) => {
    const options = await resolveWith(`[extend]\ndisabledRules = ["${id}"]\n`);
    expect(idsOf(options)).toEqual(left);
    expect(options.narrowedBy).toEqual(['keysieve.toml']);
  });

  it('leaves a rule that the file brings itself', async () => {
    const options = await resolveWith(
      "[extend]\ndisabledRules = ['cloud-key']\n[[rules]]\nid = 'cloud-key'\nregex = 'x'\n",
    );
    expect(idsOf(options)).toContain('cloud-key');
  });

  it.each(['keysieve.toml', '.gitleaks.toml'])('of %s warn of a rule that does not exist', async (name) => {
    const { notices } = await resolveWith('[extend]\ndisabledRules = [\n"clod-key"]\n', name);
    expect(notices).toEqual([
      `${name}:3: extend.disabledRules[0]: there is no rule "clod-key" to disable, did you mean "cloud-key"?`,
    ]);
  });
});

describe('allowlists', () => {
  const allow = (targets: string) =>
    `[[allowlists]]\ndescription = "why"\nregexes = ['x']\ntargetRules = [${targets}]\n`;

  it('are added, with targets that name rules', async () => {
    const { ruleSet, narrowedBy } = await resolveWith(allow('"cloud-secret", "cloud-key"'));
    expect(ruleSet.allowlists).toMatchObject([{ targetRules: ['cloud-secret', 'cloud-secret-entry', 'cloud-key'] }]);
    expect(narrowedBy).toEqual(['keysieve.toml']);
  });

  it.each(['keysieve.toml', '.gitleaks.toml'])('of %s for a rule that does not exist are for no rule', async (name) => {
    const { ruleSet, notices } = await resolveWith(allow('"clod-key"'), name);
    expect(ruleSet.allowlists).toMatchObject([{ targetRules: ['clod-key'] }]);
    expect(notices).toEqual([
      expect.stringContaining('names no rule that exists: "clod-key", did you mean "cloud-key"?'),
    ]);
  });
});

describe('[scan] enable and disable', () => {
  it('choose rules', async () => {
    expect(idsOf(await resolveWith('[scan]\nenable = ["wide"]\ndisable = ["cloud"]\n'))).toEqual([
      'cloud-secret-entry',
      'wide',
    ]);
  });

  it('of a rule that does not exist: enable is an error, disable a notice', async () => {
    const message = (list: string) =>
      `keysieve.toml:2: scan.${list}[0]: no rule has the id or tag "wid", did you mean "wide"?`;
    await expect(resolveWith('[scan]\nenable = ["wid"]\n')).rejects.toThrow(message('enable'));
    expect((await resolveWith('[scan]\ndisable = ["wid"]\n')).notices).toEqual([message('disable')]);
  });
});
