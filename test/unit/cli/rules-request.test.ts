/** Command lines of `keysieve rules`: what they mean, and which are refused. */

import { describe, expect, it } from 'vitest';
import { parseFast } from '#cli/parse-fast.ts';
import { parseRulesRequest } from '#cli/rules/request.ts';

function parse(...words: readonly string[]) {
  return parseRulesRequest(parseFast(['rules', ...words]), '/project');
}

it.each([
  [[], 'list', []],
  [['list', 'aws-*', 'x'], 'list', ['aws-*', 'x']],
  [['explain', 'jwt'], 'explain', ['jwt']],
  [['check', 'a.toml', 'b.toml'], 'check', ['a.toml', 'b.toml']],
  [['test', 'jwt', 'a text'], 'test', ['jwt', 'a text']],
  [['test', 'jwt', ''], 'test', ['jwt', '']],
  [['test', 'jwt', '--', '-x'], 'test', ['jwt', '-x']],
])('%j', (words, action, operands) => {
  expect(parse(...words)).toMatchObject({ action, operands, file: undefined });
});

it('takes the options of a scan that decide about rules and output', () => {
  const request = parse('list', '-c', 'a.toml', '--enable', 'x', '--disable', 'y', '--rules', 'z', '-f', 'json=out');
  expect(request.request).toMatchObject({
    scan: { config: 'a.toml', enable: ['x'], disable: ['y'], ruleFiles: ['z'] },
    formats: [{ name: 'json', file: 'out' }],
  });
});

it('looks at a file or at a text that has a name', () => {
  expect(parse('test', 'jwt', '--file', 'a.txt')).toMatchObject({ file: 'a.txt', operands: ['jwt'] });
  expect(parse('test', 'jwt', '-', '--stdin-path', 'a.env').request.scan.stdinPath).toBe('a.env');
});

describe('wrong usage', () => {
  it.each([
    [['explian', 'jwt'], 'unknown action "explian" of the command rules, did you mean "explain"?'],
    [['xyz'], 'unknown action "xyz" of the command rules; there are list, check, explain, test'],
    [['explain'], 'rules explain needs the ID of a rule; "keysieve rules" lists them'],
    [['explain', ''], 'an argument is empty: is a variable in the command line not set?'],
    [['check'], 'rules check needs a file'],
    [['test'], 'rules test needs the ID of a rule and a text'],
    [['test', 'jwt'], 'rules test needs a text behind the ID: "-" reads standard input, --file FILE a file'],
    [['test', 'jwt', 'a', 'b'], 'unexpected "b" behind the text: quote a text that has blanks'],
    [['test', 'jwt', 'a', '--file', 'b'], 'rules test takes a text or --file, not both'],
    [['list', '--reveal'], '--reveal does not belong to the command rules list'],
    [['list', '--file', 'x'], '--file does not belong to the command rules list'],
    [['check', 'x', '--enable', 'y'], '--enable does not belong to the command rules check'],
    [['explain', 'x', '--staged'], '--staged does not belong to the command rules explain'],
    [['test', 'x', 'y', '--stdin'], '--stdin does not belong to the command rules test'],
    [['list', '-f', 'sarif'], 'the command rules prints text and json, not sarif'],
  ])('%j', (words, message) => expect(() => parse(...words)).toThrow(message));
});
