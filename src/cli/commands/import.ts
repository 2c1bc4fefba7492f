/** `keysieve import`: carries over what other tools were told to be silent about; returns the exit status. */

import { join, resolve } from 'node:path';
import { acceptFindings } from '#baseline/accept.ts';
import { BASELINE_NAME, type Baseline, EMPTY_BASELINE, parseBaseline } from '#baseline/baseline.ts';
import { findRepository } from '#git/repository.ts';
import { configText, usableAllowlists } from '#import/config-text.ts';
import { joinImported } from '#import/imported.ts';
import { isPlainFile, readForeignFile } from '#import/read.ts';
import { USUAL_NAMES } from '#import/recognize.ts';
import { UsageError } from '#model/errors.ts';
import { type BaselineTarget, readTarget, today, writeBaseline } from '../baseline/file.ts';
import { EXIT_CLEAN, EXIT_FAILURE } from '../exit-code.ts';
import { findMeant, type Grounds } from '../import/find-meant.ts';
import { type Outcome, outcomeLines } from '../import/outcome-lines.ts';
import { decodeFile, readSources, usualFiles } from '../import/read-sources.ts';
import type { ParsedArguments } from '../option-table.ts';
import type { Streams } from '../streams.ts';
import { writeReportFile } from '../write-file.ts';
import { writeText } from '../write-text.ts';

/** Status 2 where something could not be looked at. Throws KeysieveError for files that cannot be read. */
export async function importCommand({ operands, options }: ParsedArguments, streams: Streams): Promise<number> {
  const { cwd, env } = streams;
  const repository = await findRepository(cwd, { named: false, env });
  const root = repository?.root ?? cwd;
  const grounds: Grounds = { root, repository, streams };
  const files = operands.length > 0 ? operands.map((typed) => resolve(cwd, typed)) : usualFiles(root);
  const sources = await readSources(files, grounds, operands.length === 0);
  if (sources.length === 0) throw new UsageError(`import needs a file: none of ${USUAL_NAMES.join(', ')} is here`);

  const imported = joinImported(sources.map((source) => source.imported));
  const { usable, left } = usableAllowlists(imported.allowlists);
  const meant = await findMeant(imported.accepted, grounds);
  const { name: configName, text: existing } = configFile(root);
  const extended = imported.extended ?? shadowed(root, existing, [...usable, ...imported.excludes]);
  const config = configText(
    { excludes: imported.excludes, allowlists: usable, ...(extended !== undefined && { extended }) },
    existing,
    configName,
  );
  const target = { path: join(root, BASELINE_NAME), name: BASELINE_NAME };
  const { baseline, added } = await extendedBaseline(target, meant.acceptances);
  const isDryRun = options['dry-run'] === true;
  if (!isDryRun && baseline !== undefined) await writeBaseline(target, baseline);
  if (!isDryRun && config.kind === 'file')
    await writeReportFile(join(root, configName), configName, [config.text], 'the configuration');
  const outcome: Outcome = {
    sources: sources.map(({ name }) => name),
    accepted: added,
    excused: meant.excused + meant.acceptances.length - added,
    extended,
    config,
    configName,
    left: [...imported.left, ...left, ...meant.left],
    isDryRun,
  };
  await writeText(
    streams.stdout,
    outcomeLines(outcome).map((line) => `${line}\n`),
  );
  return meant.isComplete ? EXIT_CLEAN : EXIT_FAILURE;
}

const CONFIG_NAMES = ['keysieve.toml', '.keysieve.toml'] as const;

/** The configuration that is extended, or the name of a new one. */
function configFile(root: string): { readonly name: string; readonly text: string | undefined } {
  const name = CONFIG_NAMES.find((one) => isPlainFile(join(root, one)));
  if (name === undefined) return { name: CONFIG_NAMES[0], text: undefined };
  return { name, text: decodeFile(readForeignFile(join(root, name), name), name) };
}

const FOREIGN_CONFIG = '.gitleaks.toml';

/** A new configuration stands in the place of gitleaks', whose rules must not be lost by that. */
function shadowed(root: string, existing: string | undefined, additions: readonly unknown[]): string | undefined {
  const isNew = existing === undefined && additions.length > 0;
  return isNew && isPlainFile(join(root, FOREIGN_CONFIG)) ? FOREIGN_CONFIG : undefined;
}

/** The baseline with what is accepted now; without a file where that is nothing new. */
async function extendedBaseline(
  target: BaselineTarget,
  acceptances: Parameters<typeof acceptFindings>[1],
): Promise<{ readonly baseline?: Baseline; readonly added: number }> {
  if (acceptances.length === 0) return { added: 0 };
  const before = readTarget(target);
  const known = before === undefined ? EMPTY_BASELINE : parseBaseline(before, target.name);
  const { baseline, added } = await acceptFindings(known, acceptances, today());
  return added.length === 0 ? { added: 0 } : { baseline, added: added.length };
}
