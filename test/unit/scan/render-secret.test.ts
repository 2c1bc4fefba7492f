import { describe, expect, it } from 'vitest';
import { Secret } from '#model/secret.ts';
import { valuesOf } from '#scan/known-values.ts';
import type { PairedMatch } from '#scan/pair.ts';
import { createSecretRenderer } from '#scan/render-secret.ts';
import { matchIn } from '../../support/matches.ts';

const REDACTED = { reveal: false, shownCharacters: 4 };
const REVEALED = { reveal: true, shownCharacters: 4 };

/** The shown line of the first secret with all as neighbours; `[` and `]` stand around the mark. */
function shown(
  text: string,
  secrets: readonly string[],
  rest: { readonly shownCharacters?: number; readonly reveal?: boolean } = {},
) {
  const matches = secrets.map((secret) => matchIn(text, secret));
  const renderer = createSecretRenderer({ ...REDACTED, ...rest }, secrets);
  const line = renderer.line(matches[0] as PairedMatch, matches);
  return `${line.text.slice(0, line.from)}[${line.text.slice(line.from, line.to)}]${line.text.slice(line.to)}`;
}

describe('secret', () => {
  it.each([
    ['keeps four characters', 4, 'abcdefghijklmnopqrst', 'abcd…'],
    ['keeps a quarter of a short one', 4, 'abcdefgh', 'ab…'],
    ['keeps nothing of a very short one', 4, 'abc', '…'],
    ['keeps as many as asked for, up to a quarter', 100, 'abcdefghijklmnopqrst', 'abcde…'],
    ['keeps nothing when asked', 0, 'abcdefghijklmnopqrst', '…'],
  ])('%s', (_, shownCharacters, value, expected) => {
    expect(createSecretRenderer({ reveal: false, shownCharacters }, []).secret(new Secret(value))).toBe(expected);
  });

  it('is whole with --reveal', () => {
    expect(createSecretRenderer(REVEALED, []).secret(new Secret('abcdef'))).toBe('abcdef');
  });
});

describe('scrub', () => {
  const values = ['secret-value-one', 'value-one-and-more', 'abcde', 'abcdef'];
  const { scrub } = createSecretRenderer(REDACTED, values);

  it.each([
    ['a text without any', 'hello', 'hello'],
    ['an empty text', '', ''],
    ['a value', 'x secret-value-one y', 'x secr… y'],
    ['a value twice', 'abcdef,abcdef', 'a…,a…'],
    ['values that overlap, as one', 'x secret-value-one-and-more y', 'x secr… y'],
    ['a value that is too short to look for', 'abcde', 'abcde'],
    ['other case: not', 'ABCDEF', 'ABCDEF'],
  ])('%s', (_, text, expected) => expect(scrub(text)).toBe(expected));

  it('leaves all as it is with --reveal', () => {
    expect(createSecretRenderer(REVEALED, values).scrub('abcdef')).toBe('abcdef');
  });
});

describe('line', () => {
  const [A, B] = ['aaaaAAAAaaaaAAAAaaaa', 'bbbbBBBBbbbbBBBBbbbb'];

  it.each<[string, string, readonly string[], string]>([
    ['the secret', `key = ${A};`, [A], 'key = [aaaa…];'],
    ['a secret at the start', `${A} x`, [A], '[aaaa…] x'],
    ['a secret at the end', `x ${A}`, [A], 'x [aaaa…]'],
    ['a line that is the secret', A, [A], '[aaaa…]'],
    ['two secrets', `${B} and ${A}`, [A, B], 'bbbb… and [aaaa…]'],
    ['two secrets that touch', `${A}${B}`, [A, B], '[aaaa…]bbbb…'],
    ['two secrets that overlap, as one', 'xabcdefghijklmnopqrst', ['cdefghijklmnopqrst', 'abcdefghijkl'], 'x[abc…]'],
    ['a secret inside of another', 'x abcdefghijklmnopqrst', ['efghijkl', 'abcdefghijklmnopqrst'], 'x [abcd…]'],
    [
      'no more than of the shorter of two that begin alike',
      'x abcdefghijklmnopqrst',
      ['abcdefghijklmnopqrst', 'abcdefgh'],
      'x [ab…]',
    ],
    ['a known secret that stands there again', `${A} ${A}`, [A], '[aaaa…] aaaa…'],
    ['a short secret that stands there again', 'pw pw', ['pw'], '[…] pw'],
    ['only this line of several', `one\n${A}\nthree`, [A], '[aaaa…]'],
    ['the part of a secret that goes on below', 'x aaaa\nbbbb y', ['aaaa\nbbbb'], 'x [a…]'],
    ['nothing of a secret that began above', 'aaaa\nbbbb SECOND-SECRET', ['SECOND-SECRET', 'aaaa\nbbbb'], '… [SEC…]'],
    [
      'nothing of a secret that goes through',
      'aaaa\nSECOND-SECRET\nbbbb',
      ['SECOND-SECRET', 'aaaa\nSECOND-SECRET\nbbbb'],
      '[…]',
    ],
  ])('shows %s', (_, text, secrets, expected) => expect(shown(text, secrets)).toBe(expected));

  it('never shows more of a secret than --redact allows, whatever overlaps it', () => {
    const long = `abcdefgh${'x'.repeat(92)}`;
    expect(shown(long, [long, 'abcdefgh'], { shownCharacters: 20 })).toBe('[ab…]');
  });

  it('marks the secret alone with --reveal, whatever overlaps it', () => {
    expect(shown('x abcdefghijkl y', ['efgh', 'abcdefghijkl'], { reveal: true })).toBe('x abcd[efgh]ijkl y');
  });

  it('hides what is written of a decoded secret, wherever it stands', () => {
    const encoded = Buffer.from(A).toString('base64');
    const match = {
      ...matchIn(`a: ${encoded} # ${encoded} ${A}`, encoded, { encoded, decodings: ['base64'] }),
      secret: A,
    };
    const renderer = createSecretRenderer(REDACTED, valuesOf([match]));
    expect(renderer.line(match, [match]).text).toBe('a: YWFh… # YWFh… aaaa…');
    expect(renderer.scrub(`see ${encoded}`)).toBe('see YWFh…');
  });

  it('hides each line of a secret that is written over lines', () => {
    const encoded = `${'QUFB'.repeat(16)}\r\n> ${'QkJC'.repeat(4)}`;
    const match = { ...matchIn(`> ${encoded}\n`, encoded, { encoded, decodings: ['base64'] }), secret: A };
    const renderer = createSecretRenderer(REDACTED, valuesOf([match]));
    expect(renderer.line(match, [match]).text).toBe('> QUFB…');
    expect(renderer.scrub(`> ${'QkJC'.repeat(4)}`)).toBe('> QkJC…');
  });

  it('hides two secrets that share an encoded character as one', () => {
    const text = Buffer.from(`${A}x${B}`).toString('base64');
    const [first, second] = [text.slice(0, 27), text.slice(28)];
    const [one, other] = [first, second].map((part) =>
      matchIn(`k: ${text};`, part, { encoded: part, decodings: ['base64'] }),
    );
    if (one === undefined || other === undefined) throw new Error('both are there');
    const overlapping = { ...other, start: { line: 1, column: other.start.column - 2 } };
    const renderer = createSecretRenderer(REDACTED, valuesOf([one, other]));
    expect(renderer.line(one, [one, overlapping]).text).toBe('k: YWFh…;');
  });

  it('shows a decoded secret as it is written with --reveal', () => {
    const encoded = Buffer.from(A).toString('base64');
    const match = { ...matchIn(`a: ${encoded}`, encoded, { encoded, decodings: ['base64'] }), secret: A };
    const line = createSecretRenderer(REVEALED, valuesOf([match])).line(match, [match]);
    expect(line.text.slice(line.from, line.to)).toBe(encoded);
  });

  it('hides a secret on the line that is no finding here, being old or excused', () => {
    const renderer = createSecretRenderer(REDACTED, [A, B]);
    const match = matchIn(`${B} ${A}`, A);
    expect(renderer.line(match, [match]).text).toBe('bbbb… aaaa…');
  });

  it('shows sixty characters before and after, and says that there is more', () => {
    const [before, after] = ['b'.repeat(100), 'a'.repeat(100)];
    const match = matchIn(`${before}<${A}>${after}`, A);
    const line = createSecretRenderer(REDACTED, [A]).line(match, [match]);
    expect(line).toEqual({
      text: `${'b'.repeat(59)}<aaaa…>${'a'.repeat(59)}`,
      from: 60,
      to: 65,
      cutBefore: true,
      cutAfter: true,
    });
  });

  it('says that there is more before an excerpt that was cut', () => {
    const match = matchIn(`${A} x`, A);
    const cut = { ...match, start: { line: 1, column: 501 }, end: { line: 1, column: 521 } };
    const excerpt = { text: `${A} x`, column: 501, comments: [] };
    const line = createSecretRenderer(REDACTED, [A]).line({ ...cut, excerpt }, []);
    expect(line).toMatchObject({ text: 'aaaa… x', cutBefore: true, cutAfter: false });
  });

  it.each([
    ['before', `${'😀'.repeat(40)}x`, ''],
    ['after', '', `x${'😀'.repeat(40)}`],
    ['both', `${'😀'.repeat(40)}xy`, `${'😀'.repeat(40)}`],
  ])('cuts no character in two: %s', (_, before, after) => {
    const match = matchIn(`${before}${A}${after}`, A);
    for (const redaction of [REDACTED, REVEALED]) {
      const line = createSecretRenderer(redaction, [A]).line(match, [match]);
      expect(Buffer.from(line.text).toString()).toBe(line.text);
      expect(line.text.slice(line.from, line.to)).toBe(redaction.reveal ? A : 'aaaa…');
    }
  });
});

it('renders five thousand findings with twenty thousand values in a few seconds', () => {
  const values = Array.from({ length: 20_000 }, (_, at) => `AKIB${at.toString().padStart(16, '0')}`);
  const started = performance.now();
  const renderer = createSecretRenderer(REDACTED, values);
  for (let at = 0; at < 5000; at++) {
    const secret = values[at * 4] ?? '';
    const match = matchIn(`${'x'.repeat(2000)} ${secret} ${'y'.repeat(2000)}`, secret);
    expect(renderer.line(match, [match]).text).toContain('AKIB…');
  }
  expect(performance.now() - started).toBeLessThan(25_000);
}, 30_000);
