/** Objects read without git are those that `git cat-file` gives, however they are stored; what is damaged is named. */

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDetector } from '#detect/detect.ts';
import type { KnownObjects } from '#git/pack/pick-objects.ts';
import { readPacked } from '#git/pack/read-packed.ts';
import { treeEntries } from '#git/tree-object.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import { compileRules } from '#rules/compile.ts';
import { createNewNames } from '#scan/new-names.ts';
import { createObjectsReader } from '#sources/objects-reader.ts';
import { foundRepository } from '../../support/found-repository.ts';
import { accessKeyId } from '../../support/keys.ts';
import { gitFolder, packFiles, packObjects, rewriteFile, storeObject } from '../../support/objects.ts';
import { createRepo, type Repo } from '../../support/repo.ts';
import { findingsOf, keyLine, problemsOf, scanHistory } from '../../support/scans.ts';
import { planAll, readByGit, readStore } from '../../support/stored-objects.ts';

const WORDS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta'];

/** Lines that differ from each other, so that deltas copy and insert. */
function lines(count: number, seed: number): string {
  const word = (at: number): string => WORDS[(at * 7 + seed) % WORDS.length] ?? '';
  return Array.from(
    { length: count },
    (_, at) => `${at} ${word(at)} ${word(at * at + 3)} ${(at * 2654435761) % 9973}\n`,
  ).join('');
}

/** A history in which files grow, move and change in their middle; all objects are loose. */
function growingRepo(commits: number, ...init: string[]): Repo {
  const repo = createRepo(...init);
  for (let at = 0; at < commits; at++) {
    const middle = lines(120, 1).replace('60 ', `60 changed ${at} `);
    repo.commit({ 'a.txt': lines(40 + at * 9, 0), 'dir/b.txt': middle, [`dir/c${at % 3}.txt`]: lines(30, at) });
  }
  repo.git('tag', '-a', '-m', 'a tag', 'v1');
  storeObject(repo, 'blob', 'nothing leads here\n');
  storeObject(repo, 'blob', '');
  return repo;
}

const repack = (repo: Repo, ...args: string[]): void => void repo.git('repack', '-q', '-a', '-d', '-f', '-k', ...args);

/** The index of the only pack again, with offsets of 64 bits for what lies behind `limit`. */
function indexWith64Bits(repo: Repo, limit: string): void {
  const [pack = ''] = packFiles(repo);
  const index = pack.replace(/\.pack$/, '.idx');
  rmSync(index);
  repo.git('index-pack', `--index-version=2,${limit}`, '-o', index, pack);
}

const LAYOUTS: readonly (readonly [string, () => Repo])[] = [
  ['loose objects alone', () => growingRepo(4)],
  ...[1, 50, 4095].flatMap((depth) =>
    [2, 250].map((window): readonly [string, () => Repo] => [
      `one pack, depth ${depth}, window ${window}`,
      () => {
        const repo = growingRepo(depth === 4095 ? 30 : 12);
        repack(repo, `--depth=${depth}`, `--window=${window}`);
        return repo;
      },
    ]),
  ),
  [
    'a pack of REF deltas',
    () => {
      const repo = growingRepo(12);
      repo.git('config', 'repack.useDeltaBaseOffset', 'false');
      repack(repo);
      return repo;
    },
  ],
  [
    'several packs that share objects, one kept, and loose objects',
    () => {
      const repo = growingRepo(6);
      packObjects(repo, repo.git('rev-list', '--objects', 'HEAD~2').match(/^[0-9a-f]{40}/gm) ?? []);
      packObjects(repo, repo.git('rev-list', '--objects', 'HEAD').match(/^[0-9a-f]{40}/gm) ?? []);
      writeFileSync((packFiles(repo)[0] ?? '').replace(/\.pack$/, '.keep'), '');
      repo.commit({ 'late.txt': 'loose\n' });
      return repo;
    },
  ],
  [
    'objects that are packed and loose',
    () => {
      const repo = growingRepo(3);
      repo.git('repack', '-q', '-a');
      return repo;
    },
  ],
  [
    'a multi-pack-index, a bitmap and a reverse index',
    () => {
      const repo = growingRepo(6);
      packObjects(repo, repo.git('rev-list', '--objects', 'HEAD~3').match(/^[0-9a-f]{40}/gm) ?? []);
      repo.git('-c', 'pack.writeReverseIndex=true', 'repack', '-q', '-d');
      repo.git('multi-pack-index', 'write');
      return repo;
    },
  ],
  [
    'a cruft pack',
    () => {
      const repo = growingRepo(5);
      repo.git('reset', '-q', '--hard', 'HEAD~2');
      repo.git('reflog', 'expire', '--expire=now', '--all');
      repo.git('gc', '-q', '--cruft', '--prune=never');
      return repo;
    },
  ],
  [
    'offsets of 64 bits',
    () => {
      const repo = growingRepo(8);
      repack(repo);
      indexWith64Bits(repo, '0x40');
      return repo;
    },
  ],
  [
    'ids of SHA-256',
    () => {
      const repo = growingRepo(8, '--object-format=sha256');
      repack(repo);
      repo.commit({ 'late.txt': 'loose\n' });
      return repo;
    },
  ],
  [
    'alternates, relative and chained',
    () => {
      const far = growingRepo(4);
      repack(far);
      const near = createRepo();
      near.commit({ 'near.txt': 'near\n' });
      const repo = createRepo();
      repo.commit({ 'own.txt': 'own\n' });
      const lead = (from: Repo, to: string): void => {
        mkdirSync(join(gitFolder(from.dir), 'objects/info'), { recursive: true });
        writeFileSync(join(gitFolder(from.dir), 'objects/info/alternates'), `# a comment\n${to}\n`);
      };
      lead(near, `${gitFolder(far.dir)}/objects`);
      lead(repo, `../../../${near.dir.split('/').at(-1)}/.git/objects`);
      return repo;
    },
  ],
];

describe('every object equals what git cat-file gives', () => {
  it.each(LAYOUTS)('from %s', async (_, build) => {
    const repository = await foundRepository(build().dir);
    const { objects, complaints, failures, forGit } = readStore(repository);
    expect({ complaints, failures, forGit }).toEqual({ complaints: [], failures: [], forGit: [] });
    expect([...objects].sort()).toEqual([...(await readByGit(repository))].sort());
  });

  it('from where the environment of a receiving repository says', async () => {
    const [target, source] = [growingRepo(3), createRepo()];
    source.commit({ 'new.txt': 'pushed\n' });
    const env = {
      GIT_OBJECT_DIRECTORY: join(gitFolder(source.dir), 'objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: join(gitFolder(target.dir), 'objects'),
    };
    const repository = await foundRepository(target.dir, env);
    expect([...readStore(repository).objects].sort()).toEqual([...(await readByGit(repository))].sort());
  });
});

describe('what is found in objects of a pack is what is found in each of them alone', () => {
  const compiled = compileRules(builtInRuleSet());

  /** Keys come, move, go and come back; one stands in base64 over two lines. */
  function leakyRepo(): Repo {
    const repo = createRepo();
    const encoded = Buffer.from(`${'-'.repeat(44)}${keyLine('e')}`.padEnd(160, '.')).toString('base64');
    for (let at = 0; at < 24; at++) {
      const leak = at % 5 === 3 ? keyLine(`${at}`) : at % 5 === 4 ? keyLine('x').slice(0, -6) : '# nothing\n';
      repo.commit({
        'a.txt': `${lines(30, 0)}${leak}${lines(20 + at, 1)}`,
        'b.txt': `${lines(20, 2)}\n${encoded.slice(0, 64)}\n${at % 3 === 0 ? '' : '!'}${encoded.slice(64)}\n${lines(at, 3)}`,
        [`names/${at}.txt`]: 'one\n',
        ...(at === 9 ? { [`names/${accessKeyId('name')}`]: 'a name\n' } : {}),
      });
    }
    return repo;
  }

  it.each([
    [1, 10],
    [50, 10],
    [4095, 250],
  ])('with depth %i and window %i', async (depth, window) => {
    const repo = leakyRepo();
    repack(repo, `--depth=${depth}`, `--window=${window}`);
    const repository = await foundRepository(repo.dir);
    const [together, alone] = [createDetector(compiled), createDetector(compiled)];
    const lookedAt = new Set<string>();
    let [derived, found] = [0, 0];
    for (const share of planAll(repository)) {
      if (share.kind !== 'packed') continue;
      together.startUnit();
      const newNames = createNewNames(() => false);
      for (const part of readPacked(share)) {
        if (part.kind !== 'part') throw new Error(`not read: ${part.object}`);
        const { bytes, derivation, object } = part;
        const origin = { kind: 'blob', object } as const;
        if (part.type === 'tree') {
          for (const name of newNames.of(bytes, 20, derivation).names) lookedAt.add(name.toString('latin1'));
          for (const { name } of treeEntries(bytes, 20)) expect(lookedAt).toContain(name.toString('latin1'));
          newNames.wereQuiet();
          continue;
        }
        const result = together.detect(derivation === undefined ? { bytes, origin } : { bytes, origin, derivation });
        expect(result).toEqual(alone.detect({ bytes, origin }));
        found += result.matches.length;
        if (derivation !== undefined && derivation.baseId > 0) derived++;
      }
    }
    expect(derived).toBeGreaterThan(20);
    expect(found).toBeGreaterThan(8);
  });
});

describe('what keysieve does not read itself', () => {
  it('is an index of version 1: git reads the pack, and the coverage says so', () => {
    const repo = createRepo();
    repo.commit({ 'leak.ini': keyLine() });
    repack(repo);
    repo.commit({ 'late.txt': 'loose\n' });
    const [pack = ''] = packFiles(repo);
    const index = pack.replace(/\.pack$/, '.idx');
    rmSync(index);
    repo.git('index-pack', '--index-version=1', '-o', index, pack);
    const scan = scanHistory(repo);
    expect(scan.report.coverage.read).toEqual({ direct: 3, git: 3 });
    expect(findingsOf(scan.report)).toHaveLength(1);
    expect(scan.status).toBe(1);
  });

  it('is not what a limit on sizes leaves out', () => {
    const repo = createRepo();
    repo.commit({ 'large.txt': lines(60, 1), 'leak.ini': keyLine() });
    const scan = scanHistory(repo, '--max-file-size', '1k');
    expect(scan.report.coverage).toMatchObject({ objects: 3, read: { direct: 3, git: 0 }, opaque: 1 });
  });

  it('is an alternate whose name is quoted', () => {
    const far = createRepo();
    far.commit({ 'leak.ini': keyLine() });
    const repo = createRepo();
    repo.commit({ 'a.txt': 'clean\n' });
    mkdirSync(join(gitFolder(repo.dir), 'objects/info'), { recursive: true });
    writeFileSync(join(gitFolder(repo.dir), 'objects/info/alternates'), `"${gitFolder(far.dir)}/objects"\n`);
    const scan = scanHistory(repo);
    expect(scan.report.coverage.read).toEqual({ direct: 3, git: 3 });
    expect(findingsOf(scan.report)).toHaveLength(1);
  });
});

describe('damage', () => {
  /** One pack with a key in it, and a loose object with another. */
  function packedRepo(): Repo {
    const repo = createRepo();
    repo.commit({ 'leak.ini': keyLine(), 'other.txt': lines(60, 3) });
    repo.commit({ 'more.txt': lines(50, 4) });
    repack(repo);
    storeObject(repo, 'blob', keyLine('loose'));
    return repo;
  }

  /** The place and the packed size of an object, as git tells them. */
  function entryOf(repo: Repo, hash: string): { readonly offset: number; readonly size: number } {
    const listing = repo.git('verify-pack', '-v', (packFiles(repo)[0] ?? '').replace(/\.pack$/, '.idx'));
    const fields =
      listing
        .split('\n')
        .find((line) => line.startsWith(hash))
        ?.split(/\s+/) ?? [];
    return { offset: Number(fields[4]), size: Number(fields[3]) };
  }

  /** Status 2, the key is found all the same, and a problem names the damage. */
  function expectNamed(repo: Repo, named: string | RegExp, ...args: string[]): void {
    const scan = scanHistory(repo, ...args);
    expect(problemsOf(scan.report)).toMatch(named);
    expect(findingsOf(scan.report)).toHaveLength(1);
    expect(scan.status).toBe(2);
  }

  it.each([0, 1, 2, 5, -1])('a flipped byte %i of an entry is told by its checksum', (at) => {
    const repo = packedRepo();
    const hash = repo.git('rev-parse', 'HEAD:more.txt').trim();
    const { offset, size } = entryOf(repo, hash);
    rewriteFile(packFiles(repo)[0] ?? '', (bytes) => {
      const place = at < 0 ? offset + size + at : offset + at;
      bytes.writeUInt8((bytes[place] ?? 0) ^ 0x10, place);
      return bytes;
    });
    expectNamed(repo, hash);
  });

  it('a pack that is cut off is named, with the objects that it lacks, and the others are scanned', () => {
    const repo = packedRepo();
    const hash = repo.git('rev-parse', 'HEAD:more.txt').trim();
    const leak = entryOf(repo, repo.git('rev-parse', 'HEAD:leak.ini').trim());
    const { offset } = entryOf(repo, hash);
    const [pack = ''] = packFiles(repo);
    rewriteFile(pack, (bytes) => bytes);
    truncateSync(pack, offset + 5);
    const scan = scanHistory(repo);
    expect(scan.status).toBe(2);
    expect(problemsOf(scan.report)).toContain(`${pack} is cut off or damaged`);
    expect(problemsOf(scan.report)).toContain(hash);
    expect(findingsOf(scan.report)).toHaveLength(leak.offset < offset ? 1 : 0);
  });

  it.each([
    ['pack', 'idx'],
    ['idx', 'pack'],
  ])('a missing .%s is named', (gone, there) => {
    const repo = packedRepo();
    const [pack = ''] = packFiles(repo);
    rmSync(pack.replace(/pack$/, gone), { force: true });
    const scan = scanHistory(repo);
    expect(problemsOf(scan.report)).toContain(pack.replace(/pack$/, there));
    expect(findingsOf(scan.report, 'loose')).toHaveLength(1);
    expect(scan.status).toBe(2);
  });

  it.each([
    ['is cut off', (bytes: Buffer) => bytes.subarray(0, 500)],
    ['is empty', () => Buffer.alloc(0)],
    ['has a flipped bit', (bytes: Buffer) => Buffer.from(bytes.with(1100, (bytes[1100] ?? 0) ^ 1))],
  ])('an index that %s is named', (_, change) => {
    const repo = packedRepo();
    const index = (packFiles(repo)[0] ?? '').replace(/pack$/, 'idx');
    rewriteFile(index, change);
    const scan = scanHistory(repo);
    expect(problemsOf(scan.report)).toContain(index);
    expect(findingsOf(scan.report, 'loose')).toHaveLength(1);
    expect(scan.status).toBe(2);
  });

  it('an object that is not what its id says is told with --verify-objects', () => {
    const repo = createRepo();
    repo.commit({ 'leak.ini': keyLine() });
    const hash = storeObject(repo, 'blob', 'as it was\n');
    const other = storeObject(repo, 'blob', 'as it is now\n');
    const file = (id: string): string => join(gitFolder(repo.dir), 'objects', id.slice(0, 2), id.slice(2));
    rmSync(file(hash));
    copyFileSync(file(other), file(hash));
    expect(scanHistory(repo).status).toBe(1);
    expectNamed(repo, `object ${hash} is damaged`, '--verify-objects');
  });

  it('a sound repository has none with --verify-objects', () => {
    expect(scanHistory(packedRepo(), '--verify-objects').status).toBe(1);
  });
});

describe('objects that are known', () => {
  /** The id's own digits decide, so that each object is known at some share and not at another. */
  const knownBelow = (share: number): KnownObjects => ({
    inOrder: () => (ids, at) => (ids[at + 5] ?? 0) < share * 256,
    mustAskAgain: () => false,
  });

  it.each(LAYOUTS)('are not read, and all others are what git gives: %s', async (_, make) => {
    const repository = await foundRepository(make().dir);
    const all = await readByGit(repository);
    for (const share of [0, 0.1, 0.5, 0.9, 1]) {
      const known = knownBelow(share);
      const isKnown = known.inOrder();
      const expected = [...all].filter(([id]) => !isKnown(Buffer.from(id, 'hex'), 0));
      const { objects, failures, complaints, forGit } = readStore(repository, known);
      expect(new Map([...objects].toSorted())).toEqual(new Map(expected.toSorted()));
      expect([...failures, ...complaints, ...forGit]).toEqual([]);
    }
  });
});

describe('a repository that git packs anew meanwhile', () => {
  it('is read to its end: git finds what was moved', async () => {
    const repo = growingRepo(4);
    repack(repo);
    repo.git('prune-packed', '-q');
    const [pack = ''] = packFiles(repo);
    const repository = await foundRepository(repo.dir);
    const units = [...planAll(repository)];
    const folder = join(gitFolder(repo.dir), 'objects/pack');
    for (const name of readdirSync(folder))
      renameSync(join(folder, name), join(folder, name.replace('pack-', 'pack-new')));
    expect(existsSync(pack)).toBe(false);
    const reader = createObjectsReader(repository, { maxFileSize: undefined, references: false, verify: true });
    const seen: string[] = [];
    for (const unit of units) {
      if (unit.kind !== 'packed' && unit.kind !== 'loose') throw new Error('git has nothing to read yet');
      for await (const batch of reader.read(unit)) {
        for (const event of batch) if (event.kind === 'looked' && event.looked.objects === 1) seen.push('object');
      }
    }
    expect(seen).toHaveLength((await readByGit(repository)).size);
  });
});
