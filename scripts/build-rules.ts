/** Checks the pattern files in `patterns/` strictly and writes them as a module of plain data that needs no parsing. */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeysieveError, RulesError } from '#model/errors.ts';
import type { Allowlist, Rule } from '#model/rule.ts';
import { loadRuleFile } from '#rules/load.ts';
import type { RuleFile } from '#rules/rule-file.ts';
import { suggestion } from '#rules/suggest.ts';
import { unprovedRules } from './check-safety.ts';
import { jsonLiteral } from './json-literal.ts';

const OUTPUT_FOLDER = ['src', 'rules', 'generated'];
const OUTPUT_FILE = 'built-in-rules.ts';

/**
 * Reads `patterns/*.toml` below `root`, the project's top folder, and writes `src/rules/generated/built-in-rules.ts`.
 * Returns all rules, ordered by id.
 * @throws RulesError with everything that is wrong in any of the files, one a line.
 */
export async function buildRules(root: string): Promise<readonly Rule[]> {
  const files = loadPatternFiles(root);
  checkAcrossFiles(files);
  const folder = join(root, ...OUTPUT_FOLDER);
  mkdirSync(folder, { recursive: true });
  const rules = files.flatMap(allRules).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  writeFileSync(
    join(folder, OUTPUT_FILE),
    formatModule(
      rules,
      files.flatMap(({ allowlists }) => allowlists),
    ),
  );
  return rules;
}

function loadPatternFiles(root: string): readonly RuleFile[] {
  const names = readdirSync(join(root, 'patterns')).filter((name) => name.endsWith('.toml'));
  if (names.length === 0) throw new RulesError('patterns: holds no TOML file, so there would be no built-in rule');
  const errors: string[] = [];
  const files = names.toSorted().flatMap((name) => {
    try {
      return loadPatternFile(root, name);
    } catch (error) {
      if (!(error instanceof KeysieveError)) throw error;
      errors.push(error.message);
      return [];
    }
  });
  if (errors.length > 0) throw new RulesError(errors.join('\n'));
  return files;
}

function loadPatternFile(root: string, name: string): RuleFile {
  return loadRuleFile(join(root, 'patterns', name), {
    file: `patterns/${name}`,
    origin: 'built in',
    dialect: 'strict',
    role: 'patterns',
    builtIn: true,
  });
}

/** Ids must differ, those that are referred to must exist, in all files together, and no rule may need the whole text. */
function checkAcrossFiles(files: readonly RuleFile[]): void {
  const owners = new Map<string, string>();
  const errors: string[] = [];
  for (const { file, rule } of files.flatMap((file) => allRules(file).map((rule) => ({ file: file.file, rule })))) {
    const other = owners.get(rule.id);
    if (other !== undefined) errors.push(`${file}: the id "${rule.id}" is taken by a rule in ${other}`);
    owners.set(rule.id, file);
  }
  const known = files.flatMap(allRules).flatMap((rule) => [rule.id, rule.reportAs]);
  for (const file of files) {
    errors.push(...unknownIds(file, known), ...unboundedRules(file), ...unprovedRules(file.file, allRules(file)));
  }
  if (errors.length > 0) throw new RulesError(errors.join('\n'));
}

function unknownIds(file: RuleFile, known: readonly string[]): string[] {
  const required = allRules(file).flatMap((rule) =>
    [...rule.requires, ...rule.members].map((r) => ({ id: r.rule, by: `rule ${rule.id}` })),
  );
  const targets = file.allowlists.flatMap((a) => a.targetRules.map((id) => ({ id, by: `"${a.description}"` })));
  return [...required, ...targets]
    .filter(({ id }) => !known.includes(id))
    .map(({ id, by }) => `${file.file}: ${by} refers to a rule "${id}" that does not exist${suggestion(id, known)}`);
}

/** A user's rule may run on whole texts; ours are on everybody's path. */
function unboundedRules(file: RuleFile): string[] {
  return allRules(file).flatMap(({ id, regex, search }) => {
    if (regex === undefined || search.kind !== 'whole') return [];
    return `${file.file}: rule ${id} has to be searched for in the whole text: ${search.why}`;
  });
}

function allRules(file: RuleFile): readonly Rule[] {
  return [...file.rules, ...file.changes.flatMap((change) => change.pathRule ?? [])];
}

function formatModule(rules: readonly Rule[], allowlists: readonly Allowlist[]): string {
  return [
    '/** Generated from patterns/*.toml by scripts/build-rules.ts: change those and build again. */',
    '',
    "import type { Allowlist, Rule } from '#model/rule.ts';",
    '',
    `export const BUILT_IN_RULES: readonly Rule[] = ${formatList(rules)};`,
    '',
    `export const BUILT_IN_ALLOWLISTS: readonly Allowlist[] = ${formatList(allowlists)};`,
    '',
  ].join('\n');
}

/** One element a line, so that a difference between two builds can be read. */
function formatList(elements: readonly unknown[]): string {
  return jsonLiteral(['[', elements.map((element) => `  ${JSON.stringify(element)}`).join(',\n'), ']'].join('\n'));
}
