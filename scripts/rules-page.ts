/** Writes the page of the built-in rules from the pattern files, so that it cannot say anything else than they do. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '#model/rule.ts';
import { loadRuleFile } from '#rules/load.ts';

const HEAD = `# Rules

<!-- Made from patterns/*.toml by \`npm run docs:rules\`. Change those. -->

A finding carries the id of a kind of credential. Several rules may look for one kind in different contexts; each has an
id of its own, and \`--disable\` and \`--enable\` understand both, and tags. The severity is the rule's. For one finding a
check may change it, and a key ID that stands with its secret is \`critical\`. What is not found, and why, is in
[limits](limits.md#rules).`;

/** All built-in rules below `root`, the project's top folder, ordered by id. Throws RulesError for a file that is no good. */
export function loadBuiltInRules(root: string): readonly Rule[] {
  const names = readdirSync(join(root, 'patterns')).filter((name) => name.endsWith('.toml'));
  const files = names.toSorted().map((name) =>
    loadRuleFile(join(root, 'patterns', name), {
      file: `patterns/${name}`,
      role: 'patterns',
      dialect: 'strict',
      builtIn: true,
    }),
  );
  return files.flatMap(({ rules }) => rules).toSorted((a, b) => compareText(a.id, b.id));
}

/** The whole text of `docs/rules.md`, one section for each id that findings can carry. */
export function rulesPage(rules: readonly Rule[]): string {
  const kinds = [...new Set(rules.map(({ reportAs }) => reportAs))].sort(compareText);
  const sections = kinds.map((kind) => kindSection(rules.filter(({ reportAs }) => reportAs === kind)));
  const count = `There are ${kinds.length} kinds, found by ${rules.length} rules.`;
  return `${[HEAD, count, ...sections].join('\n\n')}\n`;
}

/** By code units: the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `rules` are those of one kind; the one that has the kind's own id comes first and speaks for it. */
function kindSection(rules: readonly Rule[]): string {
  const own = rules.find(({ id, reportAs }) => id === reportAs) ?? rules[0];
  if (own === undefined) return '';
  const references = [...new Set(rules.flatMap((rule) => rule.references))];
  return [
    `## \`${own.reportAs}\``,
    `${own.title}. Tags: ${own.tags.map((tag) => `\`${tag}\``).join(', ')}.${evidenceOf(own)}`,
    ruleTable([own, ...rules.filter((rule) => rule !== own)]),
    `**What to do:** ${own.advice}`,
    references.map((reference) => `* <${reference}>`).join('\n'),
  ].join('\n\n');
}

function evidenceOf({ evidence }: Rule): string {
  return evidence === undefined ? '' : ` The form is ${evidence}.`;
}

function ruleTable(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => {
    const id = `\`${rule.id}\`${rule.optIn ? ' (off by default)' : ''}`;
    return `| ${id} | ${rule.severity} | ${rule.description}${conditions(rule)} | ${keywordsOf(rule)} |`;
  });
  return ['| rule | severity | looks for | keywords |', '|---|---|---|---|', ...rows].join('\n');
}

function conditions({ requires }: Rule): string {
  return requires
    .map(({ rule, withinLines, withinCharacters }) => {
      const characters = withinCharacters === undefined ? '' : ` and ${withinCharacters} characters`;
      return ` Needs \`${rule}\` within ${withinLines} lines${characters}.`;
    })
    .join('');
}

function keywordsOf({ keywords }: Rule): string {
  return keywords.length === 0 ? 'none' : keywords.map((keyword) => `\`${keyword}\``).join(', ');
}
