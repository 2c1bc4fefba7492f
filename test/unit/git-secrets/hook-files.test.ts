/** Hooks of git-secrets, told from others, and the script of ours. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOOKS, hookPath, hookScript, installedHooks, isGitSecretsHook } from '#git-secrets/hook-files.ts';
import { temporaryDirectory } from '../../support/repo.ts';

describe('isGitSecretsHook', () => {
  it.each([
    ['its own', '#!/usr/bin/env bash\ngit secrets --pre_commit_hook -- "$@"\n', true],
    ['ours', hookScript(HOOKS[1]), true],
    ['by the name of the program', '#!/bin/sh\n\n# scan\nexec git-secrets --commit_msg_hook -- "$@"\n', true],
    ['that does more', '#!/bin/sh\ngit secrets --pre_commit_hook -- "$@"\nnpm test\n', false],
    ['that scans', '#!/bin/sh\ngit secrets --scan\n', false],
    ['of somebody else', '#!/bin/sh\nnpm test\n', false],
  ])('a hook %s', (_, script, expected) => expect(isGitSecretsHook(script)).toBe(expected));
});

describe('installedHooks', () => {
  it('are those in a folder and in its collections, links left out', () => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'pre-commit.d'));
    writeFileSync(join(folder, 'pre-commit.d', 'git-secrets'), hookScript(HOOKS[1]));
    writeFileSync(join(folder, 'pre-commit'), 'run-parts pre-commit.d\n');
    writeFileSync(join(folder, 'commit-msg'), hookScript(HOOKS[0]));
    symlinkSync('commit-msg', join(folder, 'prepare-commit-msg'));
    expect(installedHooks(folder)).toEqual([
      { name: 'commit-msg', path: join(folder, 'commit-msg') },
      { name: 'pre-commit', path: join(folder, 'pre-commit.d', 'git-secrets') },
    ]);
    expect(hookPath(folder, 'pre-commit')).toBe(join(folder, 'pre-commit.d', 'git-secrets'));
    expect(hookPath(folder, 'commit-msg')).toBe(join(folder, 'commit-msg'));
  });
});

describe('the script', () => {
  it('refuses where nothing is found to run', () => {
    const cwd = temporaryDirectory();
    const run = spawnSync('/bin/sh', ['-c', hookScript(HOOKS[1])], { cwd, env: { PATH: cwd }, encoding: 'utf8' });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^keysieve was not found, so nothing was checked: install it .* or remove this hook$/m);
  });

  it.each([
    ['node_modules/.bin/keysieve', 'git-secrets --commit_msg_hook -- a b'],
    ['keysieve', 'git-secrets --commit_msg_hook -- a b'],
  ])('runs %s', (program, expected) => {
    const cwd = temporaryDirectory();
    mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
    writeFileSync(join(cwd, program), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    const words = ['-c', hookScript(HOOKS[0]), 'commit-msg', 'a', 'b'];
    const run = spawnSync('/bin/sh', words, { cwd, env: { PATH: cwd }, encoding: 'utf8' });
    expect(run.stdout).toBe(`${expected}\n`);
  });
});
