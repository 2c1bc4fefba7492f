/** What `keysieve baseline audit` prints where nobody can be asked. */

import { describe, expect, it } from 'vitest';
import { acceptedRepo, baselineDone } from '../../support/baseline.ts';
import { accessKeyId, secretKey } from '../../support/keys.ts';
import { createRepo } from '../../support/repo.ts';
import { keyLine } from '../../support/scans.ts';

describe('in a pipe', () => {
  it('prints what it would ask, with the lines around, and no secret', () => {
    const repo = acceptedRepo({ 'known.ini': keyLine('known') });
    const around = `# above\n# more above\n${keyLine()}# below \x1b[31m\n`;
    repo.write({ 'a.ini': `far away\n${around}`, 'b.ini': keyLine('b') + keyLine('c') });
    const { stdout } = baselineDone(repo, 'audit');
    expect(stdout).toContain('1 of 3\na.ini:4:21: medium: AWS access key ID');
    expect(stdout).toContain('   2 │ # above\n   3 │ # more above\n   4 │ aws_access_key_id = AKIA…\n');
    expect(stdout).toContain('   5 │ # below \\x1b[31m');
    expect(stdout).toContain('3 questions: run this in a terminal to answer them');
    expect(stdout).not.toContain('far away');
    expect(stdout).not.toContain('known.ini');
    for (const seed of ['a', 'b', 'c']) expect(stdout).not.toContain(accessKeyId(seed).slice(0, 8));
  });

  it('shows no line of a secret that goes over several', () => {
    const repo = createRepo();
    const body = Array.from({ length: 4 }, (_, index) => secretKey(`pem${index}`));
    const rule = `[[rules]]\nid = "block"\ndescription = "Block"\nregex = '''(?s)BEGIN X(.{100,300}?)END X'''\nkeywords = ["BEGIN X"]\n`;
    repo.commit({
      'keysieve.toml': rule,
      'key.txt': `${keyLine()}BEGIN X\n${body.join('\n')}\nEND X\n${keyLine('b')}`,
    });
    const { stdout } = baselineDone(repo, 'audit', '--disable', 'generic-*');
    expect(stdout).toContain('   2 │ …');
    for (const line of body) expect(stdout).not.toContain(line.slice(0, 12));
  });

  it('prints JSON for machines', () => {
    const repo = createRepo();
    repo.commit({ 'a.ini': `# above\n${keyLine()}` });
    const { stdout } = baselineDone(repo, 'audit', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'keysieve-audit/1',
      questions: [{ path: 'a.ini', before: [{ line: 1, text: '# above' }], calledReal: false }],
    });
    expect(stdout).not.toContain(accessKeyId());
  });

  it('has nothing to ask where nothing is found', () => {
    expect(baselineDone(acceptedRepo({ 'a.ini': keyLine() }), 'audit').stdout).toBe('no findings: nothing to decide\n');
  });
});
