import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { createForEachDecoded } from '#detect/containers/for-each-decoded.ts';
import type { FindMarks } from '#detect/marks/mark-list.ts';
import { createMarkTwin } from '#detect/marks/twin.ts';
import { decodedIn } from '../../../support/decoded.ts';
import { accessKeyId, credentialsFile, secretKey } from '../../../support/keys.ts';

const ID = accessKeyId();
const SECRET = secretKey();
const FILE = credentialsFile();

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const wrapped = (text: string, width: number, between: string): string =>
  Array.from({ length: Math.ceil(text.length / width) }, (_, at) => text.slice(at * width, (at + 1) * width)).join(
    between,
  );
const each = (text: string, written: (code: number) => string): string =>
  Array.from(text, (character) => written(character.codePointAt(0) ?? 0)).join('');
const digits = (code: number, count: number, base = 16): string => code.toString(base).padStart(count, '0');

/** Text, lead and decodings of everything that is found. */
function found(content: string | Uint8Array): readonly string[] {
  return decodedIn(content).map(({ text, lead, decodings }) => `${decodings.join('+')}: ${lead}|${text}`);
}

describe('base64', () => {
  it.each<[string, string, readonly string[]]>([
    ['with padding', `k: ${base64(FILE)}`, [`base64: k: |${FILE}`]],
    ['without', `k: ${base64(FILE).replaceAll('=', '')}`, [`base64: k: |${FILE}`]],
    ['in the alphabet of URLs', `k: ${base64url(`${FILE}ÿÿ???`)}`, [`base64url: k: |${FILE}ÿÿ???`]],
    ['alone', base64(FILE), [`base64: |${FILE}`]],
    ['in quotes', `{"a": "${base64(FILE)}"}`, [`base64: {"a": "|${FILE}`]],
    ['behind a path', `x path/${base64(FILE)}`, [`base64: x |${FILE}`]],
    ['behind a dash', `key-${base64(FILE)}`, [`base64: |${FILE}`]],
    ['behind names with dashes', `a-long-name-with_other_things/${base64(FILE)}`, [`base64: |${FILE}`]],
    ['before a path', `${base64(ID.repeat(3))}/path/to/something`, [`base64: |${ID.repeat(3)}`]],
    ['before a dash', `${base64(`${ID}:4`)}-v2`, [`base64: |${ID}:4`]],
    [
      'twice in a run',
      `${base64(ID.repeat(3))}-${base64(`x${ID}.`)}`,
      [`base64: |${ID.repeat(3)}`, `base64: |x${ID}.`],
    ],
    ['behind an escape', `"\\n${base64(FILE)}"`, [`base64: "\\|${FILE}`]],
    ['behind an encoded character', `a%0A${base64(FILE)}`, [`base64: a%|${FILE}`]],
    ['over lines of 76', wrapped(base64(FILE), 76, '\r\n'), [`base64: |${FILE}`]],
    ['over lines of 64', `-----\n${wrapped(base64(FILE), 64, '\n')}\n-----`, [`base64: |${FILE}`]],
    ['over lines of 75', wrapped(base64(FILE), 75, '\n'), [`base64: |${FILE}`]],
    ['in a block of YAML', `a: |\n    ${wrapped(base64(FILE), 60, '\n    ')}\nb: c\n`, [`base64:     |${FILE}`]],
    ['in a quotation', `> ${wrapped(base64(FILE), 72, '\n> ')}\n`, [`base64: > |${FILE}`]],
    [
      'up to lines that are no text',
      `${wrapped(base64(ID.repeat(6)), 60, '\n')}\n${'/'.repeat(60)}\n`,
      [`base64: |${ID.repeat(6)}`],
    ],
    ['before a line that is a word', `${base64(ID.repeat(3))}\nword\n`, [`base64: |${ID.repeat(3)}`]],
    [
      'on lines that are values of their own',
      `${base64(`${ID}x`)}\n${base64(`${ID}y`)}`,
      [`base64: |${ID}x`, `base64: |${ID}y`],
    ],
    ['of other scripts', base64(`пароль: ${ID} 漢字 😀`), [`base64: |пароль: ${ID} 漢字 😀`]],
    [
      'of characters that lines cut',
      wrapped(base64(`${'é漢😀'.repeat(20)}${ID}`), 64, '\n'),
      [`base64: |${'é漢😀'.repeat(20)}${ID}`],
    ],
    [
      'several on a line, each with the text before it',
      `a: ${base64(ID)}, b: ${base64(SECRET)}`,
      [`base64: a: |${ID}`, `base64: =, b: |${SECRET}`],
    ],
  ])('is found %s', (_, content, expected) => expect(found(content)).toEqual(expected));

  it.each(['utf16le', 'utf16be'] as const)('is read as %s', (encoding) => {
    const utf16 = Buffer.from(`$k = "${ID}" é 漢\r\n`, 'utf16le');
    const content = `powershell -e ${(encoding === 'utf16le' ? utf16 : utf16.swap16()).toString('base64')}`;
    const name = encoding.replace('utf16', 'utf-16');
    expect(found(content)).toEqual([`base64+${name}: powershell -e |$k = "${ID}" é 漢\r\n`]);
    expect(Buffer.from(decodedIn(content)[0]?.encoded(ID) ?? '', 'base64').length).toBeGreaterThanOrEqual(40);
  });

  it.each<[string, string]>([
    ['names', 'some_long_identifier_name_here thisIsAnotherLongIdentifierName SCREAMING_NAME_OF_A_CONSTANT'],
    ['paths', '/usr/lib/x86_64-linux-gnu/some/library/path src/detect/containers/encoded-run'],
    ['hashes', 'd41d8cd98f00b204e9800998ecf8427e da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['lines of dashes', `${'-'.repeat(70)} ${'/'.repeat(70)} ${'_'.repeat(30)}`],
    ['binary data', Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 97) % 256)).toString('base64')],
    ['binary data that begins with text', Buffer.concat([Buffer.from(FILE), Buffer.alloc(9, 1)]).toString('base64')],
    ['a text of fewer than sixteen bytes', base64('fifteen letters')],
  ])('is not found in %s', (_, content) => expect(found(content)).toEqual([]));
});

describe('hex', () => {
  it.each<[string, string, readonly string[]]>([
    ['in small letters', `k=${hex(FILE)}`, [`hex: k=|${FILE}`]],
    ['in capitals', `k=${hex(FILE).toUpperCase()};`, [`hex: k=|${FILE}`]],
    ['with 0x', `k=0x${hex(FILE)}`, [`hex: k=|${FILE}`]],
    ['in quotes of SQL', `X'${hex(FILE)}'`, [`hex: X'|${FILE}`]],
    ['behind a name', `id-${hex(FILE)}/x`, [`hex: |${FILE}`]],
    ['of UTF-16', `k=${Buffer.from(FILE, 'utf16le').toString('hex')}`, [`hex+utf-16le: k=|${FILE}`]],
  ])('is found %s', (_, content, expected) => expect(found(content)).toEqual(expected));

  it.each<[string, string]>([
    ['an odd number of digits', `${hex(FILE)}4`],
    ['digits in a longer word', `${hex(FILE)}xyz`],
    ['fewer than thirty-two digits', hex('fifteen letters')],
  ])('is not found in %s', (_, content) => expect(found(content)).toEqual([]));
});

describe('percent encoding', () => {
  it.each<[string, string, readonly string[]]>([
    ['of quotes around a value', `aws_secret%3D%22${ID}%22`, [`percent: |aws_secret="${ID}"`]],
    ['of every character', `Q1=${each(ID, (code) => `%${digits(code, 2)}`)}`, [`percent: |Q1=${ID}`]],
    ['of one character in a value', `k: ${ID}%2F${ID}`, [`percent: |k: ${ID}/${ID}`]],
    ['of other scripts', `q=%C3%A9%20${ID}%20x`, [`percent: |q=é ${ID} x`]],
    ['on one line of several', `one\nx%22${ID}%22\r\nthree`, [`percent: |x"${ID}"`]],
    ['and leaves what is no text', `%00x%22${ID}%22%0`, [`percent: |%00x"${ID}"%0`]],
  ])('is found %s', (_, content, expected) => expect(found(content)).toEqual(expected));

  it.each<[string, string]>([
    ['formats of numbers', 'printf("%02x:%02x:%02x a_long_word_in_text %08lx", a)'],
    ['one blank', 'https://example.org/search?q=some%20words'],
    ['words too short to hold a secret', 'a%20few%20short%20words'],
  ])('is not found in %s', (_, content) => expect(found(content)).toEqual([]));
});

describe('escapes', () => {
  it.each<[string, string, readonly string[]]>([
    ['of JSON in a string', `"{\\"secret\\":\\"${ID}\\"}"`, [`escape: |"{"secret":"${ID}"}"`]],
    ['of slashes', `{"secret": "${SECRET}\\/x"}`, [`escape: |{"secret": "${SECRET}/x"}`]],
    ['of lines', `"a\\n${ID}\\n"`, [`escape: |"a\n${ID}\n"`]],
    ['by code unit', `"${each(ID, (code) => `\\u${digits(code, 4)}`)}"`, [`escape: |"${ID}"`]],
    ['by code point', `"${each(ID, (code) => `\\u{${digits(code, 1)}}`)}"`, [`escape: |"${ID}"`]],
    ['by long code point', `"${each(ID, (code) => `\\U${digits(code, 8)}`)}"`, [`escape: |"${ID}"`]],
    ['by byte', `"${each(ID, (code) => `\\x${digits(code, 2)}`)}"`, [`escape: |"${ID}"`]],
    ['in octal', `"${each(ID, (code) => `\\${digits(code, 3, 8)}`)}"`, [`escape: |"${ID}"`]],
    ['of characters of two units', `"\\ud83d\\ude00\\"${ID}\\""`, [`escape: |"😀"${ID}""`]],
    ['and leaves what is no text', `"\\0\\b\\d\\ud83d\\"${ID}\\""`, [`escape: |"\\0\\b\\d\\ud83d"${ID}""`]],
    ['in a file of Latin-1', `é \\"${ID}\\"`, [`escape: |é "${ID}"`]],
  ])('are found %s', (_, content, expected) => expect(found(content)).toEqual(expected));

  it.each<[string, string]>([
    ['one line end behind a long word', 'printf("a_very_long_word_at_the_end\\n");'],
    ['messages of short words', 'printf("usage: %s [-h]\\n\\t-h  help\\n");'],
    ['long words that no escape touches', '"\\t-h print_the_configuration it\\n"'],
    ['paths of Windows', 'C:\\data\\group\\sub\\directory_of_many_things'],
    ['regular expressions', '/^\\s*[\\w.]+\\d{2}\\(a_very_long_word_in_it\\)$/'],
  ])('are not found in %s', (_, content) => expect(found(content)).toEqual([]));
});

describe('entities', () => {
  it.each<[string, string, readonly string[]]>([
    ['of quotes', `<a b=&quot;${ID}&quot;>`, [`entity: |<a b="${ID}">`]],
    ['by number', `<a>${each(ID, (code) => `&#${code};`)}</a>`, [`entity: |<a>${ID}</a>`]],
    ['by hex number', `<a>${each(ID, (code) => `&#X${digits(code, 2)};`)}</a>`, [`entity: |<a>${ID}</a>`]],
    ['of one character in a value', `<a>${ID}&sol;${ID}</a>`, [`entity: |<a>${ID}/${ID}</a>`]],
    [
      'and leaves what nobody knows',
      `&nosuch;&#0;&#x110000;&quot;${ID}&quot;`,
      [`entity: |&nosuch;&#0;&#x110000;"${ID}"`],
    ],
  ])('are found %s', (_, content, expected) => expect(found(content)).toEqual(expected));

  it.each<[string, string]>([
    ['addresses of C', 'call_it(&amplitude_of_the_signal, &lt, &some_structure_member);'],
    ['one ampersand', '<a href="?a=1&amp;b=2">a_link_with_a_long_name</a>'],
  ])('are not found in %s', (_, content) => expect(found(content)).toEqual([]));
});

describe('what is encoded twice', () => {
  it.each<[string, string, string]>([
    ['base64 in base64', base64(`{"auth":"${base64(`${ID}:${SECRET}`)}"}`), 'base64+base64'],
    ['base64 in a string', `"{\\"a\\":\\"${base64(`${ID}:${SECRET}`)}\\"}"`, 'escape+base64'],
    [
      'base64 with escaped slashes',
      `"${base64(`???${ID}~~~${SECRET}???>>>`).replaceAll('/', '\\/')}"`,
      'escape+base64',
    ],
    ['JSON in JSON in a string', `"{\\"a\\":\\"{\\\\\\"k\\\\\\":\\\\\\"${ID}\\\\\\"}\\"}"`, 'escape+escape'],
    ['percent encoding of percent encoding', `k%253D%2522${ID}%2522`, 'percent+percent'],
    ['hex of base64', hex(`k: ${base64(ID)}`), 'hex+base64'],
    ['entities in base64', base64(`<a b=&quot;${ID}&quot;>`), 'base64+entity'],
  ])('is found: %s', (_, content, decodings) => {
    const twice = decodedIn(content).filter((one) => one.decodings.join('+') === decodings);
    expect(twice.map(({ text }) => text)).toEqual([expect.stringContaining(ID)]);
  });

  it('is not decoded a third time', () => {
    const all = decodedIn(base64(base64(base64(`k: ${ID}`))));
    expect(all.map(({ decodings }) => decodings.length)).toEqual([1, 2]);
  });

  it('is not what stands in front of encoded text', () => {
    const all = found(`a: ${base64(`${ID}\n`).replace(/=+$/, '')} b: ${hex(`${SECRET}\n`)}`);
    expect(all).toEqual([`base64: a: |${ID}\n`, `hex:  b: |${SECRET}\n`]);
  });
});

describe('a span', () => {
  it.each<[string, string, string, string]>([
    ['of base64 shares characters with its neighbours', base64(`a${ID}`), ID, base64(`a${ID}`).slice(1)],
    [
      'of base64 over lines holds the line end',
      wrapped(base64(`${'x'.repeat(40)}${ID}`), 64, '\n  '),
      ID,
      wrapped(base64(`${'x'.repeat(40)}${ID}`), 64, '\n  ')
        .slice(53)
        .replace(/=+$/, ''),
    ],
    ['of hex', `k=${hex(`x ${ID} more text`)}`, ID, hex(ID)],
    ['of what has no escape in it', `"{\\"k\\":\\"${ID}\\"}"`, ID, ID],
    ['of what has escapes in it', `"a\\/${SECRET}\\/b"`, `a/${SECRET}/b`, `a\\/${SECRET}\\/b`],
    ['of a character of several bytes', `"\\ud83d\\ude00\\"${ID}\\""`, '😀', '\\ud83d\\ude00'],
    ['of text that is encoded twice', `k%253D%2522${ID}%2522`, `="${ID}"`, `%253D%2522${ID}%2522`],
  ])('%s', (_, content, part, encoded) => expect(decodedIn(content).at(-1)?.encoded(part)).toBe(encoded));

  it('of the text in front is where that stands', () => {
    const bytes = Buffer.from(`password: 0x${hex(FILE)}`);
    const spans: unknown[] = [];
    createForEachDecoded(createMarkTwin())(bytes, ({ span, leadLength }) =>
      spans.push(span(0, leadLength), span(8, leadLength + 1)),
    );
    expect(spans).toEqual([
      { from: 0, to: 10 },
      { from: 8, to: 14 },
    ]);
  });
});

describe('how much is decoded', () => {
  it('is bounded, and more is said', () => {
    const lines = Array.from({ length: 10 }, () => base64(`k: ${ID}`)).join('\n');
    const visited = (most: number): readonly [boolean, number] => {
      let count = 0;
      const all = createForEachDecoded(createMarkTwin(), most)(Buffer.from(lines), () => count++);
      return [all, count];
    };
    expect(visited(10)).toEqual([true, 10]);
    expect(visited(9)[0]).toBe(false);
  });

  it('is the same when the scanner uses its arrays again', () => {
    const content = `a: ${base64(`b: ${base64(`k: ${ID}`)} ${'x'.repeat(2000)}`)}\n${base64(SECRET)}\n`;
    const kept = { count: 0, from: new Uint32Array(99), to: new Uint32Array(99), kinds: new Uint8Array(99) };
    const texts = (scan: FindMarks): string[] => {
      const all: string[] = [];
      createForEachDecoded(scan)(Buffer.from(content), ({ bytes }) => all.push(Buffer.from(bytes).toString()));
      return all;
    };
    const shared: FindMarks = (bytes) => {
      const { count, from, to, kinds } = createMarkTwin()(bytes);
      kept.from.set(from.subarray(0, count));
      kept.to.set(to.subarray(0, count));
      kept.kinds.set(kinds.subarray(0, count));
      return { ...kept, count };
    };
    expect(texts(shared)).toEqual(texts(createMarkTwin()));
    expect(texts(shared)).toHaveLength(3);
  });
});
