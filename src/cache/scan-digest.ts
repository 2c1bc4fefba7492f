/** Tells scans apart that may find different things in the same object. */

import { createHash } from 'node:crypto';
import { versions } from 'node:process';
import type { Rule, RuleSet } from '#model/rule.ts';
import { BUILD, VERSION } from '#model/version.ts';

/** What a scan finds in an object depends on this and nothing else. */
export interface ScanSettings {
  readonly ruleSet: RuleSet;
  /** In bytes; undefined means no limit. */
  readonly maxFileSize: number | undefined;
}

/**
 * 32 bytes: the same where two scans have the same rules, and the same build on the same Node looks for them. Left out is
 * what decides about matches and not whether there are any: allowlists and path filters, baselines and comments. An
 * object with a match is scanned again in any case.
 */
export function scanDigest({ ruleSet, maxFileSize }: ScanSettings): Buffer {
  const facts = { version: VERSION, build: BUILD, node: versions.node, maxFileSize: maxFileSize ?? null };
  // The values of the user's own credentials are among the rules; they are far too random to be guessed from a digest.
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const rule of ruleSet.rules) hash.update('\n').update(JSON.stringify(withoutAllowlists(rule)));
  return hash.digest();
}

function withoutAllowlists({ allowlists: _, ...rule }: Rule): Omit<Rule, 'allowlists'> {
  return rule;
}
