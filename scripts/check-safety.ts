/** Built-in rules run without a time limit, so that a build fails where one was not shown to be safe. */

import type { Rule } from '#model/rule.ts';
import { proveSafety } from '#rules/prove-safety.ts';

/** What is wrong with the rules of `file`, one line for each that is not proved. */
export function unprovedRules(file: string, rules: readonly Rule[]): readonly string[] {
  return rules.flatMap(({ id, safety, path }) => {
    const unproved = [safety, proveSafety(path)].find(({ kind }) => kind !== 'proved');
    return unproved?.kind === 'unproved' ? [`${file}: rule ${id} may take too long on some text: ${unproved.why}`] : [];
  });
}
