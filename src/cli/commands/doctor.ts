/** `keysieve doctor`: proves that the hooks fire, and says what stands in the way. */

import { resolveRules } from '#config/resolve.ts';
import { findRepository, type Repository } from '#git/repository.ts';
import { findNodeForDesktops } from '#hooks/desktop-path.ts';
import { type Examination, examineHooks, type HookState } from '#hooks/examine.ts';
import { ConfigError, UsageError } from '#model/errors.ts';
import { VERSION } from '#model/version.ts';
import { jsonDocument } from '#report/json-text.ts';
import { escapeForTerminal } from '#text/terminal.ts';
import { askToRun } from '../doctor/ask.ts';
import type { Check } from '../doctor/check.ts';
import { checkHooks } from '../doctor/check-hooks.ts';
import { EXIT_CLEAN, EXIT_FAILURE } from '../exit-code.ts';
import type { ParsedArguments } from '../option-table.ts';
import { parseArguments } from '../parse-arguments.ts';
import type { Streams } from '../streams.ts';
import { writeText } from '../write-text.ts';

/** Status 2 when a hook would not fire, or it could not be proved that it does. Throws KeysieveError. */
export async function doctorCommand({ operands, options }: ParsedArguments, streams: Streams): Promise<number> {
  if (operands[0] !== undefined) throw new UsageError(`unexpected "${operands[0]}" behind the command doctor`);
  const { cwd, env } = streams;
  const repository = await findRepository(cwd, { named: false, env });
  if (repository === undefined)
    throw new ConfigError(`${cwd} is not in a git repository: there are no hooks to look at`);
  const examination = await examineHooks(repository, env);
  const withOthers =
    options.yes === true || (options.json !== true && (await askToRun(hooksToAsk(examination), streams)));
  const checks: readonly Check[] = [
    { check: 'version', status: 'ok', message: `keysieve ${VERSION}` },
    { check: 'folder', status: 'ok', message: `git runs the hooks in ${examination.folder}: ${examination.reason}` },
    ...examination.complaints.map((message) => ({ check: 'folder', status: 'problem', message }) as const),
    await checkRules(repository, cwd),
    checkPath(env),
    ...(await checkHooks(examination, { repository, env, withOthers })),
  ];
  const fires = checks.every(({ status }) => status !== 'problem');
  await writeText(streams.stdout, options.json === true ? [asJson(examination, checks, fires)] : asText(checks));
  return fires ? EXIT_CLEAN : EXIT_FAILURE;
}

/** Those that could be run, and do more than call keysieve. */
function hooksToAsk({ hooks, complaints }: Examination): readonly HookState[] {
  if (complaints.length > 0) return [];
  return hooks.filter(({ complaint, otherCommands }) => complaint === undefined && otherCommands.length > 0);
}

/** A configuration that cannot be read makes every hook refuse everything. */
async function checkRules(repository: Repository, cwd: string): Promise<Check> {
  const { scan } = parseArguments({ command: 'scan', operands: [], options: { staged: true } }, cwd);
  const { rules } = await resolveRules(scan, repository);
  const on = rules.filter(({ state }) => state === 'on').length;
  const message = `${on} rules of ${rules.length} are on`;
  return on > 0 ? { check: 'rules', status: 'ok', message } : { check: 'rules', status: 'problem', message };
}

/** Programs that a desktop starts read no profile of a shell. */
function checkPath(env: NodeJS.ProcessEnv): Check {
  const { found, folders } = findNodeForDesktops(env['PATH'] ?? '');
  if (found !== undefined)
    return { check: 'desktop', status: 'ok', message: `node is in ${found}, where git clients with windows find it` };
  return {
    check: 'desktop',
    status: 'note',
    message: `node is in none of ${folders.join(', ')}: git clients with windows may not find it, and hooks then refuse (husky: put node on PATH in ~/.config/husky/init.sh)`,
  };
}

function* asText(checks: readonly Check[]): Generator<string> {
  for (const { check, status, message } of checks)
    yield `${status === 'problem' ? 'PROBLEM' : status} ${check}: ${escapeForTerminal(message)}\n`;
}

function asJson(examination: Examination, checks: readonly Check[], fires: boolean): string {
  const { folder, reason, hooks } = examination;
  return jsonDocument({ schema: 'keysieve-doctor/1', version: VERSION, fires, folder, reason, hooks, checks });
}
