/** Rules as SARIF describes them, with what code-scanning services read beside the standard's fields. */

import type { ReportedRule } from '#model/report.ts';
import type { Severity } from '#model/severity.ts';
import type { JsonObject } from './finding-json.ts';

/** SARIF's three levels. */
export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/**
 * GitHub sorts security alerts by this number: over 9.0 critical, from 7.0 high, from 4.0 medium, else low
 * (docs.github.com, "SARIF support for code scanning", `security-severity`).
 */
export const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '1.0',
};

/** A `reportingDescriptor`. The tag `security` is what makes GitHub read `security-severity`. */
export function ruleJson(rule: ReportedRule): JsonObject {
  const helpUri = rule.references.find(isUri);
  return {
    id: rule.id,
    name: rule.title,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description || rule.title },
    ...(helpUri === undefined ? {} : { helpUri }),
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: uniqueTags(['security', ...rule.tags]),
      'security-severity': SECURITY_SEVERITY[rule.severity],
    },
  };
}

/** SARIF wants distinct tags. */
export function uniqueTags(tags: readonly string[]): readonly string[] {
  return [...new Set(tags)];
}

function helpText(rule: ReportedRule): string {
  const description = rule.description || rule.title;
  return [description, rule.advice, ...rule.references].filter((line) => line !== '').join('\n');
}

function helpMarkdown(rule: ReportedRule): string {
  const references = rule.references.map((reference) => `- ${isUri(reference) ? `<${reference}>` : reference}`);
  const advice = rule.advice === '' ? '' : `**What to do:** ${rule.advice}`;
  return [rule.description || rule.title, advice, references.join('\n')].filter((part) => part !== '').join('\n\n');
}

function isUri(text: string): boolean {
  return /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(text) && URL.canParse(text);
}
