/** Writes what was carried over as a configuration of ours, new or behind one that is there. Pure text. */

import { ConfigError } from '#model/errors.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { parseToml } from '#rules/read-toml.ts';
import type { Imported, ImportedAllowlist, LeftOut } from './imported.ts';
import { isTable, type PlainTable, textsIn } from './plain-data.ts';

/** What a configuration gets. */
export type Addition = Pick<Imported, 'excludes' | 'allowlists' | 'extended'>;

/** How much of it is new. */
interface Counts {
  readonly allowlists: number;
  readonly excludes: number;
}

/** The whole new file, or only what somebody has to put into the one that is there, and why. */
export type ConfigText =
  | { readonly kind: 'nothing' }
  | ({ readonly kind: 'file'; readonly text: string } & Counts)
  | ({ readonly kind: 'advice'; readonly text: string; readonly why: string } & Counts);

/** `existing` is the text of the file `name`, undefined where there is none. Throws ConfigError where that is no TOML. */
export function configText(addition: Addition, existing: string | undefined, name: string): ConfigText {
  const known = existing === undefined ? {} : parseToml(existing, name);
  const { tables, lists, counts } = newParts(addition, { known, existing: existing ?? '' });
  const added = [...tables.map(({ text }) => text), ...lists].join('\n');
  if (added === '') return { kind: 'nothing' };
  const taken = tables.find(({ key }) => Object.hasOwn(known, key))?.key;
  if (taken !== undefined) return { kind: 'advice', text: added, why: `has [${taken}] already`, ...counts };
  const text = existing === undefined || existing === '' ? added : `${existing.replace(/\n*$/, '\n\n')}${added}`;
  const complaint = complaintOf(text, name);
  if (complaint === undefined) return { kind: 'file', text, ...counts };
  return { kind: 'advice', text: added, why: `would not be valid any more (${complaint})`, ...counts };
}

/** What the file does not say yet, table by table. */
function newParts(
  { excludes, allowlists, extended }: Addition,
  { known, existing }: { readonly known: PlainTable; readonly existing: string },
): {
  readonly tables: readonly { readonly key: string; readonly text: string }[];
  readonly lists: readonly string[];
  readonly counts: Counts;
} {
  const [scan, extend] = [known['scan'], known['extend']];
  const excluded = textsIn(isTable(scan) ? scan['exclude'] : undefined);
  const globs = excludes.filter((glob) => !excluded.includes(glob));
  const lists = allowlists.map(allowlistText).filter((text) => !existing.includes(text.trimEnd()));
  const isExtended = extended === undefined || (isTable(extend) && extend['path'] === extended);
  return {
    tables: [
      ...(isExtended ? [] : [{ key: 'extend', text: `[extend]\npath = ${quoted(extended)}\n` }]),
      ...(globs.length === 0 ? [] : [{ key: 'scan', text: `[scan]\nexclude = ${list(globs)}\n` }]),
    ],
    lists,
    counts: { allowlists: lists.length, excludes: globs.length },
  };
}

/** Splits allowlists into those that can be used here and those that cannot: regexes of other tools may mean nothing here. */
export function usableAllowlists(allowlists: readonly ImportedAllowlist[]): {
  readonly usable: readonly ImportedAllowlist[];
  readonly left: readonly LeftOut[];
} {
  const judged = allowlists.map((list) => ({ list, complaint: complaintOf(allowlistText(list), 'keysieve.toml') }));
  return {
    usable: judged.flatMap(({ list, complaint }) => (complaint === undefined ? [list] : [])),
    left: judged.flatMap(({ list, complaint }) =>
      complaint === undefined
        ? []
        : [{ at: list.description, why: complaint.replace(/^.*?: allowlists\[\d+\]\./, '') }],
    ),
  };
}

function complaintOf(text: string, file: string): string | undefined {
  try {
    parseRuleFile(text, { file, dialect: 'strict', role: 'configuration' });
    return undefined;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n')[0];
  }
}

function allowlistText(allowlist: ImportedAllowlist): string {
  const { description, condition, regexTarget } = allowlist;
  const lists = (['regexes', 'paths', 'stopwords', 'commits', 'targetRules'] as const).flatMap((key) => {
    const texts = allowlist[key];
    return texts === undefined ? [] : [`${key} = ${list(texts)}`];
  });
  return `${[
    '[[allowlists]]',
    `description = ${quoted(description)}`,
    ...(condition === undefined ? [] : [`condition = ${quoted(condition)}`]),
    ...(regexTarget === undefined ? [] : [`regexTarget = ${quoted(regexTarget)}`]),
    ...lists,
  ].join('\n')}\n`;
}

function list(texts: readonly string[]): string {
  if (texts.length === 1) return `[${texts.map(quoted).join('')}]`;
  return `[\n${texts.map((text) => `  ${quoted(text)},\n`).join('')}]`;
}

/** A literal string where that is possible and reads better: it has no escapes. */
function quoted(text: string): string {
  if (text.includes('\\') && /^[^'\p{Cc}]*$/u.test(text)) return `'${text}'`;
  return JSON.stringify(text).replaceAll('\x7f', '\\u007f');
}
