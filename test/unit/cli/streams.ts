/** Streams for a run without a process: what is written is kept. */

import { Readable, Writable } from 'node:stream';
import type { Streams } from '#cli/streams.ts';

/** A stream that keeps its text. */
export class Kept extends Writable {
  text = '';

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}

/** Fails every write as the operating system would. */
export class Failing extends Writable {
  readonly code: string;
  writes = 0;

  constructor(code: string) {
    super();
    this.code = code;
  }

  override _write(_: Buffer, __: BufferEncoding, done: (error: Error) => void): void {
    this.writes++;
    done(Object.assign(new Error(`write ${this.code}`), { code: this.code }));
  }
}

export interface KeptStreams extends Streams {
  readonly stdout: Kept;
  readonly stderr: Kept;
}

export function keptStreams(fields: Partial<Streams> = {}): KeptStreams {
  return {
    stdin: Readable.from([]),
    stdoutIsTty: false,
    stderrIsTty: false,
    columns: undefined,
    env: {},
    cwd: '/project',
    onInterrupt() {},
    ...fields,
    stdout: new Kept(),
    stderr: new Kept(),
  };
}
