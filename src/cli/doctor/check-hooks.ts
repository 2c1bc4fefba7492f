/** Has every hook prove that it fires, and says in words what came of it. */

import { differences, takeSnapshot } from '#git/snapshot.ts';
import type { Examination, HookState } from '#hooks/examine.ts';
import { type Proof, type ProofOptions, proveHook } from '#hooks/prove.ts';
import { VERSION } from '#model/version.ts';
import { otherCommandsOf } from './ask.ts';
import type { Check } from './check.ts';

/** Where hooks are run, and whether those may be that run other commands as well. */
export interface ProofTerms extends ProofOptions {
  readonly withOthers: boolean;
}

/** One check for each hook; one that cannot fire is not run. */
export async function checkHooks({ hooks, complaints }: Examination, terms: ProofTerms): Promise<readonly Check[]> {
  const results: Check[] = [];
  for (const hook of hooks) {
    const complaint = complaints[0] ?? hook.complaint ?? (terms.withOthers ? undefined : whyNotRun(hook));
    results.push(complaint === undefined ? await checkProof(hook, terms) : problem(hook, complaint));
  }
  return results;
}

function whyNotRun(hook: HookState): string | undefined {
  const { callsKeysieve, otherCommands, script, maker } = hook;
  if (!callsKeysieve && maker !== undefined) {
    return `${script} is made by ${maker.name}: put keysieve into ${maker.file}, and prove it with keysieve doctor --yes`;
  }
  if (!callsKeysieve) {
    return `${script} does not call keysieve: run keysieve install. If something that it runs does, prove it with keysieve doctor --yes`;
  }
  if (otherCommands.length === 0) return undefined;
  return `calls keysieve, but was not run: it also runs ${otherCommandsOf(hook)}. If that may be run: keysieve doctor --yes`;
}

/** The hook's own word is not enough: it is run. */
async function checkProof(hook: HookState, terms: ProofTerms): Promise<Check> {
  const before = await takeSnapshot(terms.repository);
  const proof = await proveHook(hook, terms);
  const changed = differences(before, await takeSnapshot(terms.repository));
  if (changed.length > 0)
    return problem(hook, `its run changed ${changed.join(' and ')}: look at them, and at ${hook.script}`);
  const complaint = complaintOf(proof);
  return complaint === undefined ? refused(hook, proof.version ?? VERSION) : problem(hook, complaint);
}

function complaintOf({ refused, version, status, said }: Proof): string | undefined {
  if (refused && version !== undefined) return undefined;
  if (refused) return `ended in ${status}, but it was not keysieve that refused: ${lastLine(said)}`;
  if (version !== undefined) return 'keysieve refused, but the hook ended in 0: something in it drops the status';
  return `let made-up credentials pass (status 0): something before keysieve ends the hook, or a configuration leaves out the rules for AWS. ${lastLine(said)}`.trim();
}

function refused({ name }: HookState, version: string): Check {
  const message = `refused made-up credentials, as it should: keysieve ${version}`;
  if (version === VERSION) return { check: name, status: 'ok', message, version };
  const advice = `this is ${VERSION}, so update one of them: a project's own keysieve comes before the one on PATH`;
  return { check: name, status: 'note', message: `${message}, but ${advice}`, version };
}

function problem({ name }: HookState, message: string): Check {
  return { check: name, status: 'problem', message };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
