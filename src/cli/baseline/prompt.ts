/** Asks the person at the terminal, by @clack/prompts: its only importer, loaded when somebody is to be asked. */

import type { Readable, Writable } from 'node:stream';

/** The keys of an audit, and what they mean. */
const KEYS = {
  r: { answer: 'real', label: 'real secret: stays reported' },
  f: { answer: 'false', label: 'false, or known: accept it, with a reason' },
  s: { answer: 'skip', label: 'skip' },
  b: { answer: 'back', label: 'back, and take the last answer back' },
  e: { answer: 'edit', label: 'open in an editor' },
  v: { answer: 'view', label: 'view the secret' },
  q: { answer: 'quit', label: 'quit: go on later' },
} as const;

type Key = keyof typeof KEYS;

/** What was decided about one finding. */
export type Answer = (typeof KEYS)[Key]['answer'];

/** Somebody who can be asked. */
export interface Asker {
  /** One key. Interrupting is quitting. */
  ask(): Promise<Answer>;
  /** A line of text, `usual` where nothing is typed; undefined when the person thinks better of it. */
  askReason(usual: string): Promise<string | undefined>;
}

/** Reads keys from `input`, which has to be a terminal, and draws on `output`. */
export async function createAsker(input: Readable, output: Writable): Promise<Asker> {
  const { selectKey, text, isCancel } = await import('@clack/prompts');
  const place = { input, output, withGuide: false };
  const options = (Object.keys(KEYS) as Key[]).map((value) => ({ value, label: KEYS[value].label }));
  return {
    async ask() {
      const key = await selectKey<Key>({ ...place, message: 'What is it?', options });
      return isCancel(key) ? 'quit' : KEYS[key].answer;
    },
    async askReason(usual) {
      const words = { placeholder: usual, defaultValue: usual, validate: checkReason(usual) };
      const reason = await text({ ...place, message: 'Why is it accepted?', ...words });
      return isCancel(reason) ? undefined : reason;
    },
  };
}

function checkReason(usual: string) {
  return (typed: string | undefined): string | undefined =>
    (typed ?? '').trim() === '' && usual === '' ? 'a reason is needed: something that a reader can check' : undefined;
}
