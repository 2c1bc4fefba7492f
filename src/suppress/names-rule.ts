/** Whether a name in a comment means a rule. */

/** A rule's id, or one with `*` for any characters, such as `aws-*`. No regex: scanned content chooses the pattern. */
export function namesRule(named: string, rule: string): boolean {
  const [first = '', ...rest] = named.split('*');
  const last = rest.pop();
  if (last === undefined) return named === rule;
  if (rule.length < first.length + last.length || !rule.startsWith(first) || !rule.endsWith(last)) return false;
  const end = rule.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = rule.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
