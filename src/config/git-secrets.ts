/**
 * Takes over what is registered for git-secrets: patterns become rules, allowed patterns become allowlists. Loaded only
 * where there is something of it.
 */

import { Buffer } from 'node:buffer';
import { parseAllowed, type RegisteredPattern, type RegisteredProvider, type Registration } from '#git/registration.ts';
import { type ProviderContext, runProvider } from '#git/secret-provider.ts';
import { ConfigError, messageOf, RulesError } from '#model/errors.ts';
import type { Allowlist, RegexData, Rule } from '#model/rule.ts';
import { BARE_RULE } from '#rules/bare-rule.ts';
import { type EreOptions, translateEre } from '#rules/ere.ts';
import { planSearch } from '#rules/plan-search.ts';
import { proveSafety } from '#rules/prove-safety.ts';
import { counted } from '#text/counted.ts';
import type { Settings } from './settings.ts';

/** What is there, and whose providers may run: none, the user's own, or those of the repository as well. */
export interface GitSecretsInput {
  readonly registration: Registration;
  /** The content of `.gitallowed`, where it is trusted and exists. */
  readonly allowedFile: string | undefined;
  readonly providers: 'none' | 'own' | 'all';
  readonly context: ProviderContext;
}

/** What git-secrets adds to other settings. */
export type GitSecretsSettings = Pick<Settings, 'rules' | 'allowlists' | 'narrowedBy' | 'notices'>;

/** The id that all its findings carry, and the beginning of the ids of its rules. */
const RULE_ID = 'git-secrets-pattern';

const ALLOWED_FILE = '.gitallowed';
const ALLOWED_KEY = 'secrets.allowed';

/** The provider that we are ourselves: it runs no program and reads the user's own file. */
const OWN_PROVIDER = 'git secrets --aws-provider';

/** Throws ConfigError for a pattern that is none, and for a provider that fails. */
export function gitSecretsSettings(input: GitSecretsInput): GitSecretsSettings {
  const { registration, allowedFile, context } = input;
  const runs = registration.providers.filter((provider) => mayRun(provider, input));
  const provided = runs.flatMap((provider) => patternsOf(provider, context));
  const rules = [...filled(registration.patterns).map(ruleOf), ...filled(provided).map(ruleOf)].map(numbered);
  const registered = allowlistsOf(registration.allowed, ALLOWED_KEY);
  const fromFile = allowlistsOf(allowedFile === undefined ? [] : parseAllowed(toLatin1(allowedFile)), ALLOWED_FILE);
  const counts = { patterns: rules.length, allowed: registered.lists.length, inFile: fromFile.lists.length };
  return {
    rules,
    allowlists: [...registered.lists, ...fromFile.lists],
    narrowedBy: [registered, fromFile].flatMap(({ lists: [first] }) => (first === undefined ? [] : [first.origin])),
    notices: [
      ...summary(counts),
      ...registration.providers
        .filter((provider) => input.providers !== 'none' && !runs.includes(provider))
        .map(notRun),
      ...registered.notices,
      ...fromFile.notices,
    ],
  };
}

function mayRun({ isOwn, command }: RegisteredProvider, { providers }: GitSecretsInput): boolean {
  if (providers === 'none') return false;
  return providers === 'all' || isOwn || command.trim() === OWN_PROVIDER;
}

function patternsOf({ name, command }: RegisteredProvider, context: ProviderContext): readonly RegisteredPattern[] {
  const { patterns, failure } = runProvider(toUtf8(command), context);
  if (failure !== undefined) {
    throw new ConfigError(`${name} ${failure}: repair the command, or take it out of git's configuration`);
  }
  return patterns.map((text, line) => ({ name: `pattern ${line + 1} of ${name}`, text }));
}

/** Empty patterns match nothing that could be a secret, and would allow everything. */
function filled(patterns: readonly RegisteredPattern[]): readonly RegisteredPattern[] {
  return patterns.filter(({ text }) => text !== '');
}

/** Rules of one report, told apart by their place. */
function numbered(rule: Rule, index: number): Rule {
  return { ...rule, id: `${RULE_ID}-${index + 1}` };
}

/** A pattern often matches itself. No other file can have this path: git tracks nothing in its own folder. */
const ITS_OWN_PLACE: Allowlist = {
  description: 'where the pattern itself is registered',
  condition: 'or',
  regexTarget: 'secret',
  regexes: [],
  paths: [{ source: '^\\.git/(?:worktrees/[^/]+/)?config(?:\\.worktree)?$', flags: '' }],
  stopwords: [],
  commits: [],
  targetRules: [],
  origin: "git's configuration",
};

function ruleOf({ name, text }: RegisteredPattern): Rule {
  const regex = translate(text, name, { word: true });
  return {
    ...BARE_RULE,
    id: RULE_ID,
    reportAs: RULE_ID,
    title: 'Pattern of git-secrets',
    description: `Text that is prohibited by ${name}, as it was registered for git-secrets.`,
    advice: 'If it is a secret, revoke and replace it; if it is none, allow it (git secrets --add --allowed).',
    severity: 'high',
    regex,
    caseSensitiveKeywords: false,
    yields: true,
    tags: ['git-secrets'],
    references: [],
    allowlists: [ITS_OWN_PLACE],
    search: planSearch(regex, { keywords: [], caseSensitiveKeywords: false, reach: undefined }),
    safety: proveSafety(regex),
    builtIn: false,
    origin: "git's configuration",
  };
}

function translate(latin1: string, name: string, options: EreOptions): RegexData {
  try {
    return translateEre(toUtf8(latin1), options);
  } catch (cause) {
    if (!(cause instanceof RulesError)) throw cause;
    throw new ConfigError(`${name}: ${cause.message}`, { cause });
  }
}

/** One that cannot be read excuses nothing, which is said. */
function allowlistsOf(
  patterns: readonly RegisteredPattern[],
  origin: string,
): { readonly lists: readonly Allowlist[]; readonly notices: readonly string[] } {
  const lists: Allowlist[] = [];
  const notices: string[] = [];
  for (const { name, text } of filled(patterns)) {
    try {
      lists.push(allowlistOf(translate(text, name, {}), name, origin));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      notices.push(`${messageOf(error)}; it allows nothing`);
    }
  }
  return { lists, notices };
}

function allowlistOf(regex: RegexData, name: string, origin: string): Allowlist {
  return {
    description: `allowed for git-secrets by ${name}`,
    condition: 'or',
    regexTarget: 'place',
    regexes: [regex],
    paths: [],
    stopwords: [],
    commits: [],
    targetRules: [],
    origin,
  };
}

interface Counts {
  readonly patterns: number;
  readonly allowed: number;
  readonly inFile: number;
}

function summary({ patterns, allowed, inFile }: Counts): readonly string[] {
  const parts = [
    ...(patterns === 0 ? [] : [counted(patterns, 'pattern')]),
    ...(allowed === 0 ? [] : [`${counted(allowed, 'allowed pattern')} of git's configuration`]),
    ...(inFile === 0 ? [] : [`${counted(inFile, 'allowed pattern')} of ${ALLOWED_FILE}`]),
  ];
  return parts.length === 0 ? [] : [`used from git-secrets: ${parts.join(', ')}`];
}

function notRun({ name }: RegisteredProvider): string {
  return `${name} was not run: it stands in the repository's own configuration; --providers runs it`;
}

function toUtf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

function toLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
