/** Brings SMTP passwords of Amazon SES under the secret access key that they were derived from, where both stand in one content. */

import { unescapeBase64 } from '#detect/checks/unescape-base64.ts';
import type { CompiledRules } from '#rules/compile.ts';
import { contentKey, type Place } from './compose.ts';

const PASSWORD = 'aws-ses-smtp-password';
const SECRET = 'aws-secret-access-key';

/** Each pair costs some 150 hashes. */
const MOST_SECRETS = 20;
const MOST_PASSWORDS = 200;

/**
 * A password whose secret stands beside it becomes a part of that leak, with `details.sesRegion`: one key is to be
 * replaced and not two. One that leads a leak of its own stays what it is.
 */
export async function withMailOwners(located: readonly Place[], compiled: CompiledRules): Promise<readonly Place[]> {
  const ofKind = (kind: string): readonly Place[] =>
    located.filter(({ match }) => match.excuse === undefined && compiled.reportedId(match.rule) === kind);
  const passwords = ofKind(PASSWORD).slice(0, MOST_PASSWORDS);
  const secrets = passwords.length === 0 ? [] : ofKind(SECRET);
  if (secrets.length === 0) return located;
  const { sesRegionOf } = await import('./derive-ses-password.ts');
  const owned = new Map<Place, Place>();
  for (const place of passwords) {
    if (located.some((other) => leads(place, other))) continue;
    const near = secrets.filter((secret) => contentKey(secret) === contentKey(place)).slice(0, MOST_SECRETS);
    for (const { match } of near) {
      const region = sesRegionOf(unescapeBase64(match.secret), unescapeBase64(place.match.secret));
      if (region === undefined) continue;
      const { rule, offset, start, end } = match;
      const lead = match.lead ?? { rule, offset, start, end };
      owned.set(place, {
        ...place,
        match: { ...place.match, lead, details: { ...place.match.details, sesRegion: region } },
      });
    }
  }
  return located.map((place) => owned.get(place) ?? place);
}

function leads(place: Place, other: Place): boolean {
  const { lead } = other.match;
  const isSameMatch = lead?.rule === place.match.rule && lead.offset === place.match.offset;
  return isSameMatch && contentKey(other) === contentKey(place);
}
