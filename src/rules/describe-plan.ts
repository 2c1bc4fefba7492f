/** Search plans and proofs in words, for people who write rules or wonder what one costs. */

import type { Rule } from '#model/rule.ts';
import { MOST_REACH, type PlanAnchor, type SearchPlan } from '#model/search-plan.ts';
import { LEAST_ANCHOR } from './anchor-score.ts';
import { gatesOf } from './compile.ts';

/** Where the rule's regex is tried: whole sentences. */
export function describeSearch(rule: Rule): readonly string[] {
  if (rule.regex === undefined) return ['Decided by the path alone; contents are not looked at.'];
  const { search } = rule;
  const gates = gatesOf(rule);
  const gate =
    gates.length === 0 ? [] : [`Only contents that hold ${orList(quoted(gates))} anywhere are looked at at all.`];
  return [...(search.kind === 'whole' ? describeWhole(search.why) : describeWindows(search)), ...gate];
}

function describeWhole(why: string): readonly string[] {
  return [`Runs over whole texts, which is slower: ${why}.`, ...sentences(mendWhole(why))];
}

/** What to change so that a rule needs no whole texts, by what its plan says that it lacks; empty where nothing helps. */
export function mendWhole(why: string): string {
  if (why.includes('no longest length') || why.includes('without an end')) {
    return 'Give that part bounds: "{0,40}" instead of "*", "{1,40}" instead of "+".';
  }
  if (why.includes('stands in every match')) {
    return `Write a literal of ${LEAST_ANCHOR} or more characters into the regex; or, in a file of keysieve's own, name a word that stands nearby: keywords = ["WORD"] and reach = 80.`;
  }
  if (why.includes('windows end at')) {
    return `Give its repetitions smaller bounds; of a secret longer than ${readable(MOST_REACH)} characters an extent finds the end.`;
  }
  if (why.includes('is no anchor')) return `Use keywords of ${LEAST_ANCHOR} or more ASCII characters.`;
  return '';
}

function sentences(text: string): readonly string[] {
  return text === '' ? [] : [text];
}

type Windows = Exclude<SearchPlan, { readonly kind: 'whole' }>;

function describeWindows(plan: Windows): readonly string[] {
  const { inFront, behind } = reachOf(plan);
  const names = orList(quoted([...new Set(plan.anchors.map(({ literal }) => literal))]));
  const place = plan.kind === 'inside' ? 'which every match holds' : 'which stands near every match';
  return [
    `Looked for around ${names}${caseNote(plan.anchors)}, ${place}: ${upTo(inFront)} in front of where it begins and ${readable(behind)} behind that are looked at.`,
    `A match is at most ${characters(plan.length)} long.`,
  ];
}

/** Characters that are looked at at most around the beginning of an anchor. */
export function reachOf(plan: Windows): { readonly inFront: number; readonly behind: number } {
  const latest = plan.kind === 'near' ? Math.max(...plan.anchors.map(({ after }) => after)) : 0;
  return {
    inFront: Math.max(...plan.anchors.map(({ before }) => before)) + plan.lookBehind,
    behind: latest + plan.length + plan.lookAhead,
  };
}

function caseNote(anchors: readonly PlanAnchor[]): string {
  const lettered = anchors.filter(({ literal }) => /[a-z]/i.test(literal));
  if (lettered.length === 0) return '';
  if (lettered.every(({ caseSensitive }) => caseSensitive)) return ' (case matters)';
  return lettered.some(({ caseSensitive }) => caseSensitive) ? ' (case matters for some)' : ' (in any case)';
}

/** How the rule is kept from running for ever: one sentence. */
export function describeSafety({ regex, safety }: Rule): string {
  if (regex === undefined) return 'It has no regex on contents that could take long.';
  return safety.kind === 'proved'
    ? `Shown to end soon on any text: at most ${readable(safety.steps)} steps from each place where a match may begin.`
    : `Runs under a time limit, because it was not shown to end soon on any text: ${safety.why}.`;
}

/** Rules that run over whole texts, in one sentence for people who wonder why a scan is slow; undefined when there are none. */
export function wholeTextNotice(rules: readonly Rule[]): string | undefined {
  const whole = rules.flatMap(({ id, regex, search }) =>
    regex !== undefined && search.kind === 'whole' ? [{ id, why: search.why }] : [],
  );
  const [first] = whole;
  if (first === undefined) return undefined;
  const count = whole.length === 1 ? '1 rule runs' : `${whole.length} rules run`;
  const names = whole.map(({ id, why }) => `${id} (${why})`).join(', ');
  return `${count} on whole texts, which is slower: ${names}; see keysieve rules explain ${first.id}`;
}

/** `"a", "b" or "c"`. */
function orList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function quoted(literals: readonly string[]): readonly string[] {
  return literals.map((literal) => JSON.stringify(literal));
}

function upTo(count: number): string {
  return `up to ${characters(count)}`;
}

function characters(count: number): string {
  return `${readable(count)} character${count === 1 ? '' : 's'}`;
}

function readable(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
