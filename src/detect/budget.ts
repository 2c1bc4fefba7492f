/** Runs a task under a time limit that can interrupt a running regular expression. */

import vm from 'node:vm';
import { DetectError } from '#model/errors.ts';

/** Thrown when a task was stopped because its time was over. */
export class TimeLimitReached extends DetectError {}

let sandbox: { readonly context: vm.Context & { task?: () => unknown }; readonly script: vm.Script } | undefined;

/**
 * The result of `task`, or TimeLimitReached when it takes longer than `limitMs`. V8 stops even inside `RegExp.exec`,
 * which no timer of our own could. A task must not depend on being finished: nothing of what it was doing is undone.
 */
export function runWithin<T>(limitMs: number, task: () => T): T {
  sandbox ??= { context: vm.createContext({}), script: new vm.Script('task()') };
  sandbox.context.task = task;
  try {
    return sandbox.script.runInContext(sandbox.context, { timeout: limitMs }) as T;
  } catch (error) {
    if (isTimeout(error)) throw new TimeLimitReached(`stopped after ${limitMs} ms`, { cause: error });
    throw error;
  } finally {
    delete sandbox.context.task;
  }
}

/** What one of several tasks came to. */
export type TaskOutcome<T> = { readonly value: T } | { readonly error: unknown };

/**
 * Runs tasks one after the other; each may take `limitMs`, and the outcome of one that takes longer is TimeLimitReached.
 * A watchdog costs some 0.1 ms, so all share one: where it interrupts a task that was not the first, that task is begun
 * anew with a watchdog for itself.
 */
export function runEachWithin<T>(limitMs: number, tasks: readonly (() => T)[]): readonly TaskOutcome<T>[] {
  const outcomes: TaskOutcome<T>[] = [];
  const runRest = (): void => {
    for (const task of tasks.slice(outcomes.length)) outcomes.push(settle(task));
  };
  while (outcomes.length < tasks.length) {
    const before = outcomes.length;
    try {
      runWithin(limitMs, runRest);
    } catch (error) {
      if (outcomes.length === before) outcomes.push({ error });
    }
  }
  return outcomes;
}

function settle<T>(task: () => T): TaskOutcome<T> {
  try {
    return { value: task() };
  } catch (error) {
    return { error };
  }
}

/** The error is one of the sandbox's own realm, so that `instanceof Error` is false for it. */
function isTimeout(error: unknown): boolean {
  return (error as Partial<NodeJS.ErrnoException> | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
