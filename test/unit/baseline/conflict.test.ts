import { expect, it } from 'vitest';
import { bothSides } from '#baseline/conflict.ts';

const marker = (sign: string): string => sign.repeat(7);

it.each([
  ['a\nb\n', 'a\nb\n'],
  [`a\n${marker('<')} HEAD\nb\n${marker('=')}\nc\n${marker('>')} side\nd\n`, 'a\nb\nc\nd\n'],
  [`${marker('<')} HEAD\nb\n${marker('|')} 1234\nold\n${marker('=')}\nc\n${marker('>')} side\n`, 'b\nc\n'],
  [`${marker('<')} HEAD\r\nb\r\n${marker('=')}\r\n${marker('>')} side\r\n`, 'b\r\n'],
  [`${marker('=')}x\n`, `${marker('=')}x\n`],
])('%j has the lines %j', (text, expected) => expect(bothSides(text)).toBe(expected));
