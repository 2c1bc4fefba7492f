#!/usr/bin/env node
/**
 * Starts the command with V8's code cache, which saves most of the time that compiling it takes. A cache of another
 * version of V8 is refused by V8 itself, and the command is then compiled as ever.
 */

'use strict';

const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const file = join(__dirname, 'command.cjs');
// What reads a configuration makes the cache a third larger, and every start longer.
const isConfigured = ['keysieve.toml', '.keysieve.toml', '.gitleaks.toml'].some((name) => existsSync(name));
const cache = join(__dirname, isConfigured ? 'configured.cache' : 'command.cache');
const parameters = 'exports, require, module, __filename, __dirname, importPackage';
// The build sees to it that it is ASCII, which is read faster so.
const script = new Script(`(function (${parameters}) {${readFileSync(file, 'latin1')}\n})`, {
  filename: file,
  cachedData: existsSync(cache) ? readFileSync(cache) : undefined,
});
// What was compiled with a cache has no way of its own to import: on Node 20 it would be refused.
script.runInThisContext()(exports, require, module, file, __dirname, (name) => import(name));

// The build asks for the cache once everything that a hook runs has been compiled.
module.exports = script;
