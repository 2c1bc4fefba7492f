/** `keysieve rules explain`: everything that decides what a rule finds and what it costs. */

import type { KnownRules, RuleState } from '#config/resolve.ts';
import type { Allowlist, RegexData, Rule } from '#model/rule.ts';
import type { JsonObject } from '#report/finding-json.ts';
import { summarizeCheck, summarizeExtent } from '#rules/check-summaries.ts';
import { describeSafety, describeSearch } from '#rules/describe-plan.ts';
import { counted } from '#text/counted.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { wrapText } from '#text/wrap.ts';
import { EXIT_CLEAN } from '../exit-code.ts';
import type { Streams } from '../streams.ts';
import { explainedRule, isAnyLine } from './explained-rule.ts';
import { rulesNamed } from './named.ts';
import { type Layout, labelled, print, sayNotices } from './output.ts';
import type { RulesRequest } from './request.ts';

/** Throws UsageError for a name that no rule has. */
export async function explainRules(request: RulesRequest, known: KnownRules, streams: Streams): Promise<number> {
  const rules = rulesNamed(request.operands, known.rules);
  sayNotices(streams, known.notices);
  await print(request, streams, {
    text: (layout) => explainLines(rules, known.allowlists, layout),
    json: [
      { name: 'schema', value: 'keysieve-rules/1' },
      { name: 'rules', items: rules.map((one): JsonObject => explainedRule(one, known.allowlists)) },
    ],
  });
  return EXIT_CLEAN;
}

function* explainLines(
  rules: readonly RuleState[],
  allowlists: readonly Allowlist[],
  layout: Layout,
): Generator<string> {
  let gap = false;
  for (const one of rules) {
    if (gap) yield '';
    gap = true;
    yield* headLines(one, layout);
    yield '';
    yield* factLines(one.rule, allowlists, layout);
  }
}

function headLines({ rule, state }: RuleState, { paint, columns }: Layout): readonly string[] {
  const facts = [
    paint(rule.severity, rule.severity),
    paint(state === 'on' ? 'good' : 'warning', state),
    escapeForTerminal(rule.builtIn ? 'built in' : `from ${rule.origin}`),
    ...(rule.tags.length === 0 ? [] : [escapeForTerminal(rule.tags.join(', '))]),
  ];
  const description = rule.description.split(/\r?\n/).map((line) => escapeForTerminal(line));
  return [
    `${paint('place', escapeForTerminal(rule.id))}: ${escapeForTerminal(rule.title)}`,
    `  ${facts.join(' · ')}`,
    '',
    ...description.flatMap((line) => wrapText(line, columns - 2)).map((line) => `  ${line}`),
  ];
}

function factLines(rule: Rule, allowlists: readonly Allowlist[], layout: Layout): readonly string[] {
  const reportAs = rule.reportAs === rule.id ? [] : [rule.reportAs];
  return [
    ['reported as', reportAs] as const,
    ['regex', regexTexts(rule)] as const,
    ['path', rule.path === undefined ? [] : [regexText(rule.path)]] as const,
    ['secret', secretTexts(rule)] as const,
    ['keywords', keywordTexts(rule)] as const,
    ['search', [describeSearch(rule).join(' ')]] as const,
    ['safety', rule.regex === undefined ? [] : [describeSafety(rule)]] as const,
    ['entropy', rule.entropy === 0 ? [] : [`at least ${rule.entropy} bits a character`]] as const,
    ['checks', rule.validate.map((entry) => `${entry}: ${summarizeCheck(entry)}`)] as const,
    ['requires', rule.requires.map((partner) => `${partner.rule} ${distance(partner)}`)] as const,
    ['completed by', rule.members.map((member) => `${member.rule} ${distance(member)}`)] as const,
    ['allowed', allowlistTexts(rule, allowlists)] as const,
    ['what to do', [rule.advice]] as const,
    ['see', [...rule.references, ...(rule.builtIn ? [`docs/rules.md#${rule.reportAs}`] : [])]] as const,
  ].flatMap(([label, texts]) => labelled(label, texts, layout));
}

/** As the file has it, and as it runs where that differs. */
function regexTexts({ regex, writtenRegex }: Rule): readonly string[] {
  if (regex === undefined) return ['none: it looks at paths alone'];
  const runs = `${regexText(regex)}${regex.longest === true ? ', the longest match at a place' : ''}`;
  if (writtenRegex === undefined || writtenRegex === regex.source) return [runs];
  return [writtenRegex, `which runs as ${runs}`];
}

function regexText({ source, flags }: RegexData): string {
  return `/${source}/${flags}`;
}

function secretTexts(rule: Rule): readonly string[] {
  if (rule.regex === undefined) return [];
  const where = rule.secretGroup === 0 ? 'the whole match' : `group ${rule.secretGroup}`;
  const extent = rule.extent === undefined ? [] : [`extent ${rule.extent}: ${summarizeExtent(rule.extent)}`];
  return [rule.skipReport ? `${where}; not reported by itself, only as a partner of other rules` : where, ...extent];
}

function keywordTexts({ keywords, caseSensitiveKeywords }: Rule): readonly string[] {
  if (keywords.length === 0) return [];
  return [`${keywords.join(', ')}${caseSensitiveKeywords ? ' (case matters)' : ''}`];
}

interface Within {
  readonly withinLines: number;
  readonly withinCharacters?: number;
  readonly withinColumns?: number;
}

function distance({ withinLines, withinCharacters, withinColumns }: Within): string {
  const parts = [
    ...(isAnyLine(withinLines)
      ? []
      : [withinLines === 0 ? 'on the same line' : `within ${counted(withinLines, 'line')}`]),
    ...(withinCharacters === undefined ? [] : [`within ${counted(withinCharacters, 'character')}`]),
    ...(withinColumns === undefined ? [] : [`within ${counted(withinColumns, 'column')}`]),
  ];
  return parts.length === 0 ? 'anywhere in the same content' : parts.join(' and ');
}

function allowlistTexts(rule: Rule, allowlists: readonly Allowlist[]): readonly string[] {
  const named = allowlists.filter(
    ({ targetRules }) => targetRules.includes(rule.id) || targetRules.includes(rule.reportAs),
  );
  return [...rule.allowlists, ...named].map(({ description, origin }) => `${description} (${origin})`);
}
