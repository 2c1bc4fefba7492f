/** Built-in rules run without a time limit, so that a build fails where one was not shown to be safe. */

import type { Rule } from '#model/rule.ts';

/** What is wrong with the rules of `file`, one line for each that is not proved. */
export function unprovedRules(file: string, rules: readonly Rule[]): readonly string[] {
  return rules.flatMap(({ id, safety }) =>
    safety.kind === 'proved' ? [] : [`${file}: rule ${id} may take too long on some text: ${safety.why}`],
  );
}
