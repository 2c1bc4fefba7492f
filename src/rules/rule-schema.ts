/**
 * The shapes of rule and configuration files: our own, and gitleaks' as its readme publishes it. Shapes only: what
 * the texts mean (regexes, ids) is checked where they are converted.
 */

import * as v from 'valibot';
import { EVIDENCE } from '#model/rule.ts';
import { MOST_REACH } from '#model/search-plan.ts';
import { SEVERITIES } from '#model/severity.ts';
import { BYTE_SIZE_HINT, parseByteSize } from './byte-size.ts';

const filled = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'must not be empty'),
);
const texts = v.array(v.string());
const filledTexts = v.array(filled);
const wholeNumber = v.pipe(
  v.number(),
  v.check((n) => Number.isSafeInteger(n) && n >= 0, 'must be a whole number, 0 or more'),
);
const entropy = v.pipe(
  v.number(),
  v.check((n) => n >= 0 && n <= 8, 'must be between 0 and 8 (bits a character)'),
);

const reach = v.pipe(
  v.number(),
  v.check(
    (n) => Number.isSafeInteger(n) && n >= 1 && n <= MOST_REACH,
    `must be a whole number of characters, 1 to ${MOST_REACH}`,
  ),
);

const ALLOWLIST_LISTS = {
  regexes: v.optional(texts),
  paths: v.optional(texts),
  stopwords: v.optional(texts),
  commits: v.optional(texts),
  targetRules: v.optional(texts),
};

const strictAllowlist = v.object({
  description: v.optional(v.string()),
  condition: v.optional(v.picklist(['OR', 'AND', 'or', 'and'])),
  regexTarget: v.optional(v.picklist(['secret', 'match', 'line'])),
  ...ALLOWLIST_LISTS,
});

const lenientAllowlist = v.object({
  description: v.optional(v.string()),
  condition: v.optional(v.string()),
  regexTarget: v.optional(v.string()),
  ...ALLOWLIST_LISTS,
});

/** gitleaks' way to name a partner. */
const required = v.object({ id: filled, withinLines: v.optional(wholeNumber), withinColumns: v.optional(wholeNumber) });

/** Ours: the same in the words of our model. */
const requires = v.object({
  rule: filled,
  withinLines: v.optional(wholeNumber),
  withinCharacters: v.optional(wholeNumber),
  withinColumns: v.optional(wholeNumber),
});

/** What completes a finding of the rule and becomes part of it. */
const member = v.object({
  rule: filled,
  withinLines: v.optional(wholeNumber),
  withinCharacters: v.optional(wholeNumber),
  severity: v.optional(v.picklist(SEVERITIES)),
});

/** A text in which the rule must (or must not) find something; `path` is the file that it pretends to stand in. */
const sample = v.union(
  [v.string(), v.object({ text: v.string(), path: v.optional(filled) })],
  'must be a text or { text, path }',
);

const RULE_FIELDS = {
  description: v.optional(v.string()),
  regex: v.optional(filled),
  path: v.optional(filled),
  secretGroup: v.optional(wholeNumber),
  entropy: v.optional(entropy),
  required: v.optional(v.array(required)),
  skipReport: v.optional(v.boolean()),
};

const strictRule = v.object({
  ...RULE_FIELDS,
  id: v.pipe(
    filled,
    v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must consist of letters, digits, ".", "_" and "-", such as "acme-token"'),
  ),
  title: v.optional(filled),
  syntax: v.optional(v.picklist(['re2', 'ere'])),
  keywords: v.optional(filledTexts),
  tags: v.optional(filledTexts),
  allowlists: v.optional(v.array(strictAllowlist)),
  allowlist: v.optional(strictAllowlist),
  severity: v.optional(v.picklist(SEVERITIES)),
  reportAs: v.optional(filled),
  advice: v.optional(filled),
  examples: v.optional(v.array(sample)),
  counterExamples: v.optional(v.array(sample)),
  references: v.optional(filledTexts),
  evidence: v.optional(v.picklist(EVIDENCE)),
  requires: v.optional(v.array(requires)),
  members: v.optional(v.array(member)),
  validate: v.optional(filledTexts),
  extent: v.optional(filled),
  optIn: v.optional(v.boolean()),
  yields: v.optional(v.boolean()),
  caseSensitiveKeywords: v.optional(v.boolean()),
  secretBits: v.optional(wholeNumber),
  assigned: v.optional(v.boolean()),
  reach: v.optional(reach),
});

const lenientRule = v.object({
  ...RULE_FIELDS,
  id: filled,
  keywords: v.optional(texts),
  tags: v.optional(texts),
  allowlists: v.optional(v.array(lenientAllowlist)),
  allowlist: v.optional(lenientAllowlist),
});

const extend = v.object({
  useDefault: v.optional(v.boolean()),
  path: v.optional(filled),
  disabledRules: v.optional(texts),
});

const byteSize = v.pipe(
  v.union([v.string(), v.number()], `must be ${BYTE_SIZE_HINT}`),
  v.transform((size) => parseByteSize(String(size))),
  v.number(`must be ${BYTE_SIZE_HINT}`),
);

/** Named as the options of `keysieve scan`; what an option cannot take back from a file (`reveal`) is not here. */
const scan = v.object({
  include: v.optional(filledTexts),
  exclude: v.optional(filledTexts),
  enable: v.optional(filledTexts),
  disable: v.optional(filledTexts),
  'fail-on': v.optional(v.picklist(SEVERITIES)),
  'max-file-size': v.optional(byteSize),
  'require-coverage': v.optional(v.boolean()),
  'strict-coverage': v.optional(v.boolean()),
  inline: v.optional(v.boolean()),
  redact: v.optional(wholeNumber),
});

/** What may excuse findings. */
const suppress = v.object({ foreign: v.optional(v.boolean()) });

const HEAD_FIELDS = { title: v.optional(v.string()), description: v.optional(v.string()), extend: v.optional(extend) };

/** `keysieve.toml` and our pattern files. */
export const strictFile = v.object({
  ...HEAD_FIELDS,
  scan: v.optional(scan),
  suppress: v.optional(suppress),
  rules: v.optional(v.array(strictRule)),
  allowlists: v.optional(v.array(strictAllowlist)),
  allowlist: v.optional(strictAllowlist),
});

/** `.gitleaks.toml`. */
export const lenientFile = v.object({
  ...HEAD_FIELDS,
  minVersion: v.optional(v.string()),
  rules: v.optional(v.array(lenientRule)),
  allowlists: v.optional(v.array(lenientAllowlist)),
  allowlist: v.optional(lenientAllowlist),
});

type StrictFile = v.InferOutput<typeof strictFile>;
type LenientFile = v.InferOutput<typeof lenientFile>;

/** An allowlist of either shape. */
export type RawAllowlist = v.InferOutput<typeof lenientAllowlist>;
/** A rule of either shape. */
export type RawRule = Omit<v.InferOutput<typeof strictRule>, 'allowlist' | 'allowlists'> &
  Pick<v.InferOutput<typeof lenientRule>, 'allowlist' | 'allowlists'>;
export type RawSample = v.InferOutput<typeof sample>;
/** A file of either shape. */
export type RawFile = Omit<StrictFile & Partial<LenientFile>, 'rules' | 'allowlist' | 'allowlists'> & {
  readonly rules?: readonly RawRule[] | undefined;
  readonly allowlist?: RawAllowlist | undefined;
  readonly allowlists?: readonly RawAllowlist[] | undefined;
};
