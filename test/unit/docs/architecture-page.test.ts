/** The table of layers in ARCHITECTURE.md against the layers that the architecture test holds the sources to. */

import { expect, it } from 'vitest';
import { MAY_IMPORT } from '../../architecture/layers.ts';
import { layerOf, readSources } from '../../architecture/source-file.ts';
import { proseOf, readDocument, tableRows } from './documents.ts';

const PAGE = readDocument('ARCHITECTURE.md');
const LAYERS = [...new Set(readSources().map(({ path }) => layerOf(path)))].sort();
const FOLDERS = LAYERS.filter((name) => !name.endsWith('.ts'));

/** Folder to the names in its last cell. */
const TABLE = new Map(
  tableRows(PAGE).flatMap(([first = '', , last = '']) => {
    const [, name] = /^`([a-z-]+)`$/.exec(first) ?? [];
    return name === undefined ? [] : [[name, Array.from(last.matchAll(/`([^`]+)`/g), ([, word]) => word ?? '')]];
  }),
);

it('has a row and a section for every folder', () => {
  expect([...TABLE.keys()].sort()).toEqual(FOLDERS);
  expect(FOLDERS.filter((name) => !proseOf(PAGE).includes(`\n### \`${name}\`\n`))).toEqual([]);
});

it.each(FOLDERS.filter((name) => name !== 'cli'))('says what %s may import', (name) => {
  const built = (MAY_IMPORT[name] ?? []).filter((other) => FOLDERS.includes(other));
  expect(TABLE.get(name)?.toSorted()).toEqual(built.toSorted());
});

it('is right that cli may import every folder', () => {
  const others = FOLDERS.filter((name) => name !== 'cli');
  expect(others.filter((name) => !MAY_IMPORT['cli']?.includes(name))).toEqual([]);
});
