/** Places as SARIF names them: relative URIs under SRCROOT, positions as they are (both count from 1, end exclusive). */

import type { PathName } from '#model/path-name.ts';
import type { Range } from '#model/position.ts';
import { bytesOfPath } from '#text/path-name.ts';
import type { JsonObject } from './finding-json.ts';

/** What relative URIs are relative to; the consumer knows where the sources are. */
export const SOURCE_ROOT = 'SRCROOT';

/** A `location` with a region. */
export function locationJson(path: PathName, range: Range): JsonObject {
  return { physicalLocation: { artifactLocation: artifactLocationJson(path), region: regionJson(range) } };
}

/** An `artifactLocation`: relative to SRCROOT, or whole where the path is absolute. */
export function artifactLocationJson(path: PathName): JsonObject {
  const encoded = percentEncode(path);
  if (encoded.startsWith('/')) return { uri: `file://${encoded}` };
  if (/^[A-Za-z]:[/\\]/.test(path.text)) return { uri: `file:///${encoded}` };
  return { uri: encoded, uriBaseId: SOURCE_ROOT };
}

function regionJson(range: Range): JsonObject {
  return {
    startLine: range.start.line,
    startColumn: range.start.column,
    endLine: range.end.line,
    endColumn: range.end.column,
  };
}

/** RFC 3986: every byte but the unreserved ones and `/` as `%XX`; so a name's own bytes survive, UTF-8 or not. */
function percentEncode(path: PathName): string {
  return Array.from(bytesOfPath(path), encodeByte).join('');
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9._~/-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
