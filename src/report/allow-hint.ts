/** How to say that a finding is no secret: once, behind the last finding. */

import type { ReportedFinding } from '#model/report.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import type { Paint } from './paint.ts';

/** One line for findings whose file can still be edited, one for those that cannot carry a comment; none for the user's own. */
export function allowHints(findings: readonly ReportedFinding[], paint: Paint): readonly string[] {
  const excusable = findings.filter(isExcusable);
  const editable = excusable.filter(isEditable);
  return [
    ...(editable.length > 0 ? [inlineHint(editable, paint)] : []),
    ...(editable.length < excusable.length ? [configurationHint(paint)] : []),
  ];
}

/** Nothing excuses the user's own credentials. */
export function isExcusable({ tags }: ReportedFinding): boolean {
  return !tags.includes('own');
}

/** A comment counts on the line that it stands on: what is committed already, or has no line, cannot get one. */
function isEditable(finding: ReportedFinding): boolean {
  const { kind } = finding.provenance;
  return finding.line !== undefined && (kind === 'file' || kind === 'index' || kind === 'stdin');
}

/** With the rule's id where there is only one to name. */
function inlineHint(findings: readonly ReportedFinding[], paint: Paint): string {
  const rules = new Set(findings.map((finding) => finding.rule));
  const [only] = rules;
  const rule = rules.size === 1 && only !== undefined ? escapeForTerminal(only) : 'RULE';
  const comment = paint('strong', `# keysieve:allow ${rule} because REASON`);
  return `No secret after all? Say so at the end of its line: ${comment}`;
}

function configurationHint(paint: Paint): string {
  const entry = paint('strong', '[[allowlists]]');
  return `No secret, but not in a file that can be edited? Give it an ${entry} entry with a description in keysieve.toml.`;
}
