/**
 * Measures what the project promises: parts of the engine in this process, and whole runs of the built command beside
 * git, ripgrep, a bare node and other scanners. The repository and the tree are only read.
 */

import { existsSync, writeFileSync } from 'node:fs';
import { messageOf } from '#model/errors.ts';
import { formatDetection, measureDetection } from './detection.ts';
import { formatFigures, verdictOf } from './figure.ts';
import { figuresOf, type Results } from './goals.ts';
import { chooseGroups, type Group } from './groups.ts';
import { describeMachine, formatMachine } from './machine.ts';
import { measure } from './measure.ts';
import { formatPrefilter, measurePrefilter } from './prefilter.ts';
import { isWanted, parseSettings, type Settings, USAGE } from './settings.ts';
import { formatTable, type Summary, summarise } from './summarise.ts';
import { readTree, type Tree } from './tree.ts';
import { createWorkplace, type Workplace } from './workplace.ts';

/** As much of the tree as detection in this process holds in memory. */
const MOST_BYTES = 300e6;

/**
 * Expects to run in the project's folder; other paths are relative to where npm was called. Returns the exit status: 1
 * when one of our own commands or yardsticks failed, whatever peers do and whichever figures were missed.
 */
export async function main(words: readonly string[]): Promise<number> {
  const settings = parseSettings(words, process.env['INIT_CWD'] ?? process.cwd());
  if (settings === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  if (!existsSync(settings.program)) throw new Error(`there is no ${settings.program}: run "npm run build" first`);
  const machine = describeMachine();
  say(`${formatMachine(machine)}\n`);
  const workplace = createWorkplace(settings);
  try {
    const results = { ...measureParts(settings, workplace), groups: await measureGroups(settings, workplace) };
    const figures = figuresOf(results, workplace.treeSoFar());
    if (figures.length > 0) say(formatFigures(figures));
    if (settings.json !== undefined) {
      const commands = [...results.groups].flatMap(([group, all]) => all.map((each) => ({ group, ...each })));
      const { prefilter, detection } = results;
      const verdicts = figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) }));
      const data = { ...machine, runs: settings.runs, figures: verdicts, prefilter, detection, commands };
      writeFileSync(settings.json, `${JSON.stringify(data, null, 2)}\n`);
    }
    return hasFailed(results.groups) ? 1 : 0;
  } finally {
    workplace.remove();
  }
}

function measureParts({ only, runs }: Settings, workplace: Workplace): Omit<Results, 'groups'> {
  const wants = { prefilter: isWanted('prefilter', only), detection: isWanted('detection', only) };
  if (!wants.prefilter && !wants.detection) return {};
  const tree = workplace.tree();
  say(`${describeTree(tree)}\n`);
  const files = readTree(tree, MOST_BYTES);
  const prefilter = wants.prefilter ? measurePrefilter(files) : undefined;
  if (prefilter !== undefined) say(`${formatPrefilter(prefilter)}\n`);
  const detection = wants.detection ? measureDetection(files, runs) : undefined;
  const bytes = files.reduce((sum, { length }) => sum + length, 0);
  if (detection !== undefined) say(`${formatDetection(detection, bytes)}\n`);
  return { ...(prefilter && { prefilter }), ...(detection && { detection }) };
}

async function measureGroups(
  settings: Settings,
  workplace: Workplace,
): Promise<ReadonlyMap<string, readonly Summary[]>> {
  const results = new Map<string, readonly Summary[]>();
  for (const group of chooseGroups(settings, workplace)) {
    const summaries = await measureGroup(group, workplace);
    results.set(group.name, summaries);
    say(
      [group.name, group.remark, summaries.length === 0 ? undefined : formatTable(summaries), '']
        .filter((line) => line !== undefined)
        .join('\n'),
    );
  }
  return results;
}

/** What cannot be prepared fails all its commands, and the other groups go on. */
async function measureGroup(group: Group, { probe }: Workplace): Promise<readonly Summary[]> {
  const { commands, runs, warmUp } = group;
  if (commands.length === 0) return [];
  const onRound = (round: number): void => {
    process.stderr.write(`${group.name}: ${round === 0 ? 'warming up' : `round ${round} of ${runs}`}\n`);
  };
  try {
    group.prepare();
  } catch (error) {
    return summarise(commands.map((command) => ({ command, samples: [], failure: messageOf(error) })));
  }
  return summarise(await measure(commands, { runs, warmUp, probe, onRound }));
}

function hasFailed(groups: Results['groups']): boolean {
  return [...groups].some(
    ([name, summaries]) => !name.startsWith('peers') && summaries.some(({ failure }) => failure !== undefined),
  );
}

function describeTree({ folder, files, bytes }: Tree): string {
  return `${folder}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
