/**
 * Writes the beginning of a rule: `npm run new-rule -- VENDOR KIND [PREFIX]`, as in `acme api-key acme_`. What it leaves
 * open fails `keysieve rules check` until somebody has filled it in.
 */

import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a rule is called, and how its credentials begin. */
export interface NewRule {
  readonly vendor: string;
  readonly kind: string;
  /** Absent: the vendor's name is looked for, beside a value. */
  readonly prefix: string | undefined;
}

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const PREFIX = /^[A-Za-z0-9_.-]{3,30}$/;

/** Status 0 when the rule was written; it is put behind others of its vendor. */
export function main(args: readonly string[]): Promise<number> {
  const rule = readArguments(args);
  const file = join('patterns', `${rule.vendor}.toml`);
  const text = ruleText(rule);
  if (existsSync(file)) appendFileSync(file, `\n${text}`);
  else writeFileSync(file, `# ${titleOf(rule.vendor)}: FILL-IN: the form of its credentials\n\n${text}`);
  console.log(`${file}: fill in what says FILL-IN, then: npm run build && node dist/keysieve.cjs rules check ${file}`);
  return Promise.resolve(0);
}

/** Throws for what cannot be an id. */
export function readArguments([vendor, kind, prefix]: readonly string[]): NewRule {
  if (vendor === undefined || kind === undefined) throw new Error('usage: npm run new-rule -- VENDOR KIND [PREFIX]');
  for (const name of [vendor, kind]) {
    if (!NAME.test(name)) throw new Error(`${name}: write small letters, digits and single dashes`);
  }
  if (prefix !== undefined && !PREFIX.test(prefix))
    throw new Error(`${prefix}: a prefix has 3 to 30 letters, digits, dots, dashes and underscores`);
  return { vendor, kind, prefix };
}

/** A rule in TOML. The examples of a rule with a prefix are split, so that no file holds what looks live. */
export function ruleText({ vendor, kind, prefix }: NewRule): string {
  const literal = prefix ?? vendor;
  const split = `${literal.slice(0, 2)}{}${literal.slice(2)}`;
  const escaped = literal.replace(/[.]/g, '\\.');
  return `[[rules]]
id = "${vendor}-${kind}"
title = "${titleOf(vendor)} ${kind.replaceAll('-', ' ')}"
description = "FILL-IN: what the credential may do."
advice = "FILL-IN: where it is revoked, and how a new one is made."
severity = "high"
# FILL-IN: the alphabet and the length that the vendor documents.
regex = '''(?<![A-Za-z0-9])${escaped}[FILL-IN]{32}(?![A-Za-z0-9])'''
secretGroup = 0
keywords = ["${literal}"]
validate = ["placeholder", "min-entropy:3"]
tags = ["${vendor}"]
# FILL-IN: documented, observed or believed.
evidence = "FILL-IN"
references = ["FILL-IN: the vendor's page"]
examples = [
  # FILL-IN: the documentation that this one is built by
  '${split}{FILL-IN:32}',
  'FILL-IN',
]
counterExamples = [
  '${split}{FILL-IN:31}',
  'FILL-IN',
]
`;
}

function titleOf(vendor: string): string {
  return vendor.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => `${dash === '' ? '' : ' '}${letter.toUpperCase()}`,
  );
}
