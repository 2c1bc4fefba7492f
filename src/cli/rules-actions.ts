/** What `keysieve rules` can do, for its parser and for completion. */

export const RULES_ACTIONS = [
  { name: 'list', help: 'all rules, or those that are named' },
  { name: 'check', help: 'whether files of rules or configuration are right, and what their rules cost' },
  { name: 'explain', help: 'what a rule looks for and how' },
  { name: 'test', help: 'whether a rule finds something in a text' },
] as const;

export type RulesAction = (typeof RULES_ACTIONS)[number]['name'];
