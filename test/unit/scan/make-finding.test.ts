import { describe, expect, it } from 'vitest';
import type { Provenance } from '#model/provenance.ts';
import type { ReportedFinding } from '#model/report.ts';
import type { Leak, Place } from '#scan/compose.ts';
import { valuesOf } from '#scan/known-values.ts';
import { createFindingMaker } from '#scan/make-finding.ts';
import type { PairedMatch } from '#scan/pair.ts';
import { createSecretRenderer } from '#scan/render-secret.ts';
import { matchIn, placeOf } from '../../support/matches.ts';
import { compiledOf, ruleOf } from '../../support/rule-data.ts';

const [A, B] = ['aaaaAAAAaaaaAAAAaaaa', 'bbbbBBBBbbbbBBBBbbbb'];
const COMPILED = compiledOf([
  ruleOf('r', 'x', { reportAs: 'kind', tags: ['t'], secretBits: 128 }),
  ruleOf('kind', 'y', { title: 'The kind', severity: 'low' }),
  ruleOf('other', 'z'),
]);

const info = { author: `by ${A}`, email: 'a@b.example', date: '2026-01-01T00:00:00Z', subject: `add ${A} and ${B}` };

/** A commit that holds the object of this number. */
const commitOf = (object: string, rest: { readonly inHead?: boolean; readonly commit?: string } = {}): Provenance => ({
  kind: 'commit',
  commit: rest.commit ?? '1'.repeat(40),
  ...info,
  object,
  occurrences: 1,
  inHead: rest.inHead ?? false,
});

const leakOf = (...places: readonly Place[]): Leak => ({ places, members: [], excused: undefined });

/** The finding of a leak in a scan that found `values` and located `places`. */
function make(
  leak: Leak,
  places: readonly Place[] = leak.places,
  values: readonly string[] = [A, B],
): Promise<ReportedFinding> {
  const renderer = createSecretRenderer({ reveal: false, shownCharacters: 4 }, values);
  return createFindingMaker(COMPILED, renderer, places)(leak);
}

describe('a finding', () => {
  it('says everything of one place', async () => {
    const match = matchIn(`one\nkey = ${A};`, A, { details: { account: '1' } });
    expect(await make(leakOf(placeOf(match)))).toEqual({
      rule: 'kind',
      title: 'The kind',
      severity: 'high',
      path: { text: 'a.txt' },
      start: { line: 2, column: 7 },
      end: { line: 2, column: 27 },
      secret: 'aaaa…',
      fingerprint: expect.stringMatching(/^v1:[0-9a-f]{32}$/),
      provenance: { kind: 'file' },
      related: [],
      details: { account: '1' },
      tags: ['t'],
      advice: 'Advice for r',
      line: { text: 'key = aaaa…;', from: 6, to: 11, cutBefore: false, cutAfter: false },
    });
  });

  it('says what was decoded to find it, and shows nothing of how it is written', async () => {
    const encoded = Buffer.from(`user:${A}`).toString('base64');
    const written = matchIn(`key = ${encoded};`, encoded, { decodings: ['base64'], encoded });
    const match = { ...written, secret: A, matched: A };
    expect(await make(leakOf(placeOf(match)), undefined, [...valuesOf([match])])).toMatchObject({
      secret: 'aaaa…',
      decodings: ['base64'],
      start: { line: 1, column: 7 },
      end: { line: 1, column: 7 + encoded.length },
      line: { text: `key = ${encoded.slice(0, 4)}…;`, from: 6, to: 11 },
    });
  });

  it('of text as it stands says nothing of decoding', async () => {
    expect(await make(leakOf(placeOf(matchIn(A, A))))).not.toHaveProperty('decodings');
  });

  it('has expired in all places when one of them says so', async () => {
    const match = matchIn(A, A, {});
    const expired = {
      ...match,
      severity: 'info',
      details: { expires: '2026-01-01T00:00:00Z', expired: 'yes' },
    } as const;
    const finding = await make(leakOf(placeOf({ ...match, severity: 'critical' }), placeOf(expired)));
    expect([finding.severity, finding.details]).toEqual(['info', expired.details]);
  });

  it('has the strongest severity of all places', async () => {
    const match = matchIn(A, A);
    const places = (['low', 'critical', 'info'] as const).map((severity) => placeOf({ ...match, severity }));
    expect((await make(leakOf(...places))).severity).toBe('critical');
  });

  it('stands at the place of the lowest rank, then of the first line and column', async () => {
    const text = `${A}\n ${A} ${B}`;
    const place = (line: number, column: number, rank: number, object: string): Place =>
      placeOf({ ...matchIn(text, A), start: { line, column } }, { rank, provenance: commitOf(object) });
    const places = [place(1, 1, 2, 'c'), place(9, 2, 1, 'a'), place(9, 1, 1, 'b'), place(10, 1, 1, 'd')];
    const finding = await make(leakOf(...places));
    expect(finding.start).toEqual({ line: 9, column: 1 });
    expect(finding.provenance).toMatchObject({ object: 'b' });
  });

  it('counts the objects that hold it, each once, and is in HEAD when one is', async () => {
    const match = matchIn(A, A);
    const places = ['x', 'y', 'x'].map((object, at) =>
      placeOf(match, { rank: at, provenance: commitOf(object, { inHead: object === 'y' }) }),
    );
    expect((await make(leakOf(...places))).provenance).toMatchObject({ object: 'x', occurrences: 2, inHead: true });
  });

  it('has no line where a rule on paths found it', async () => {
    const { regex: _, ...rest } = ruleOf('path-rule', '');
    const compiled = compiledOf([rest]);
    const match: PairedMatch = { ...matchIn('x', 'x'), rule: 'path-rule', secret: '' };
    const renderer = createSecretRenderer({ reveal: false, shownCharacters: 4 }, ['']);
    const finding = await createFindingMaker(compiled, renderer, [])(leakOf(placeOf(match)));
    expect(finding).not.toHaveProperty('line');
  });

  it('of a rule that nobody knows any more is still a finding', async () => {
    const match = matchIn(A, A, { rule: 'gone' });
    expect(await make(leakOf(placeOf(match)))).toMatchObject({ rule: 'gone', title: 'gone', advice: '', tags: [] });
  });
});

describe('redaction', () => {
  it('reaches into subject, author and address', async () => {
    const provenance = { ...commitOf('x'), email: `${B}@b.example` } as Provenance;
    const finding = await make(leakOf(placeOf(matchIn(A, A), { provenance })));
    expect(finding.provenance).toMatchObject({
      author: 'by aaaa…',
      email: 'bbbb…@b.example',
      subject: 'add aaaa… and bbbb…',
    });
  });

  it('reaches into the name of a tag', async () => {
    const provenance: Provenance = { kind: 'tag-message', tag: `v-${B}`, object: 'x', occurrences: 1, inHead: false };
    const finding = await make(leakOf(placeOf(matchIn(A, A), { provenance })));
    expect(finding.provenance).toMatchObject({ tag: 'v-bbbb…' });
  });

  it('reaches into paths, whose bytes would tell', async () => {
    const path = { text: `dir/${B}\\xe9`, bytes: Buffer.from(`dir/${B}\xe9`, 'latin1') };
    const finding = await make(leakOf(placeOf(matchIn(A, A), { path })));
    expect(finding.path).toEqual({ text: 'dir/bbbb…\\xe9' });
  });

  it('leaves a path without a secret as it is', async () => {
    const path = { text: 'caf\\xe9', bytes: Buffer.from('caf\xe9', 'latin1') };
    expect((await make(leakOf(placeOf(matchIn(A, A), { path })))).path).toEqual(path);
  });

  it('reaches all secrets on the line, short ones of other findings too', async () => {
    const text = `pw=s3cr user=${B} key=${A}`;
    const [own, short] = [placeOf(matchIn(text, A)), placeOf(matchIn(text, 's3cr', { rule: 'other' }))];
    const finding = await make(leakOf(own), [own, short]);
    expect(finding.line?.text).toBe('pw=s… user=bbbb… key=aaaa…');
  });

  it('takes no hints from other contents: what is short is hidden where it was found', async () => {
    const own = placeOf(matchIn(`pw=s3cr key=${A}`, A));
    const elsewhere = placeOf(matchIn('pw=s3cr', 's3cr', { rule: 'other' }), { path: { text: 'b.txt' } });
    expect((await make(leakOf(own), [own, elsewhere])).line?.text).toBe('pw=s3cr key=aaaa…');
  });

  it('keeps the fingerprint that the whole path gives', async () => {
    const place = (path: string) => placeOf(matchIn(A, A), { path: { text: path } });
    const [one, two] = [await make(leakOf(place(`x/${A}`))), await make(leakOf(place(`x/${B}`)))];
    expect(one.fingerprint).not.toBe(two.fingerprint);
  });
});

describe('related places', () => {
  it('are members of the first content that has any, then repetitions', async () => {
    const text = `${A}\n${B}\n${A}`;
    const at = (object: string) => ({ provenance: commitOf(object) });
    const again = { ...matchIn(text, A), start: { line: 3, column: 1 }, end: { line: 3, column: 21 }, offset: 42 };
    const places = [placeOf(matchIn(text, A), at('x')), placeOf(again, at('x')), placeOf(again, at('y'))];
    const member = matchIn(text, B, { rule: 'other' });
    const members = [placeOf(member, at('y')), placeOf(member, at('x'))];
    const { related } = await make({ places, members, excused: undefined }, [...places, ...members]);
    expect(related.map(({ rule, start }) => `${rule} ${start.line}:${start.column}`)).toEqual([
      'other 2:1',
      'kind 3:1',
    ]);
  });

  it('are at most twenty repetitions', async () => {
    const places = Array.from({ length: 50 }, (_, at) =>
      placeOf({ ...matchIn(A, A), start: { line: at + 1, column: 1 }, end: { line: at + 1, column: 21 } }),
    );
    expect((await make(leakOf(...places))).related).toHaveLength(20);
  });

  it('name a redacted path', async () => {
    const path = { text: `x/${B}` };
    const places = [1, 2].map((line) => placeOf({ ...matchIn(A, A), start: { line, column: 1 } }, { path }));
    expect((await make(leakOf(...places))).related.map((one) => one.path.text)).toEqual(['x/bbbb…']);
  });
});

it('makes a finding of twenty thousand places in one content, and of as many members, in seconds', async () => {
  const places = Array.from({ length: 20_000 }, (_, at) =>
    placeOf({
      ...matchIn(A, A),
      offset: at * 50,
      start: { line: at + 1, column: 1 },
      end: { line: at + 1, column: 21 },
    }),
  );
  const members = places.map((place) => ({ ...place, path: { text: 'elsewhere' } }));
  const started = performance.now();
  await make({ places, members, excused: undefined }, [...places, ...members]);
  expect(performance.now() - started).toBeLessThan(20_000);
}, 30_000);
