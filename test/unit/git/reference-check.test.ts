import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import {
  createReferenceCheck,
  createReferenceCollector,
  type ReferenceCheck,
  type ReferenceCollector,
} from '#git/reference-check.ts';

const id = (digit: string): string => digit.repeat(40);

function tree(...entries: readonly (readonly [mode: string, name: string, id: string])[]): Uint8Array {
  return Buffer.concat(
    entries.flatMap(([mode, name, hash]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(hash, 'hex')]),
  );
}

/** Two readers, as two threads would have them: `read` uses them in turn. */
function checkOf(present: readonly string[], read: (check: ReferenceCheck & ReferenceCollector) => void): boolean {
  const check = createReferenceCheck();
  for (const one of present) check.present(Buffer.from(one, 'hex'), 0);
  const [first, second] = [createReferenceCollector(20), createReferenceCollector(20)];
  const collectors = [first, second];
  read({
    ...check,
    ...first,
    readFrom(type, bytes) {
      collectors.reverse()[0]?.readFrom(type, bytes);
    },
  });
  for (const collector of collectors) check.referTo(collector.references());
  return check.isIncomplete();
}

it.each<[string, readonly string[], Parameters<typeof checkOf>[1], boolean]>([
  ['nothing at all', [], () => {}, false],
  [
    'a tree whose entries are there',
    [id('a')],
    (check) => check.readFrom('tree', tree(['100644', 'a b', id('a')])),
    false,
  ],
  [
    'a tree that lacks its last entry',
    [id('a')],
    (check) => check.readFrom('tree', tree(['100644', 'a', id('a')], ['40000', 'd', id('b')])),
    true,
  ],
  ['a submodule, which is elsewhere', [], (check) => check.readFrom('tree', tree(['160000', 'sub', id('c')])), false],
  [
    'a commit without its parent',
    [id('a')],
    (check) => check.readFrom('commit', Buffer.from(`tree ${id('a')}\nparent ${id('b')}\nauthor A\n\nm`)),
    true,
  ],
  [
    'an id in a message only',
    [id('a')],
    (check) => check.readFrom('commit', Buffer.from(`tree ${id('a')}\nauthor A\n\nparent ${id('b')}`)),
    false,
  ],
  [
    'a tag without its object',
    [],
    (check) => check.readFrom('tag', Buffer.from(`object ${id('d')}\ntype blob\n\nm`)),
    true,
  ],
  ['a ref to nothing', [id('a')], (check) => check.refersTo(id('e')), true],
  [
    'ids that differ only in their last bits',
    [`${'0'.repeat(15)}1${'0'.repeat(24)}`],
    (check) => check.refersTo(`${'0'.repeat(15)}2${'0'.repeat(24)}`),
    true,
  ],
])('%s', (_, present, read, expected) => expect(checkOf(present, read)).toBe(expected));

it('keeps apart as many objects as it is given', () => {
  const ids = Array.from({ length: 50_000 }, (_, at) => (at * 2_654_435_761 + 1).toString(16).padStart(40, '7'));
  const all = ids.map((hex) => hex.slice(-16).padEnd(40, '0'));
  expect(checkOf(all, (check) => all.forEach(check.refersTo))).toBe(false);
  expect(checkOf(all.slice(1), (check) => all.forEach(check.refersTo))).toBe(true);
});
