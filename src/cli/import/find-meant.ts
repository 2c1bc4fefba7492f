/** Scans the places that other tools were told to be silent about, and accepts the findings that stand there now. */

import { join } from 'node:path';
import type { Acceptance } from '#baseline/accept.ts';
import { resolveScanOptions } from '#config/resolve.ts';
import type { Repository } from '#git/repository.ts';
import { readTreeFile } from '#git/tree-file.ts';
import { meantBy, type PlainFinding, talismanChecksum } from '#import/accept-places.ts';
import type { AcceptedPlace, LeftOut } from '#import/imported.ts';
import { isPlainFile, readForeignFile } from '#import/read.ts';
import { GitError } from '#model/errors.ts';
import type { ScanOptions } from '#model/options.ts';
import type { Report } from '#model/report.ts';
import { Secret } from '#model/secret.ts';
import { runScan } from '#scan/scan.ts';
import { type CliRequest, parseArguments } from '../parse-arguments.ts';
import { sayProblems } from '../say.ts';
import type { Streams } from '../streams.ts';

/** Where the places are. */
export interface Grounds {
  readonly root: string;
  readonly repository: Repository | undefined;
  readonly streams: Streams;
}

/** What became of the places. */
export interface FoundMeant {
  readonly acceptances: readonly Acceptance[];
  /** Findings that something excuses already. */
  readonly excused: number;
  readonly left: readonly LeftOut[];
  /** Whether everything could be looked at. */
  readonly isComplete: boolean;
}

/** One file as it stands in the work tree or in a commit. */
type ScanPlace = (place: AcceptedPlace) => Promise<readonly PlainFinding[]>;

/** Throws KeysieveError where nothing can be scanned. */
export async function findMeant(places: readonly AcceptedPlace[], grounds: Grounds): Promise<FoundMeant> {
  const scans = createScans(grounds);
  const inWorkTree = await scans.workTree(places);
  const acceptances = new Map<string, Acceptance>();
  const left: LeftOut[] = [];
  const excused = new Set<string>();
  for (const place of places) {
    const complaint = checksumComplaint(place, grounds.root);
    const meant = complaint ?? (await meantIn(place, { inWorkTree, inCommit: scans.commit }));
    if ('why' in meant) {
      left.push(meant);
      continue;
    }
    for (const finding of meant.findings) {
      const key = `${finding.rule}\0${finding.path}\0${finding.secret}`;
      if (finding.isExcused) excused.add(key);
      else if (!acceptances.has(key))
        acceptances.set(key, acceptanceOf(finding, place, await scans.bitsOf(finding.rule), meant.inHistory));
    }
  }
  return { acceptances: [...acceptances.values()], excused: excused.size, left, isComplete: scans.isComplete() };
}

type MeantThere = { readonly findings: readonly PlainFinding[]; readonly inHistory: boolean } | LeftOut;

/** Of what is named by a commit, a secret that is known may still be in the work tree; else the commit has to say it. */
async function meantIn(
  place: AcceptedPlace,
  { inWorkTree, inCommit }: { readonly inWorkTree: readonly PlainFinding[]; readonly inCommit: ScanPlace },
): Promise<MeantThere> {
  const { path, commit, secret } = place;
  const there = path === undefined ? inWorkTree : inWorkTree.filter((finding) => finding.path === path);
  const now = meantBy(place, there);
  if (commit === undefined || (secret !== undefined && 'findings' in now))
    return 'why' in now ? now : { ...now, inHistory: false };
  const then = meantBy(place, await inCommit(place));
  if ('why' in then) return then;
  const isGone = (finding: PlainFinding): boolean =>
    !there.some(({ rule, secret: text }) => rule === finding.rule && text === finding.secret);
  return { findings: then.findings, inHistory: then.findings.every(isGone) };
}

/** talisman ignores a file only as it was. */
function checksumComplaint({ at, path, wholeFile }: AcceptedPlace, root: string): LeftOut | undefined {
  if (wholeFile === undefined || path === undefined) return undefined;
  if (!isPlainFile(join(root, path))) return { at, why: 'there is no such file' };
  if (talismanChecksum(path, readForeignFile(join(root, path), path)) === wholeFile.checksum) return undefined;
  return { at, why: 'the file is not the one that this checksum was made of' };
}

function acceptanceOf(
  finding: PlainFinding,
  { at, note }: AcceptedPlace,
  secretBits: number,
  inHistory: boolean,
): Acceptance {
  const file = at.replace(/:.*$/s, '');
  return {
    rule: finding.rule,
    path: { text: finding.path },
    secret: new Secret(finding.secret),
    secretBits,
    inHistory,
    reason: `carried over from ${file}${note === undefined ? '' : `: ${note}`}`,
  };
}

interface Scans {
  workTree(places: readonly AcceptedPlace[]): Promise<readonly PlainFinding[]>;
  readonly commit: ScanPlace;
  /** The entropy that all rules guarantee whose findings carry this id. */
  bitsOf(rule: string): Promise<number>;
  isComplete(): boolean;
}

/** Scans as `keysieve scan` would do them, with every secret a finding of its own, and in plain. */
function createScans({ root, repository, streams }: Grounds): Scans {
  let complete = true;
  let options: Promise<ScanOptions> | undefined;
  const known = new Map<string, readonly PlainFinding[]>();
  const optionsOf = (form: Parameters<typeof parseArguments>[0]): Promise<ScanOptions> =>
    resolveScanOptions(requestOf(form, root), repository);
  const scan = async (options: ScanOptions, text?: Uint8Array): Promise<readonly PlainFinding[]> => {
    const rules = options.ruleSet.rules.map((rule) => ({ ...rule, members: [] }));
    const stdin = text === undefined ? {} : { stdin: oneChunk(text) };
    const report = await runScan({ ...options, ruleSet: { ...options.ruleSet, rules } }, repository, {
      env: streams.env,
      ...stdin,
    });
    sayProblems(streams, report);
    complete &&= report.problems.length === 0;
    return plainFindings(report);
  };
  return {
    async workTree(places) {
      const paths = places.some(({ path }) => path === undefined)
        ? ['.']
        : [...new Set(places.flatMap(({ path }) => path ?? []))].filter((path) => isPlainFile(join(root, path)));
      if (paths.length === 0) return [];
      return scan(await optionsOf({ command: 'scan', operands: paths, options: SCAN_OPTIONS }));
    },
    async commit({ commit = '', path = '' }) {
      const key = `${commit}:${path}`;
      const before = known.get(key);
      if (before !== undefined || repository === undefined) return before ?? [];
      const text = await contentAt(repository, commit, path);
      const options = { ...SCAN_OPTIONS, stdin: true, 'stdin-path': path };
      const found =
        text === undefined ? [] : await scan(await optionsOf({ command: 'scan', operands: [], options }), text);
      known.set(key, found);
      return found;
    },
    async bitsOf(id) {
      options ??= optionsOf({ command: 'scan', operands: ['.'], options: SCAN_OPTIONS });
      const { rules } = (await options).ruleSet;
      const bits = rules.flatMap(({ reportAs, secretBits }) => (reportAs === id ? [secretBits] : []));
      return bits.length === 0 ? 0 : Math.min(...bits);
    },
    isComplete: () => complete,
  };
}

const SCAN_OPTIONS = { reveal: true, 'require-coverage': false } as const;

function requestOf(parsed: Parameters<typeof parseArguments>[0], root: string): CliRequest['scan'] {
  return parseArguments(parsed, root).scan;
}

/** A commit that is not here any more says nothing; the entry is then left out with what the line shows now. */
async function contentAt(repository: Repository, commit: string, path: string): Promise<Uint8Array | undefined> {
  try {
    return await readTreeFile(repository, commit, path);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return undefined;
  }
}

async function* oneChunk(text: Uint8Array): AsyncGenerator<Uint8Array> {
  yield text;
}

function plainFindings({ findings, suppressed }: Report): readonly PlainFinding[] {
  const plain =
    (isExcused: boolean) =>
    ({ rule, path, start, end, secret }: Report['findings'][number]): PlainFinding => ({
      rule,
      path: path.text,
      from: start.line,
      to: end.line,
      secret,
      isExcused,
    });
  return [...findings.map(plain(false)), ...suppressed.map(({ finding }) => plain(true)(finding))];
}
