/** Rules on paths alone, which have no regex for contents. */

import type { PathRegex, Rule } from '#model/rule.ts';

/** Whether the rule is decided by the path alone. */
export function isOnPath(rule: Rule): rule is Rule & { readonly path: PathRegex } {
  return rule.regex === undefined && rule.path !== undefined;
}

/** Whether one of them says nothing about the names of its files, so that all paths have to be looked at. */
export function needAllPaths(rules: readonly Rule[]): boolean {
  return rules.some((rule) => isOnPath(rule) && rule.path.endings === undefined);
}
