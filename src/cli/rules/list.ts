/** `keysieve rules list`: the rules that there are, by the id that findings carry. */

import type { KnownRules, RuleState } from '#config/resolve.ts';
import type { JsonObject } from '#report/finding-json.ts';
import { formatNumberOf } from '#report/quantities.ts';
import { matchesSelector } from '#rules/select-rules.ts';
import { displayWidth, escapeForTerminal } from '#text/terminal.ts';
import { wrapText } from '#text/wrap.ts';
import { EXIT_CLEAN } from '../exit-code.ts';
import type { Streams } from '../streams.ts';
import { rulesNamed } from './named.ts';
import { type Layout, print, sayNotices } from './output.ts';
import type { RulesRequest } from './request.ts';

/** Without operands all rules; else those that ids, tags or globs name. Throws UsageError for one that names none. */
export async function listRules(request: RulesRequest, known: KnownRules, streams: Streams): Promise<number> {
  const rules = selected(request.operands, known.rules);
  sayNotices(streams, known.notices);
  await print(request, streams, {
    text: (layout) => listLines(rules, layout),
    json: [
      { name: 'schema', value: 'keysieve-rules/1' },
      { name: 'rules', items: rules.map(listedRule) },
    ],
  });
  return EXIT_CLEAN;
}

function selected(selectors: readonly string[], rules: readonly RuleState[]): readonly RuleState[] {
  if (selectors.length === 0) return rules;
  const chosen = selectors.map((selector) => {
    const tagged = rules.filter(({ rule }) => matchesSelector(selector, rule));
    return new Set(tagged.length > 0 ? tagged : rulesNamed([selector], rules));
  });
  return rules.filter((rule) => chosen.some((set) => set.has(rule)));
}

/** A rule as `rules list` has it in JSON; `rules explain` has more. */
export function listedRule({ rule, state }: RuleState): JsonObject {
  return {
    id: rule.id,
    reportAs: rule.reportAs,
    title: rule.title,
    severity: rule.severity,
    tags: rule.tags,
    state,
    origin: rule.origin,
  };
}

/** Columns of the table, the blanks behind them included; a longer id has a line of its own. */
const MOST_ID_COLUMNS = 34;
const SEVERITY_COLUMNS = 10;
const STATE_COLUMNS = 10;
const LEAST_TITLE_COLUMNS = 26;

function* listLines(rules: readonly RuleState[], layout: Layout): Generator<string> {
  const kinds = kindsOf(rules);
  const longest = Math.max(4, ...kinds.map(({ id }) => displayWidth(escapeForTerminal(id))));
  const idColumns = Math.min(longest + 2, MOST_ID_COLUMNS);
  const head = ['rule'.padEnd(idColumns), 'severity'.padEnd(SEVERITY_COLUMNS), 'state'.padEnd(STATE_COLUMNS), 'title'];
  yield layout.paint('quiet', head.join(''));
  for (const kind of kinds) yield* [...kindLines(kind, idColumns, layout), ...memberLines(kind, layout)];
  yield '';
  yield closingLine(rules, kinds.length);
}

/** Rules whose findings carry the same id; the one that has this id, or else the first, speaks for them. */
interface Kind {
  readonly id: string;
  readonly main: RuleState;
  readonly others: readonly RuleState[];
}

function kindsOf(rules: readonly RuleState[]): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const one of rules) {
    const id = one.rule.reportAs;
    const known = kinds.get(id);
    if (known === undefined) kinds.set(id, { id, main: one, others: [] });
    else if (one.rule.id === id) kinds.set(id, { id, main: one, others: [known.main, ...known.others] });
    else kinds.set(id, { ...known, others: [...known.others, one] });
  }
  return [...kinds.values()];
}

function kindLines({ id, main: { rule, state } }: Kind, idColumns: number, { paint, columns }: Layout): string[] {
  const name = escapeForTerminal(id);
  const isWide = displayWidth(name) >= idColumns;
  const start = [
    isWide ? ' '.repeat(idColumns) : name + blanks(name, idColumns),
    paint(rule.severity, rule.severity) + blanks(rule.severity, SEVERITY_COLUMNS),
    paint(state === 'on' ? 'good' : 'quiet', state) + blanks(state, STATE_COLUMNS),
  ].join('');
  const indent = idColumns + SEVERITY_COLUMNS + STATE_COLUMNS;
  const tags = rule.tags.length === 0 ? [] : [`[${rule.tags.join(', ')}]`];
  const origin = rule.builtIn ? [] : [`(${rule.origin})`];
  const words = escapeForTerminal([rule.title, ...tags, ...origin].join(' '));
  const [first = '', ...more] = wrapText(words, Math.max(columns - indent, LEAST_TITLE_COLUMNS));
  return [...(isWide ? [name] : []), start + first, ...more.map((line) => ' '.repeat(indent) + line)];
}

/** The other rules of a kind, with what differs from the first. */
function memberLines({ id, main, others }: Kind, { paint, columns }: Layout): readonly string[] {
  const members = main.rule.id === id ? others : [main, ...others];
  if (members.length === 0) return [];
  const names = members.map((one) => {
    const differences = [
      ...(one.rule.severity === main.rule.severity ? [] : [one.rule.severity]),
      ...(one.state === main.state ? [] : [one.state]),
      ...(one.rule.origin === main.rule.origin ? [] : [one.rule.origin]),
    ];
    return differences.length === 0 ? one.rule.id : `${one.rule.id} (${differences.join(', ')})`;
  });
  const text = escapeForTerminal(`${main.rule.id === id ? 'also found by' : 'found by'} ${names.join(', ')}`);
  return wrapText(text, columns - 4).map((line, index) => paint('quiet', `${index === 0 ? '  ' : '    '}${line}`));
}

function blanks(text: string, columns: number): string {
  return ' '.repeat(Math.max(1, columns - displayWidth(text)));
}

function closingLine(rules: readonly RuleState[], kinds: number): string {
  const off = rules.filter(({ state }) => state !== 'on').length;
  const found = `${formatNumberOf(kinds, 'kind')} of findings, found by ${formatNumberOf(rules.length, 'rule')}`;
  return off === 0 ? `${found}, all of them on` : `${found}; ${off} off (--enable ID turns one on)`;
}
