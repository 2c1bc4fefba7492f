/**
 * Reads every object of a repository twice: as part of its family of deltas, as a scan of the history does, and alone, as
 * git gives it. Says where what is found differs: `npm run check:history -- REPOSITORY`.
 */

import { isDeepStrictEqual } from 'node:util';
import { createDetector } from '#detect/detect.ts';
import { listObjects } from '#git/object-listing.ts';
import { createReferenceCheck } from '#git/reference-check.ts';
import { findRepository, type Repository } from '#git/repository.ts';
import type { UnitResult, WorkUnit } from '#model/work-unit.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import { compileRules } from '#rules/compile.ts';
import { runUnit } from '#scan/run-unit.ts';
import { planObjects } from '#sources/history/plan-objects.ts';
import { createObjectsReader } from '#sources/objects-reader.ts';

const OBJECTS_AT_ONCE = 4096;

/** Status 0 when both ways find the same in the same objects. */
export async function main([place]: readonly string[]): Promise<number> {
  if (place === undefined) throw new Error('usage: npm run check:history -- REPOSITORY');
  const repository = await findRepository(place, { named: true, env: process.env });
  if (repository === undefined) throw new Error(`${place} is not in a git repository`);
  const complaints = new Set<string>();
  const complain = (complaint: string): void => void complaints.add(complaint);
  const direct = await look(repository, planUnits(repository, complain));
  const alone = await look(repository, listUnits(repository, complain));
  for (const complaint of complaints) console.log(`git complains: ${complaint}`);
  console.log(`${direct.objects} objects by families of deltas: ${direct.found.size} with findings, ${direct.ms} ms`);
  console.log(`${alone.objects} objects one by one by git: ${alone.found.size} with findings, ${alone.ms} ms`);
  const ids = new Set([...direct.found.keys(), ...alone.found.keys()]);
  const differing = [...ids].filter((id) => !isDeepStrictEqual(direct.found.get(id), alone.found.get(id)));
  for (const id of differing) console.log(`differs: ${id}`);
  const isEqual = differing.length === 0 && direct.objects === alone.objects;
  console.log(isEqual ? 'Both ways find the same.' : `${differing.length} objects differ.`);
  return isEqual ? 0 : 1;
}

/** What was found in each object, and what it took, in processor time of this process. */
interface Look {
  readonly found: ReadonlyMap<string, readonly unknown[]>;
  readonly objects: number;
  readonly ms: number;
}

async function look(repository: Repository, units: AsyncIterable<WorkUnit>): Promise<Look> {
  const reader = createObjectsReader(repository, { maxFileSize: undefined, references: false, verify: false });
  const detector = createDetector(compileRules(builtInRuleSet()));
  const found = new Map<string, unknown[]>();
  let objects = 0;
  const started = process.cpuUsage();
  for await (const unit of units) {
    const result = await runUnit(reader, unit, detector, { onLooked: () => {}, stop: () => false });
    objects += result.looked.objects;
    collect(result, found);
  }
  const { user, system } = process.cpuUsage(started);
  return { found, objects, ms: Math.round((user + system) / 1000) };
}

function collect({ chunks, problems }: UnitResult, found: Map<string, unknown[]>): void {
  const add = (id: string, thing: unknown): void => void found.set(id, [...(found.get(id) ?? []), thing]);
  for (const { origin, matches } of chunks) add('object' in origin ? (origin.object ?? '') : origin.kind, matches);
  for (const { message } of problems) add(/[0-9a-f]{40,}/.exec(message)?.[0] ?? '', message);
}

async function* planUnits(repository: Repository, complain: (complaint: string) => void): AsyncGenerator<WorkUnit> {
  const plan = { references: createReferenceCheck(), complain, known: undefined, onUnlisted: () => {} };
  for await (const event of planObjects(repository, plan)) {
    if (event.kind === 'unit') yield event.unit;
    else if (event.kind === 'problem') complain(event.problem.message);
  }
}

async function* listUnits(repository: Repository, complain: (complaint: string) => void): AsyncGenerator<WorkUnit> {
  const ids: string[] = [];
  for await (const listed of listObjects(repository, complain)) for (const id of listed) ids.push(id);
  for (let from = 0; from < ids.length; from += OBJECTS_AT_ONCE) {
    yield { kind: 'objects', objects: ids.slice(from, from + OBJECTS_AT_ONCE).map((object) => ({ object })) };
  }
}
