/** The shell in hooks: what it can be put into, and that it comes out again. */

import { describe, expect, it } from 'vitest';
import { HOOK_NAMES } from '#hooks/hook-name.ts';
import { addBlock, callsKeysieve, hookBlock, hookFile, isShellScript, removeBlock } from '#hooks/hook-script.ts';

const OPTIONS = { besideMainTree: true, ownKeys: false };

it.each([
  ['#!/bin/sh\n', true],
  ['#!/usr/bin/env sh\n', true],
  ['#! /usr/bin/bash -eu\n', true],
  ['#!/usr/bin/env -S zsh -e\n', true],
  ['#!C:/Program/bin/dash\n', true],
  ['echo without a first line\n', true],
  ['', true],
  ['#!/usr/bin/env python3\n', false],
  ['#!/usr/bin/fish\n', false],
  ['#!/opt/sh/bin/node\n', false],
  ['#!/usr/bin/env node --sh\n', false],
  ['\x7fELF\0', false],
])('of %j sh can be part: %s', (script, expected) => expect(isShellScript(script)).toBe(expected));

it.each([
  ['keysieve hook pre-commit "$@"', true],
  ['  npx --no-install keysieve scan --staged || exit 1', true],
  ['node dist/keysieve.cjs scan --staged', true],
  ['"$keysieve_command" hook pre-push "$@"', true],
  ['# keysieve hook pre-commit', false],
  ['keysieve git-secrets --pre_commit_hook', false],
  ['echo keysieve', false],
])('a script with %j calls keysieve: %s', (line, expected) => {
  expect(callsKeysieve(`#!/bin/sh\n${line}\n`)).toBe(expected);
});

describe.each(HOOK_NAMES)('%s', (name) => {
  it.each([['#!/bin/sh\nset -e\n'], ['echo first\n'], ['#!/bin/bash\n\n# keysieve\nexit 0'], ['#!/bin/sh\n']])(
    'comes out of %j as it went in',
    (script) => {
      const added = addBlock(script, hookBlock(name, OPTIONS));
      expect(callsKeysieve(added)).toBe(true);
      expect(removeBlock(added)).toBe(script);
    },
  );

  it('leaves nothing of a file of its own, and what somebody added to it', () => {
    expect(removeBlock(hookFile(name, OPTIONS))).toBe('');
    expect(removeBlock(`${hookFile(name, OPTIONS)}npm test\n`)).toMatch(/^#!\/bin\/sh\n.*\nnpm test\n$/);
  });
});
