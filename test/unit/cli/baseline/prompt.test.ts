import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createAsker } from '#cli/baseline/prompt.ts';
import { Kept } from '../streams.ts';

/** As much of a terminal as a prompt needs: keys arrive when somebody waits for them. */
class Keyboard extends PassThrough {
  readonly isTTY = true;

  setRawMode(): this {
    return this;
  }

  press(...keys: readonly string[]): void {
    for (const [index, key] of keys.entries()) setTimeout(() => this.write(key), 20 * (index + 1));
  }
}

describe('one key', () => {
  it.each([
    ['r', 'real'],
    ['f', 'false'],
    ['s', 'skip'],
    ['b', 'back'],
    ['e', 'edit'],
    ['v', 'view'],
    ['q', 'quit'],
    ['\x03', 'quit'],
  ])('%j means %s', async (key, answer) => {
    const [keyboard, screen] = [new Keyboard(), new Kept()];
    const asker = await createAsker(keyboard, screen);
    keyboard.press(key);
    expect(await asker.ask()).toBe(answer);
    expect(screen.text).toContain('What is it?');
  });
});

describe('a reason', () => {
  it.each([
    ['is what is typed', ['o', 'k', '\r'], 'usual', 'ok'],
    ['is the usual one where nothing is typed', ['\r'], 'usual', 'usual'],
    ['is demanded where there is no usual one', ['\r', 'x', '\r'], '', 'x'],
    ['may be thought better of', ['\x03'], 'usual', undefined],
  ])('%s', async (_, keys, usual, reason) => {
    const keyboard = new Keyboard();
    const asker = await createAsker(keyboard, new Kept());
    keyboard.press(...keys);
    expect(await asker.askReason(usual)).toBe(reason);
  });
});
