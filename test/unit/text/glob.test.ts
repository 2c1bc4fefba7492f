import { describe, expect, it } from 'vitest';
import { createGlobMatcher } from '#text/glob.ts';

describe('createGlobMatcher', () => {
  it.each<[string, readonly string[], string, boolean]>([
    ['no glob matches nothing', [], 'a', false],
    ['an empty glob matches nothing', [''], 'a', false],
    ['a name matches that file', ['a.txt'], 'a.txt', true],
    ['a name matches on every level', ['a.txt'], 'x/y/a.txt', true],
    ['a name matches no other', ['a.txt'], 'ba.txt', false],
    ['a name is no prefix', ['vendor'], 'vendored/a', false],
    ['a folder covers what is below it', ['vendor'], 'vendor/x/a', true],
    ['a folder covers what is below it on every level', ['vendor'], 'x/vendor/a', true],
    ['a final slash says the same', ['vendor/'], 'x/vendor/a', true],
    ['a star stands for a part of a name', ['*.pem'], 'x/a.pem', true],
    ['a star stands for no slash', ['src/*.pem'], 'src/x/a.pem', false],
    ['a star stands for a name that begins with a dot', ['*'], '.env', true],
    ['a glob with a slash is tried from the top', ['src/a'], 'x/src/a', false],
    ['a glob with a slash covers what is below it', ['src/a'], 'src/a/b', true],
    ['a first slash ties a name to the top', ['/a.txt'], 'x/a.txt', false],
    ['a first slash ties a name to the top, where it matches', ['/a.txt'], 'a.txt', true],
    ['a first dot and slash mean the top', ['./src'], 'src/a', true],
    ['two stars stand for any folders', ['a/**/z'], 'a/b/c/z', true],
    ['two stars stand for no folder', ['a/**/z'], 'a/z', true],
    ['folders that begin with a dot are covered', ['a/**'], 'a/.git/x', true],
    ['braces', ['*.{pem,key}'], 'x/a.key', true],
    ['a class of characters', ['[ab].txt'], 'b.txt', true],
    ['case counts', ['A.txt'], 'a.txt', false],
    ['any of several', ['a', 'b'], 'b', true],
    ['the top is everything', ['/'], 'x/a', true],
    ['the top is everything, written so', ['./'], 'x/a', true],
    ['the current folder is everything', ['.'], 'x/a', true],
    ['everything', ['**'], '.x/a', true],
    ['a name with a newline', ['*.pem'], 'a\nb.pem', true],
  ])('%s', (_, globs, path, expected) => expect(createGlobMatcher(globs)(path)).toBe(expected));
});
