/** Report files: whole or not at all, and never in the place of something that is no file. */

import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeReportFile } from '#cli/write-file.ts';
import { ReportError } from '#model/errors.ts';
import { temporaryDirectory } from '../../support/repo.ts';

describe('writeReportFile', () => {
  it('writes a new file', async () => {
    const path = join(temporaryDirectory(), 'out.json');
    await writeReportFile(path, 'out.json', ['a', 'ü', '\n']);
    expect(readFileSync(path, 'utf8')).toBe('aü\n');
  });

  it('replaces a file and keeps its permissions', async () => {
    const path = join(temporaryDirectory(), 'out.json');
    writeFileSync(path, 'a much longer text than the new one');
    chmodSync(path, 0o600);
    await writeReportFile(path, 'out.json', ['new']);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('writes an empty report', async () => {
    const path = join(temporaryDirectory(), 'out.txt');
    await writeReportFile(path, 'out.txt', []);
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('leaves the old file alone, and nothing beside it, when the report fails on its way', async () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'out.json'), 'old');
    const pieces = function* (): Generator<string> {
      yield 'x'.repeat(100_000);
      throw new Error('no more');
    };
    await expect(writeReportFile(join(folder, 'out.json'), 'out.json', pieces())).rejects.toThrow(ReportError);
    expect(readdirSync(folder)).toEqual(['out.json']);
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe('old');
  });

  it('names the file and the reason when it cannot be written', async () => {
    const folder = temporaryDirectory();
    await expect(writeReportFile(join(folder, 'no', 'out.json'), 'no/out.json', ['a'])).rejects.toThrow(
      /^the report could not be written to no\/out\.json: ENOENT/,
    );
    mkdirSync(join(folder, 'folder'));
    await expect(writeReportFile(join(folder, 'folder'), 'folder', ['a'])).rejects.toThrow(/EISDIR/);
    expect(readdirSync(folder)).toEqual(['folder']);
  });

  it.runIf(process.platform !== 'win32')('writes through symbolic links and into devices', async () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'true'), 'old');
    symlinkSync('true', join(folder, 'link'));
    await writeReportFile(join(folder, 'link'), 'link', ['new']);
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'true'), 'utf8')).toBe('new');

    await writeReportFile('/dev/null', '/dev/null', ['gone']);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});
