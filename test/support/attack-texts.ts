/** Texts made to be slow for a regex: pieces of what it matches, repeated for long, and spoilt at the end. */

import type { RegexData } from '#model/rule.ts';
import { type AST, parseSyntax } from '#rules/syntax-tree.ts';

/** Loops are made longer by repeating them, not by many rounds in one sample. */
const MOST_ROUNDS = 4;

/** Random numbers below `limit`, the same for the same seed. */
type Dice = (limit: number) => number;

/** `count` hostile texts of about `length` code units for `regex`; the same ones in every run. */
export function attackTexts(regex: RegexData, count: number, length: number): readonly string[] {
  const { alternatives } = parseSyntax(regex);
  const loops = loopsIn(alternatives);
  return Array.from({ length: count }, (_, seed) => {
    const dice = createDice(seed + 1);
    const sample = sampleChoice(alternatives, dice);
    const loop = loops[seed % Math.max(1, loops.length)];
    const unit = loop === undefined ? sample : sampleElement(loop.element, dice) + sampleElement(loop.element, dice);
    const cut = dice(sample.length + 1);
    const pump = seed % 2 === 0 ? unit : sample.slice(cut, cut + 1 + dice(8));
    const block = sample.slice(0, cut) + pump.repeat(1 + dice(120)) + (dice(2) === 0 ? sample.slice(cut, -1) : '!');
    return block.repeat(Math.ceil(length / Math.max(1, block.length))).slice(0, length);
  });
}

function createDice(seed: number): Dice {
  let state = seed * 2_654_435_761;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % limit;
  };
}

function loopsIn(alternatives: readonly AST.Alternative[]): readonly AST.Quantifier[] {
  return alternatives.flatMap(({ elements }) => elements).flatMap(loopsBelow);
}

function loopsBelow(element: AST.Element): readonly AST.Quantifier[] {
  if (element.type === 'Quantifier') return [element, ...loopsBelow(element.element)];
  return 'alternatives' in element ? loopsIn(element.alternatives) : [];
}

function sampleChoice(alternatives: readonly AST.Alternative[], dice: Dice): string {
  const chosen = alternatives[dice(alternatives.length)];
  return (chosen?.elements ?? []).map((element) => sampleElement(element, dice)).join('');
}

/** Lookaheads count as text that comes next, lookbehinds as nothing. */
function sampleElement(element: AST.Element, dice: Dice): string {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return sampleChoice(element.alternatives, dice);
    case 'Quantifier': {
      const rounds = element.min + dice(Math.min(element.max - element.min, MOST_ROUNDS) + 1);
      return Array.from({ length: rounds }, () => sampleElement(element.element, dice)).join('');
    }
    case 'Assertion':
      return element.kind === 'lookahead' && !element.negate ? sampleChoice(element.alternatives, dice) : '';
    case 'Backreference':
      return '';
    default:
      return sampleCharacter(element.raw, dice);
  }
}

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));

function sampleCharacter(raw: string, dice: Dice): string {
  const test = new RegExp(`^${raw}$`);
  const fitting = [...PRINTABLE, '\n', '\t'].filter((character) => test.test(character));
  return fitting[dice(Math.max(1, fitting.length))] ?? '';
}
