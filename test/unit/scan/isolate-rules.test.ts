/** Rules by themselves: with the partners that they need, which are nothing but that. */

import { expect, it } from 'vitest';
import { isolateRules } from '#scan/isolate-rules.ts';
import { ruleOf } from '../../support/rule-data.ts';

function requiring(rule: string) {
  return { requires: [{ rule, withinLines: 1 }] };
}

it('takes partners by id and by kind, and theirs', () => {
  const [a, b, c, d] = [
    ruleOf('a', 'a', requiring('kind')),
    ruleOf('b', 'b', { reportAs: 'kind', ...requiring('c') }),
    ruleOf('c', 'c', requiring('a')),
    ruleOf('d', 'd'),
  ];
  const { rules } = isolateRules([a], [a, b, c, d], []);
  expect(rules.map(({ id, skipReport }) => [id, skipReport])).toEqual([
    ['a', false],
    ['b', true],
    ['c', true],
  ]);
});

it('reports what is tried, also where it is only a partner or would be joined to another', () => {
  const members = [{ rule: 'b', withinLines: 1, withinCharacters: 10 }];
  const tried = [ruleOf('a', 'a', { skipReport: true, members }), ruleOf('b', 'b')];
  const { rules } = isolateRules(tried, tried, []);
  expect(rules).toMatchObject(['a', 'b'].map((id) => ({ id, skipReport: false, members: [] })));
});
