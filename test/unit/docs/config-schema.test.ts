/** docs/config.schema.json against the checks that it is made from, which decide. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { parseToml } from '#rules/read-toml.ts';
import { configSchema } from '../../../scripts/config-schema.ts';
import { blocksOf, ROOT, readDocuments } from './documents.ts';

const TEXT = readFileSync(join(ROOT, 'docs', 'config.schema.json'), 'utf8');
const validate = new Ajv.default({ strict: false }).compile(JSON.parse(TEXT) as object);

function checksAccept(text: string): boolean {
  try {
    parseRuleFile(text, { file: 'keysieve.toml', role: 'configuration' });
    return true;
  } catch {
    return false;
  }
}

it('is current: run `npm run docs:schema` where it is not', () =>
  expect(JSON.parse(TEXT)).toEqual(JSON.parse(configSchema())));

const BLOCKS = readDocuments()
  .flatMap(blocksOf)
  .filter(({ language }) => language === 'toml');

it.each(BLOCKS)('accepts the configuration in $document, line $line', ({ text }) => {
  validate(parseToml(text, 'keysieve.toml'));
  expect(validate.errors).toBeNull();
});

describe('agrees with the checks', () => {
  it.each([
    ['', true],
    ['[scan]\nmax-file-size = 10\nfail-on = "low"\n', true],
    ['[[rules]]\nid = "x"\nregex = "x"\n', true],
    ['[[rules]]\nid = "x"\nregex = "x"\nexamples = ["x", { text = "x", path = "y" }]\n', true],
    ['[[allowlists]]\ndescription = "d"\nregexes = ["x"]\n', true],
    ['[scann]\n', false],
    ['[scan]\nfailon = "low"\n', false],
    ['[scan]\nfail-on = "lowest"\n', false],
    ['[scan]\nexclude = "x"\n', false],
    ['[scan]\nmax-file-size = true\n', false],
    ['[suppress]\nforeign = "no"\n', false],
    ['[[rules]]\nregex = "x"\n', false],
    ['[[rules]]\nid = "x y"\nregex = "x"\n', false],
    ['[[rules]]\nid = "x"\nregex = "x"\nrequires = [{ id = "y" }]\n', false],
    ['[[allowlists]]\nregexes = ["x"]\n', false],
    ['[[rules]]\nid = "x"\nregex = "x"\n[[rules.allowlists]]\nregexes = ["x"]\n', false],
  ])('on %j: %s', (text, expected) => {
    expect(validate(parseToml(text, 'keysieve.toml'))).toBe(expected);
    expect(checksAccept(text)).toBe(expected);
  });
});
