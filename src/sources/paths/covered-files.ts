/** Which files a scan of files was about: those that it planned, and those that would have been there. */

import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { type PathName, pathKey } from '#model/path-name.ts';
import { bytesOfPath } from '#text/path-name.ts';
import type { PlanEvent } from '../source.ts';
import { type PathsPlanInput, shownName, topFolder } from './plan.ts';

/** Remembers a plan, and answers for it. */
export interface CoveredFiles {
  /** The same plan; names are kept while it goes by. */
  remember(plan: AsyncIterable<PlanEvent>): AsyncIterable<PlanEvent>;
  /**
   * A file that was planned, or that is gone from a folder that was scanned. What is there and was not planned (ignored,
   * say) is not covered. Undefined, which is every file: the whole top folder was scanned.
   */
  covers(path: PathName | undefined): boolean;
}

/** Looks at the disk only for files that were not planned. */
export function createCoveredFiles(input: Pick<PathsPlanInput, 'cwd' | 'paths' | 'repository'>): CoveredFiles {
  const planned = new Set<string>();
  const roots = input.paths.map((path) => shownName(path, resolve(input.cwd, path), input));
  const isWithin = (text: string): boolean =>
    roots.some((root) => root === '' || text === root || text.startsWith(`${root}/`));
  const top = Buffer.from(topFolder(input) + sep);
  return {
    async *remember(plan) {
      for await (const event of plan) {
        if (event.kind === 'unit' && event.unit.kind === 'files')
          for (const { path } of event.unit.files) planned.add(pathKey(path));
        yield event;
      }
    },
    covers(path) {
      if (path === undefined) return roots.includes('');
      if (planned.has(pathKey(path))) return true;
      return isWithin(path.text) && !existsSync(Buffer.concat([top, bytesOfPath(path)]));
    },
  };
}
