/**
 * Texts that a regex is likely to match, made from its syntax tree. What positive lookaround asks for is put where it
 * stands, which is right at the edges of a regex; everything else that assertions ask for is left to chance.
 */

import type { RegexData } from '#model/rule.ts';
import { type AST, parseSyntax } from '#rules/syntax-tree.ts';

/** Letters, signs and what is not ASCII; a set is filled from those of them that are in it. */
const CHARACTERS = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  ...'_-+/=.:;,"\'` \n\t(){}[]<>|\\@#$%&*?!~^éж\u{1f600}',
];
/** An endless repetition is not longer than this beyond its least count. */
const MOST_MORE = 4;

interface Sampler {
  readonly flags: string;
  /** At least 0 and below 1. */
  readonly random: () => number;
  readonly groups: Map<AST.CapturingGroup, string>;
}

/** One text; the same for the same numbers out of `random`. */
export function sampleOf(regex: RegexData, random: () => number): string {
  const { alternatives } = parseSyntax(regex);
  return choice(alternatives, { flags: regex.flags, random, groups: new Map() });
}

/** Numbers from 0 to below 1, the same for the same seed. */
export function numbersFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

function choice(alternatives: readonly AST.Alternative[], sampler: Sampler): string {
  return pick(alternatives, sampler)
    .elements.map((element) => sampleElement(element, sampler))
    .join('');
}

function sampleElement(element: AST.Element, sampler: Sampler): string {
  switch (element.type) {
    case 'Assertion':
      return 'alternatives' in element && !element.negate ? choice(element.alternatives, sampler) : '';
    case 'Group':
      return choice(element.alternatives, sampler);
    case 'CapturingGroup': {
      const text = choice(element.alternatives, sampler);
      sampler.groups.set(element, text);
      return text;
    }
    case 'Backreference':
      return [element.resolved].flat().reduce((text, group) => text + (sampler.groups.get(group) ?? ''), '');
    case 'Quantifier': {
      const most = Math.min(element.max, element.min + MOST_MORE);
      const count =
        sampler.random() < 0.1 && Number.isFinite(element.max) ? element.max : between(element.min, most, sampler);
      return Array.from({ length: count }, () => sampleElement(element.element, sampler)).join('');
    }
    default:
      return sampleCharacter(element, sampler);
  }
}

function sampleCharacter(element: AST.Element, sampler: Sampler): string {
  const key = `${sampler.flags} ${element.raw}`;
  const fitting = FITTING.get(key) ?? fittingCharacters(element, sampler.flags);
  FITTING.set(key, fitting);
  return fitting.length === 0 ? '' : pick(fitting, sampler);
}

/** The same sets come in many regexes. */
const FITTING = new Map<string, readonly string[]>();

function fittingCharacters(element: AST.Element, flags: string): readonly string[] {
  const isOne = new RegExp(`^(?:${element.raw})$`, flags);
  const written = element.type === 'Character' ? [String.fromCodePoint(element.value)] : [];
  return [...CHARACTERS, ...written].filter((character) => isOne.test(character));
}

function between(least: number, most: number, { random }: Sampler): number {
  return least + Math.floor(random() * (most - least + 1));
}

function pick<T>(list: readonly T[], sampler: Sampler): T {
  return list[between(0, list.length - 1, sampler)] as T;
}
