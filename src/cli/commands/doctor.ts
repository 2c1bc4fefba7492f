/** `keysieve doctor`: proves that the hooks fire, and says what stands in the way. */

import { resolveRules } from '#config/resolve.ts';
import { findRepository, type Repository } from '#git/repository.ts';
import { differences, takeSnapshot } from '#git/snapshot.ts';
import { DESKTOP_FOLDERS, nodeForDesktops } from '#hooks/desktop-path.ts';
import { type Examination, examineHooks, type HookState } from '#hooks/examine.ts';
import { proveHook } from '#hooks/prove.ts';
import { ConfigError, UsageError } from '#model/errors.ts';
import { VERSION } from '#model/version.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { EXIT_CLEAN, EXIT_FAILURE } from '../exit-code.ts';
import type { ParsedArguments } from '../option-table.ts';
import { parseArguments } from '../parse-arguments.ts';
import type { Streams } from '../streams.ts';
import { writeText } from '../write-text.ts';

/** One thing that was looked at. A problem makes the status 2. */
interface Check {
  readonly check: string;
  readonly status: 'ok' | 'note' | 'problem';
  readonly message: string;
}

/** Status 2 when a hook would not fire, or it could not be proved that it does. Throws KeysieveError. */
export async function doctorCommand({ operands, options }: ParsedArguments, streams: Streams): Promise<number> {
  if (operands[0] !== undefined) throw new UsageError(`unexpected "${operands[0]}" behind the command doctor`);
  const { cwd, env } = streams;
  const repository = await findRepository(cwd, { named: false, env });
  if (repository === undefined)
    throw new ConfigError(`${cwd} is not in a git repository: there are no hooks to look at`);
  const examination = await examineHooks(repository, env);
  const checks: readonly Check[] = [
    { check: 'version', status: 'ok', message: `keysieve ${VERSION}` },
    { check: 'folder', status: 'ok', message: `git runs the hooks in ${examination.folder}: ${examination.reason}` },
    ...examination.complaints.map((message) => ({ check: 'folder', status: 'problem', message }) as const),
    await checkRules(repository, cwd),
    checkPath(),
    ...(await checkHooks(examination, { repository, streams, withOthers: options.yes === true })),
  ];
  const fires = checks.every(({ status }) => status !== 'problem');
  await writeText(streams.stdout, options.json === true ? [asJson(examination, checks, fires)] : asText(checks));
  return fires ? EXIT_CLEAN : EXIT_FAILURE;
}

/** A configuration that cannot be read makes every hook refuse everything. */
async function checkRules(repository: Repository, cwd: string): Promise<Check> {
  const { scan } = parseArguments({ command: 'scan', operands: [], options: { staged: true } }, cwd);
  const { rules } = await resolveRules(scan, repository);
  const on = rules.filter(({ state }) => state === 'on').length;
  const message = `${on} rules of ${rules.length} are on`;
  return on > 0 ? { check: 'rules', status: 'ok', message } : { check: 'rules', status: 'problem', message };
}

function checkPath(): Check {
  const found = nodeForDesktops();
  if (found !== undefined)
    return { check: 'desktop', status: 'ok', message: `node is in ${found}, where git clients with windows find it` };
  return {
    check: 'desktop',
    status: 'note',
    message: `node is in none of ${DESKTOP_FOLDERS.join(', ')}: git clients with windows may not find it, and hooks then refuse (husky: put node on PATH in ~/.config/husky/init.sh)`,
  };
}

interface HookChecks {
  readonly repository: Repository;
  readonly streams: Streams;
  /** `--yes`: hooks that run other commands as well may be run. */
  readonly withOthers: boolean;
}

async function checkHooks({ hooks, complaints }: Examination, checks: HookChecks): Promise<readonly Check[]> {
  const results: Check[] = [];
  for (const hook of hooks) {
    const complaint = complaints[0] ?? hook.complaint;
    results.push(complaint === undefined ? await checkProof(hook, checks) : problem(hook, complaint));
  }
  return results;
}

/** The hook's own word is not enough: it is run. */
async function checkProof(hook: HookState, { repository, streams, withOthers }: HookChecks): Promise<Check> {
  const { otherCommands } = hook;
  if (!hook.callsKeysieve && !withOthers) {
    const message = `${hook.script} does not call keysieve: run keysieve install. If something that it runs does, prove it with keysieve doctor --yes`;
    return problem(hook, message);
  }
  if (otherCommands.length > 0 && !withOthers) {
    const named = otherCommands.slice(0, MOST_COMMANDS).join('; ');
    return problem(
      hook,
      `calls keysieve, but was not run: it also runs ${named}. If that may be run: keysieve doctor --yes`,
    );
  }
  const before = await takeSnapshot(repository);
  const { refused, byKeysieve, status, said } = await proveHook(hook, { repository, env: streams.env });
  const changed = differences(before, await takeSnapshot(repository));
  if (changed.length > 0)
    return problem(hook, `its run changed ${changed.join(' and ')}: look at them, and at ${hook.script}`);
  if (refused && byKeysieve)
    return { check: hook.name, status: 'ok', message: 'refused made-up credentials, as it should' };
  if (refused) return problem(hook, `ended in ${status}, but it was not keysieve that refused: ${lastLine(said)}`);
  if (byKeysieve) return problem(hook, 'keysieve refused, but the hook ended in 0: something in it drops the status');
  return problem(
    hook,
    `let made-up credentials pass (status 0): something before keysieve ends the hook, or a configuration leaves out the rules for AWS. ${lastLine(said)}`.trim(),
  );
}

/** More would not be read. */
const MOST_COMMANDS = 5;

function problem({ name }: HookState, message: string): Check {
  return { check: name, status: 'problem', message };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function* asText(checks: readonly Check[]): Generator<string> {
  for (const { check, status, message } of checks)
    yield `${status === 'problem' ? 'PROBLEM' : status} ${check}: ${escapeForTerminal(message)}\n`;
}

function asJson(examination: Examination, checks: readonly Check[], fires: boolean): string {
  const { folder, reason, hooks } = examination;
  return `${JSON.stringify({ schema: 'keysieve-doctor/1', version: VERSION, fires, folder, reason, hooks, checks }, undefined, 2)}\n`;
}
