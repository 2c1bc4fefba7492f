/** What is common to rules that are made when keysieve runs, and not read from a file of rules. */

import type { Rule } from '#model/rule.ts';

/** Looks for its regex and asks for nothing else; whoever spreads it says what differs. */
export const BARE_RULE = {
  secretGroup: 0,
  keywords: [],
  entropy: 0,
  validate: [],
  requires: [],
  members: [],
  skipReport: false,
  yields: false,
  optIn: false,
  allowlists: [],
  secretBits: 0,
  assigned: false,
  valueRun: 0,
} as const satisfies Partial<Rule>;
