/** Keys of a credentials file, as patterns. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { awsPatterns } from '#git/aws-credentials.ts';
import { GitError } from '#model/errors.ts';
import { temporaryDirectory } from '../../support/repo.ts';

describe('awsPatterns', () => {
  it.each<[string, string, readonly string[]]>([
    ['bare', 'aws_access_key_id = abc123', ['abc123']],
    ['without blanks', '  aws_secret_access_key=foo/ba+z', ['foo/ba\\+z']],
    ['in quotes', 'aws_access_key_id = "Bernard"', ['Bernard']],
    ['in JSON', '"aws_access_key_id" = "json",', ['json']],
    ['with tabs and a carriage return', 'aws_access_key_id\t=\ttab\t\r', ['tab']],
    ['with an equals sign', 'aws_secret_access_key = a=b=', ['a=b=']],
    ['in a comment', '# aws_access_key_id = old', ['old']],
    ['empty', 'aws_access_key_id =', []],
    ['of another name', 'aws_session_token = x\nAWS_ACCESS_KEY_ID = x\nregion = x', []],
    ['with signs of regular expressions', 'aws_secret_access_key = \\a|b(c)[d]{e}', ['\\\\a\\|b\\(c\\)\\[d]\\{e\\}']],
  ])('a value %s', (_, content, expected) => {
    const file = join(temporaryDirectory(), 'credentials');
    writeFileSync(file, `[default]\n${content}\n`);
    expect(awsPatterns(file, {})).toEqual(expected);
  });

  it('are those of ~/.aws/credentials, where there is such a file', () => {
    const home = temporaryDirectory();
    expect([awsPatterns(undefined, { HOME: home }), awsPatterns(undefined, {})]).toEqual([[], []]);
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws/credentials'), 'aws_access_key_id = abc\n');
    expect(awsPatterns(undefined, { HOME: home })).toEqual(['abc']);
    expect(awsPatterns(undefined, { USERPROFILE: home })).toEqual(['abc']);
  });

  it('are not none where the file cannot be read', () => {
    expect(() => awsPatterns(temporaryDirectory(), {})).toThrow(GitError);
  });
});
