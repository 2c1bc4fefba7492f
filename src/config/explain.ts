/** Says which configuration applies to one path, and where each value comes from. */

import type { Repository } from '#git/repository.ts';
import type { Trust } from '#model/options.ts';
import type { ScanRequest } from '#model/request.ts';
import { DEFAULT_SHOWN_CHARACTERS } from '#model/secret.ts';
import type { RuleFile } from '#rules/rule-file.ts';
import type { FieldPath } from '#rules/toml-lines.ts';
import { createGlobMatcher } from '#text/glob.ts';
import { readChain } from './chain.ts';
import { findConfiguration } from './find.ts';
import { findBaseline } from './find-baseline.ts';
import { readNested } from './nested.ts';
import { resolveRules } from './resolve.ts';
import { defaultTrust } from './trust.ts';

/** A file that has a say. */
export interface ApplyingFile {
  /** As reports name it. */
  readonly file: string;
  readonly role: 'configuration' | 'extended' | 'nested' | 'baseline';
}

/** One value, or one of several that add up. */
export interface ExplainedValue {
  /** The field as it is written: `scan.fail-on`. */
  readonly key: string;
  readonly value: string | number | boolean;
  /** `keysieve.toml:12`, or `default`. */
  readonly from: string;
}

/** All that decides about a path. */
export interface Explanation {
  /** Relative to the root. */
  readonly path: string;
  readonly trust: Trust;
  /** The most general one first. */
  readonly files: readonly ApplyingFile[];
  readonly values: readonly ExplainedValue[];
  /** Reasons of allowlists, and the file that each stands in. */
  readonly allowlists: readonly { readonly description: string; readonly from: string }[];
  /** Rules that files add or change. */
  readonly rules: readonly { readonly rule: string; readonly from: string }[];
  /** The glob that leaves the path out. */
  readonly excludedBy?: ExplainedValue;
  readonly notices: readonly string[];
  /** Files that cannot be used. */
  readonly errors: readonly string[];
}

/** `path` is relative to the root, `/` between folders. Throws ConfigError as a scan would. */
export async function explainConfig(
  path: string,
  request: ScanRequest,
  repository: Repository | undefined,
): Promise<Explanation> {
  const trust = request.trust ?? defaultTrust(request.form);
  const { config, notices } = await findConfiguration(request, repository, trust);
  const chain = config === undefined ? [] : await readChain(config);
  const known = await resolveRules(request, repository);
  const nested = await nestedOf(path, { request, repository, trust, rules: known.rules.map(({ rule }) => rule) });
  const { baseline } = await findBaseline(request, repository, trust);
  const top = chain.map((link) => link.content);
  const all = [...top, ...nested.files.map(({ file }) => file)];
  const excludes = [
    ...top.flatMap((file) => listed(file, 'exclude').map((value) => ({ value, inside: path }))),
    ...nested.files.flatMap(({ file, name }) =>
      listed(file, 'exclude').map((value) => ({ value, inside: path.slice(name.lastIndexOf('/') + 1) })),
    ),
  ];
  const excludedBy = excludes.find(({ value, inside }) => createGlobMatcher([String(value.value)])(inside))?.value;
  return {
    path,
    trust,
    files: [
      ...chain.map(
        ({ name }, i): ApplyingFile => ({ file: name, role: i < chain.length - 1 ? 'extended' : 'configuration' }),
      ),
      ...nested.files.map(({ name }): ApplyingFile => ({ file: name, role: 'nested' })),
      ...(baseline === undefined ? [] : [{ file: baseline.name, role: 'baseline' } as const]),
    ],
    values: [
      ...SINGLE.map((field) => strongest(field, top)),
      ...LISTS.flatMap((key) => all.flatMap((file) => listed(file, key))),
      ...all.flatMap(disabledRules),
    ],
    allowlists: all.flatMap(({ allowlists }) =>
      allowlists.map(({ description, origin }) => ({ description, from: origin })),
    ),
    rules: chain.flatMap(({ name, content }) =>
      [...content.rules, ...content.changes].map(({ id }) => ({ rule: id, from: name })),
    ),
    ...(excludedBy !== undefined && { excludedBy }),
    notices: [...new Set([...notices, ...known.notices, ...nested.files.flatMap((file) => file.notices)])],
    errors: nested.errors.map(({ message }) => message),
  };
}

type NestedSearch = Parameters<typeof readNested>[1];

/** As in a scan: a configuration that was named stands in the place of all that are looked for. A path may be a folder. */
async function nestedOf(path: string, search: NestedSearch): ReturnType<typeof readNested> {
  return search.request.config === undefined ? readNested([path, `${path}/.`], search) : { files: [], errors: [] };
}

/** A field of which the strongest file decides, and what holds where none says it. */
interface SingleField {
  readonly field: readonly [string, string];
  readonly read: (file: RuleFile) => string | number | boolean | undefined;
  readonly otherwise: string | number | boolean;
}

const SINGLE: readonly SingleField[] = [
  { field: ['extend', 'useDefault'], read: ({ extend }) => extend.useDefault, otherwise: true },
  { field: ['scan', 'fail-on'], read: ({ scan }) => scan.failOn, otherwise: 'low' },
  { field: ['scan', 'max-file-size'], read: ({ scan }) => scan.maxFileSize, otherwise: 'no limit' },
  {
    field: ['scan', 'require-coverage'],
    read: ({ scan }) => scan.requireCoverage,
    otherwise: 'for paths and --history',
  },
  { field: ['scan', 'strict-coverage'], read: ({ scan }) => scan.strictCoverage, otherwise: false },
  { field: ['scan', 'inline'], read: ({ scan }) => scan.inline, otherwise: true },
  { field: ['scan', 'redact'], read: ({ scan }) => scan.redact, otherwise: DEFAULT_SHOWN_CHARACTERS },
  { field: ['suppress', 'foreign'], read: ({ suppress }) => suppress.foreign, otherwise: true },
];

const LISTS = ['include', 'exclude', 'enable', 'disable'] as const;

function strongest({ field, read, otherwise }: SingleField, files: readonly RuleFile[]): ExplainedValue {
  const key = field.join('.');
  const file = files.findLast((one) => read(one) !== undefined);
  const value = file === undefined ? undefined : read(file);
  if (file === undefined || value === undefined) return { key, value: otherwise, from: 'default' };
  return { key, value, from: placeIn(file, field) };
}

function listed(file: RuleFile, key: (typeof LISTS)[number]): readonly ExplainedValue[] {
  return file.scan[key].map((value, i) => ({ key: `scan.${key}`, value, from: placeIn(file, ['scan', key, i]) }));
}

function disabledRules(file: RuleFile): readonly ExplainedValue[] {
  return file.extend.disabledRules.map((value, i) => ({
    key: 'extend.disabledRules',
    value,
    from: placeIn(file, ['extend', 'disabledRules', i]),
  }));
}

/** File and line, without the field that `locate` names behind them. */
function placeIn({ file, locate }: RuleFile, field: FieldPath): string {
  const line = /^:\d+/.exec(locate(field).slice(file.length))?.[0] ?? '';
  return `${file}${line}`;
}
