/** Commands and configurations in the documents: each is one that the code accepts. */

import { expect, it } from 'vitest';
import { parseArguments } from '#cli/parse-arguments.ts';
import { parseFast } from '#cli/parse-fast.ts';
import { parseRulesRequest } from '#cli/rules/request.ts';
import { mergeFile, startMerge } from '#config/merge.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { blocksOf, codeOf, readDocuments } from './documents.ts';

const DOCUMENTS = readDocuments();
const BLOCKS = DOCUMENTS.flatMap(blocksOf);

const TOML = BLOCKS.filter(({ language }) => /^toml\b/.test(language));

it('there are configurations', () => expect(TOML.length).toBeGreaterThan(2));

it.each(TOML)('the configuration in $document, line $line, is accepted without a word', ({ language, text }) => {
  const file = parseRuleFile(text, {
    file: language.includes('gitleaks') ? '.gitleaks.toml' : 'keysieve.toml',
    role: 'configuration',
  });
  expect(mergeFile(startMerge(builtInRuleSet()), file).notices).toEqual([]);
});

/** Everything from `keysieve scan` or `keysieve rules` on, in blocks (one command a line, up to a comment or a quote) and in inline code. */
const COMMANDS = [
  ...BLOCKS.filter(({ language }) => language === 'sh' || language === 'yaml').flatMap(({ document, text }) =>
    text.split('\n').map((line) => ({ document, line })),
  ),
  ...DOCUMENTS.flatMap((document) => codeOf(document).map((line) => ({ document: document.path, line }))),
].flatMap(({ document, line }) => {
  const [, command] = /\bkeysieve ((?:scan|rules)(?: (?:"[^"]*"|[^\s"#&)]+))*)/.exec(line) ?? [];
  return command === undefined ? [] : [{ document, command }];
});

/** Splits at blanks as a shell does; what stands in brackets is a placeholder for what may be left out. */
function wordsOf(command: string): readonly string[] {
  const words = command.match(/"[^"]*"|\S+/g) ?? [];
  return words.filter((word) => !word.startsWith('[')).map((word) => word.replaceAll('"', ''));
}

it('there are commands', () => expect(COMMANDS.length).toBeGreaterThan(8));

it.each(COMMANDS)('`keysieve $command` in $document can be typed', ({ command }) => {
  const parsed = parseFast(wordsOf(command));
  const parse = parsed.command === 'rules' ? parseRulesRequest : parseArguments;
  expect(() => parse(parsed, '/project')).not.toThrow();
});
