/** The walk of an audit: question by question, forward and back. Everything that it touches is handed in. */

import type { Answer, Asker } from './prompt.ts';

/** What the walk does with one answer; each of them can be taken back. */
export interface Decisions<Q> {
  show(question: Q, index: number): void;
  view(question: Q): void;
  edit(question: Q): void;
  /** Returns how to undo it. */
  accept(question: Q, reason: string): Promise<Undo>;
  callReal(question: Q): Promise<Undo>;
}

/** Takes a decision back. */
export type Undo = () => Promise<void>;

/** How many questions were answered in which way. */
export interface WalkResult {
  readonly accepted: number;
  readonly real: number;
  readonly skipped: number;
  /** Questions that were not come to. */
  readonly left: number;
}

type Verdict = Extract<Answer, 'real' | 'false' | 'skip'>;

interface Step {
  readonly verdict: Verdict;
  readonly undo: Undo;
}

/** Ends behind the last question, or when the person quits; every decision is kept at once. */
export async function walk<Q>(questions: readonly Q[], asker: Asker, decisions: Decisions<Q>): Promise<WalkResult> {
  const steps: Step[] = [];
  let usual = '';
  for (let question = questions[0]; question !== undefined; question = questions[steps.length]) {
    decisions.show(question, steps.length);
    const answer = await askUntilDecided(question, asker, decisions);
    if (answer === 'quit') break;
    if (answer === 'back') {
      await steps.pop()?.undo();
    } else if (answer === 'false') {
      const reason = await asker.askReason(usual);
      if (reason === undefined) continue;
      usual = reason;
      steps.push({ verdict: answer, undo: await decisions.accept(question, reason) });
    } else {
      const undo = answer === 'real' ? await decisions.callReal(question) : async () => {};
      steps.push({ verdict: answer, undo });
    }
  }
  return resultOf(steps, questions.length);
}

/** Looking at something closer is no decision. */
async function askUntilDecided<Q>(
  question: Q,
  asker: Asker,
  decisions: Decisions<Q>,
): Promise<Exclude<Answer, 'view' | 'edit'>> {
  for (;;) {
    const answer = await asker.ask();
    if (answer === 'view') decisions.view(question);
    else if (answer === 'edit') decisions.edit(question);
    else return answer;
  }
}

function resultOf(steps: readonly Step[], total: number): WalkResult {
  const count = (verdict: Verdict): number => steps.filter((step) => step.verdict === verdict).length;
  return { accepted: count('false'), real: count('real'), skipped: count('skip'), left: total - steps.length };
}
