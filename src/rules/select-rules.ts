/** Decides which rules run: by id, tag or glob, from configuration and from the command line. */

import type { Rule } from '#model/rule.ts';

/** Whether `glob`, in which `*` stands for any run of characters, covers the whole of `text`. */
export function matchesGlob(glob: string, text: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return glob === text;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}

/** Whether a selector means this rule: its id, the id that its findings carry, one of its tags, or a glob of those. */
export function matchesSelector(selector: string, rule: Rule): boolean {
  return [rule.id, rule.reportAs, ...rule.tags].some((name) => matchesGlob(selector, name));
}

/** Everything that a selector can name, for "did you mean". */
export function selectorNames(rules: readonly Rule[]): readonly string[] {
  return [...new Set(rules.flatMap((rule) => [rule.id, rule.reportAs, ...rule.tags]))];
}

/** Selectors of one origin. Where one rule is named in both lists, `disable` wins. */
export interface Wishes {
  readonly enable: readonly string[];
  readonly disable: readonly string[];
}

/** The rules that run: all but the opt-in ones, changed by each of `layers` in turn (a later one has the last word). */
export function selectRules(rules: readonly Rule[], layers: readonly Wishes[]): readonly Rule[] {
  return rules.filter((rule) => {
    const covers = (selectors: readonly string[]) => selectors.some((selector) => matchesSelector(selector, rule));
    return layers.reduce((runs, { enable, disable }) => (runs || covers(enable)) && !covers(disable), !rule.optIn);
  });
}

/** Selectors that name no rule at all. */
export function unknownSelectors(selectors: readonly string[], rules: readonly Rule[]): readonly string[] {
  return selectors.filter((selector) => !rules.some((rule) => matchesSelector(selector, rule)));
}
