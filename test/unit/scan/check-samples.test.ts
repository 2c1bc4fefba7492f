/** Samples of rule files: what fails, and the reason that is given. */

import { describe, expect, it } from 'vitest';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { failedSamples } from '#scan/check-samples.ts';

/** What fails of a file. */
function failuresOf(text: string) {
  const file = parseRuleFile(text, { file: 'keysieve.toml', role: 'configuration' });
  const paths = file.changes.flatMap(({ pathRule }) => pathRule ?? []);
  return failedSamples(file.samples, [...file.rules, ...paths], file.allowlists);
}

const RULE = `[[rules]]
id = "acme"
regex = 'acme_([0-9a-z]{8})'
`;

describe('examples', () => {
  it.each([
    ['is found', '', 'acme_{hex:8}', undefined],
    ['does not match', '', 'acme-12345678', 'the regex does not match it'],
    ['has too little entropy', 'entropy = 2.5', 'acme_11111111', 'its entropy is below 2.5'],
    ['is rejected by a check', 'validate = ["not-hex"]', 'acme_1a2b3c4d', 'the check not-hex rejects it'],
    ['is excused by a check', 'validate = ["stopwords:zebra"]', 'acme_zebra123', 'it is excused: '],
    ['stands in the wrong file', "path = '''\\.env$'''", 'acme_1a2b3c4d', 'not for files called "sample.txt"'],
    ['lacks its partner', 'requires = [{ rule = "other" }]', 'acme_1a2b3c4d', 'what the rule requires'],
    ['matches sometimes', '', 'acme_{[0-9A-B]:8}', 'the regex does not match it'],
    ['has no end', 'extent = "pem-block"', 'acme_1a2b3c4d', 'its extent finds no end'],
  ])('one that %s', (_, fields, example, why) => {
    const failures = failuresOf(`${RULE}${fields}\nexamples = ['${example}']\n[[rules]]\nid = "other"\nregex = 'zz'\n`);
    expect(failures).toEqual(
      why === undefined ? [] : [{ rule: 'acme', kind: 'example', number: 1, why: expect.stringContaining(why) }],
    );
  });

  it('is found beside its partner, and in its file', () => {
    const text = `${RULE}requires = [{ rule = "other", withinLines = 1 }]\npath = '''\\.env$'''
examples = [{ text = "zz\\nacme_1a2b3c4d", path = "a.env" }]
[[rules]]
id = "other"
regex = 'zz'
`;
    expect(failuresOf(text)).toEqual([]);
  });

  it('of rules on paths are paths', () => {
    const text = `[[rules]]\nid = "p"\npath = '''\\.pem$'''\nexamples = [{ text = "", path = "a.pem" }, { text = "", path = "b.txt" }]\n`;
    expect(failuresOf(text)).toMatchObject([{ rule: 'p', number: 2 }]);
  });
});

describe('counter-examples', () => {
  it('fail when they are found', () => {
    const text = `${RULE}counterExamples = ['acme_1', 'acme_1a2b3c4d']\n`;
    expect(failuresOf(text)).toEqual([{ rule: 'acme', kind: 'counter-example', number: 2, why: 'it is found' }]);
  });

  it('may be what an allowlist allows', () => {
    const text = `${RULE}counterExamples = ['acme_madeup12']\n[[allowlists]]\ndescription = "ours"\nstopwords = ["madeup"]\n`;
    expect(failuresOf(text)).toEqual([]);
  });
});
