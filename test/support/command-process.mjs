/**
 * The process that runs the built command for `command-process.ts`. Each run evaluates `dist/command.cjs` anew, so that nothing is left of the run before, with a stand-in for `process`.
 */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { Script } from 'node:vm';

const [, , file] = process.argv;
const PARAMETERS = 'exports, require, module, __filename, __dirname, importPackage, process';
const evaluate = new Script(`(function (${PARAMETERS}) {${readFileSync(file, 'latin1')}\n})`, {
  filename: file,
}).runInThisContext();
const require = createRequire(file);

/** The run that an error belongs to which nobody caught. */
let current;
process.on('uncaughtException', (error) => current?.crash(error));

process.on('message', async (request) => process.send(await run(request)));
process.on('disconnect', () => process.exit());

function run({ args, cwd, env, input }) {
  const [stdout, stderr] = [collector(), collector()];
  return new Promise((resolve) => {
    const end = (status) => resolve({ status, signal: null, stdout: stdout.text(), stderr: stderr.text() });
    current = standIn(
      { args, cwd, env, stdin: Readable.from([Buffer.from(input)]), stdout: stdout.stream, stderr: stderr.stream },
      end,
    );
    evaluate({}, require, { exports: {} }, file, dirname(file), (name) => import(name), current.process);
  });
}

/** `main.ts` sets the status twice: to that of a failure at first, and when the run has come to its end. */
function standIn({ args, cwd, env, stdin, stdout, stderr }, end) {
  let [onCrash, timesSet] = [() => {}, 0];
  const own = {
    argv: [process.execPath, file, ...args],
    env,
    stdin,
    stdout,
    stderr,
    cwd() {
      if (!existsSync(cwd)) throw new Error('ENOENT: process.cwd failed');
      return cwd;
    },
    on(event, listener) {
      if (event === 'uncaughtException') onCrash = listener;
      return own;
    },
    off: () => own,
    get exitCode() {
      return undefined;
    },
    set exitCode(status) {
      timesSet += 1;
      if (timesSet === 2) end(status);
    },
  };
  return { process: Object.setPrototypeOf(own, process), crash: (error) => onCrash(error) };
}

function collector() {
  const parts = [];
  const stream = new Writable({
    write(part, _encoding, done) {
      parts.push(part);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(parts).toString('utf8') };
}
