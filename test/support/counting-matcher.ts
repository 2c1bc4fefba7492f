/**
 * A backtracking matcher that counts what it tries: ECMAScript's own algorithm, slow and plain. It is an oracle for bounds
 * on the steps of V8's, which tries the same in the same order. For short texts: it recurses for every character.
 */

import type { RegexData } from '#model/rule.ts';
import { type AST, parseSyntax } from '#rules/syntax-tree.ts';

/** V8 is asked once what a single node matches. */
const ANSWERS = new Map<string, boolean>();

/** Goes on from an offset; true when the rest matched. */
type Next = (at: number) => boolean;

/**
 * Whether `regex` matches `text` from `start` on, and how many characters and assertions it tested. Throws RangeError
 * after `most` tests. `start` counts characters, which are code points with the flag u.
 */
export function countedMatch(
  regex: RegexData,
  text: string,
  start: number,
  most = Number.POSITIVE_INFINITY,
): { readonly isMatch: boolean; readonly steps: number } {
  const { flags } = regex;
  const characters = flags.includes('u') ? [...text] : text.split('');
  const captures = new Map<AST.CapturingGroup, readonly [number, number]>();
  let steps = 0;
  const step = (): void => {
    if (++steps > most) throw new RangeError(`more than ${most} steps`);
  };

  const matchesOne = (node: AST.Element, character: string): boolean => {
    const [key, singleFlags] = [`${flags} ${node.raw} ${character}`, flags.replace('m', '')];
    const known = ANSWERS.get(key) ?? new RegExp(`^${node.raw}$`, singleFlags).test(character);
    ANSWERS.set(key, known);
    return known;
  };

  const choice = (alternatives: readonly AST.Alternative[], at: number, ahead: boolean, next: Next): boolean =>
    alternatives.some(({ elements }) => sequence(ahead ? elements : elements.toReversed(), 0, at, ahead, next));

  const sequence = (elements: readonly AST.Element[], i: number, at: number, ahead: boolean, next: Next): boolean => {
    const element = elements[i];
    if (element === undefined) return next(at);
    return match(element, at, ahead, (to) => sequence(elements, i + 1, to, ahead, next));
  };

  const loop = (node: AST.Quantifier, round: number, at: number, ahead: boolean, next: Next): boolean => {
    const again = (): boolean =>
      round < node.max &&
      match(node.element, at, ahead, (to) =>
        to === at && round >= node.min ? false : loop(node, round + 1, to, ahead, next),
      );
    if (round < node.min) return again();
    return node.greedy ? again() || next(at) : next(at) || again();
  };

  const look = (node: AST.LookaroundAssertion, at: number): boolean => {
    const before = new Map(captures);
    const found = choice(node.alternatives, at, node.kind === 'lookahead', () => true);
    if (node.negate || !found) {
      captures.clear();
      for (const [group, range] of before) captures.set(group, range);
    }
    return found !== node.negate;
  };

  const wordSign = new RegExp('\\w', flags);
  const isWord = (at: number): boolean => wordSign.test(characters[at] ?? '-');

  const holds = (node: AST.Assertion, at: number): boolean => {
    if (node.kind === 'lookahead' || node.kind === 'lookbehind') return look(node, at);
    if (node.kind === 'word') return (isWord(at - 1) !== isWord(at)) !== node.negate;
    const other = node.kind === 'start' ? at - 1 : at;
    return characters[other] === undefined || (flags.includes('m') && /[\n\r\u2028\u2029]/.test(characters[other]));
  };

  const capture = (node: AST.CapturingGroup, at: number, ahead: boolean, next: Next): boolean =>
    choice(node.alternatives, at, ahead, (to) => {
      const before = captures.get(node);
      captures.set(node, ahead ? [at, to] : [to, at]);
      if (next(to)) return true;
      if (before === undefined) captures.delete(node);
      else captures.set(node, before);
      return false;
    });

  const refer = (node: AST.Backreference, at: number, ahead: boolean, next: Next): boolean => {
    if (Array.isArray(node.resolved)) throw new Error('names that occur twice are not supported here');
    const [from, to] = captures.get(node.resolved) ?? [0, 0];
    const end = ahead ? at + (to - from) : at - (to - from);
    const [a, b] = [
      characters.slice(from, to).join(''),
      characters.slice(Math.min(at, end), Math.max(at, end)).join(''),
    ];
    for (let i = from; i < to; i++) step();
    const isSame = flags.includes('i') ? a.toLowerCase() === b.toLowerCase() : a === b;
    return end >= 0 && end <= characters.length && isSame && next(end);
  };

  const match = (node: AST.Element, at: number, ahead: boolean, next: Next): boolean => {
    switch (node.type) {
      case 'Group':
        return choice(node.alternatives, at, ahead, next);
      case 'CapturingGroup':
        return capture(node, at, ahead, next);
      case 'Quantifier':
        return loop(node, 0, at, ahead, next);
      case 'Assertion':
        step();
        return holds(node, at) && next(at);
      case 'Backreference':
        step();
        return refer(node, at, ahead, next);
      default: {
        step();
        const character = characters[ahead ? at : at - 1];
        return character !== undefined && matchesOne(node, character) && next(ahead ? at + 1 : at - 1);
      }
    }
  };

  const isMatch = choice(parseSyntax(regex).alternatives, start, true, () => true);
  return { isMatch, steps };
}
