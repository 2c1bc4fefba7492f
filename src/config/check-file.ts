/** Reads one file of rules or configuration as a scan would, to say what is wrong with it and not to use it. */

import { dirname } from 'node:path';
import { KeysieveError } from '#model/errors.ts';
import type { Allowlist, Rule, RuleSet } from '#model/rule.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import type { RuleFile, RuleSamples } from '#rules/rule-file.ts';
import { readChain } from './chain.ts';
import { configure } from './configure.ts';
import { type ConfigSource, createDiskSource } from './read.ts';

/** What a file holds, or what keeps it from being used. */
export interface CheckedFile {
  /** As it was named. */
  readonly file: string;
  /** With file, line and field where they have one; nothing below is filled when there are any. */
  readonly errors: readonly string[];
  readonly notices: readonly string[];
  /** The rules that the file has or changes, as they would run. */
  readonly rules: readonly Rule[];
  /** Ids of those of them that stand elsewhere. */
  readonly changes: readonly string[];
  readonly allowlistCount: number;
  readonly samples: readonly RuleSamples[];
  /** All rules that there would be, and the allowlists for all of them. */
  readonly known: readonly Rule[];
  readonly allowlists: readonly Allowlist[];
}

/** How the file is called, and what messages about others are relative to. */
export interface CheckPlace {
  readonly name: string;
  /** Absolute. */
  readonly cwd: string;
}

/** `path` is absolute. What the file extends is read as well; files of patterns and configurations are both welcome. */
export async function checkFile(
  path: string,
  place: CheckPlace,
  builtIn: RuleSet = builtInRuleSet(),
): Promise<CheckedFile> {
  try {
    return await readFile(path, place, builtIn);
  } catch (error) {
    if (!(error instanceof KeysieveError)) throw error;
    return { ...NOTHING, file: place.name, errors: error.message.split('\n') };
  }
}

const NOTHING = {
  errors: [],
  notices: [],
  rules: [],
  changes: [],
  allowlistCount: 0,
  samples: [],
  known: [],
  allowlists: [],
} satisfies Omit<CheckedFile, 'file'>;

async function readFile(path: string, { name, cwd }: CheckPlace, builtIn: RuleSet): Promise<CheckedFile> {
  const config = { source: named(path, { name, cwd }), path, beside: [] };
  const chain = await readChain(config);
  const settings = await configure({ config, ruleFiles: [], cwd: dirname(path), builtIn });
  const content = chain.at(-1)?.content;
  const ids = new Set(content === undefined ? [] : idsOf(content));
  const rules = settings.rules.filter(({ id }) => ids.has(id));
  return {
    file: name,
    errors: [],
    notices: settings.notices,
    rules,
    changes: rules.filter(({ origin }) => origin !== config.source.name(path)).map(({ id }) => id),
    allowlistCount: content?.allowlists.length ?? 0,
    samples: content?.samples ?? [],
    known: settings.rules,
    allowlists: settings.allowlists,
  };
}

/** The disk, but for the name of the file itself: messages begin with what was typed. */
function named(path: string, { name, cwd }: CheckPlace): ConfigSource {
  const disk = createDiskSource(cwd);
  return { ...disk, describe: (other) => (other === path ? name : disk.describe(other)) };
}

function idsOf({ rules, changes }: RuleFile): readonly string[] {
  return [...rules, ...changes].map(({ id }) => id);
}
