/** What is found in contents that are made from each other by copying is what is found in each of them alone. */

import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChangeFinder } from '#detect/derived/changes.ts';
import { createDetector } from '#detect/detect.ts';
import type { Chunk } from '#model/chunk.ts';
import { builtInRuleSet } from '#rules/builtin.ts';
import { type CompiledRules, compileRules } from '#rules/compile.ts';
import { parseRuleFile } from '#rules/parse-rules.ts';
import { expandTemplate } from '#rules/templates.ts';
import { BLOB, derivedChunks, type Made } from '../support/derived-chunks.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Texts of examples and counter-examples of the built-in rules. */
const SAMPLES = readdirSync(join(ROOT, 'patterns')).flatMap((file) => {
  const text = readFileSync(join(ROOT, 'patterns', file), 'utf8');
  const { samples } = parseRuleFile(text, { file, role: 'patterns', builtIn: true });
  return samples.flatMap(({ examples, counterExamples }) =>
    [...examples, ...counterExamples].slice(0, 4).map((sample, seed) => expandTemplate(sample.text, seed)),
  );
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');
/** The text stands on both sides of a line end: it takes both lines to find it. */
const wrapped = (text: string): string => base64(`${'-'.repeat(44)}${text}`.padEnd(160, '.')).replace(/.{64}/g, '$&\n');
const escaped = (text: string): string => JSON.stringify(`a\n${text}\n"b"`);
const percent = (text: string): string => encodeURIComponent(`?k=${text}&x`).replaceAll('a', '%61');

/** What the rules of users below look for. */
const USER_SAMPLES = [
  `ACME4321${' '.repeat(40)}comment`,
  'ACME1234',
  'key=ééx',
  'key=中中.x',
  'key=ab12x',
  '# a',
  'indented',
  '"secret',
  '1234',
  'comment',
  'a = "',
];

const FILLERS = [
  '',
  ' ',
  '\n',
  '\n\n',
  '\r\n',
  '# a comment\n',
  '  indented\n',
  'x',
  '"',
  '= ',
  'é',
  '\xff',
  '\0',
  '\\n',
  'secret',
];
const filler = fc
  .tuple(fc.constantFrom(...FILLERS), fc.constantFrom(1, 1, 2, 40))
  .map(([text, times]) => text.repeat(times));

type Part = { readonly from: number; readonly to: number } | Buffer;

/** Copies that lie side by side in both become one, as the contract asks. */
function make(base: Buffer, parts: readonly Part[]): Made {
  const copies: number[] = [];
  const bytes: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const added = Buffer.isBuffer(part) ? part : base.subarray(part.from, part.to);
    if (!Buffer.isBuffer(part) && added.length > 0) {
      const [to = -1, from = -1, size = 0] = copies.slice(-3);
      if (to + size === at && from + size === part.from) copies[copies.length - 1] = size + added.length;
      else copies.push(at, part.from, added.length);
    }
    bytes.push(added);
    at += added.length;
  }
  return { bytes: Buffer.concat(bytes), copies: Uint32Array.from(copies) };
}

type Maker = (base: Buffer) => Made;
type History = readonly [root: Buffer, makers: readonly Maker[]];

/** Histories of texts with `samples` in them. `\xff` is no UTF-8, and makes everything around it Latin-1. */
function historiesOf(samples: readonly string[]): fc.Arbitrary<History> {
  const plain = fc.constantFrom(...samples);
  const encoded = fc
    .tuple(plain, fc.constantFrom(base64, hex, wrapped, wrapped, escaped, percent))
    .map(([text, by]) => by(text));
  const piece = fc
    .oneof({ weight: 4, arbitrary: filler }, { weight: 2, arbitrary: plain }, { weight: 1, arbitrary: encoded })
    .chain((text) =>
      fc.tuple(fc.integer({ min: 0, max: text.length }), fc.integer({ min: 0, max: 9 })).map(([cut, how]) => {
        if (how === 0) return text.slice(0, cut);
        return how === 1 ? text.slice(cut) : text;
      }),
    )
    .map((text) => Buffer.from(text, text.includes('\xff') ? 'latin1' : 'utf8'));
  const pieces = fc.array(piece, { maxLength: 5 }).map((parts) => Buffer.concat(parts));

  /** One step of making: a stretch of the base by two shares of its length, or something new. */
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    },
    { weight: 1, arbitrary: pieces },
  );

  /** Splices of contents: most of the base stays as it is. */
  const splice = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 12 }), pieces);

  const remade = fc.array(step, { maxLength: 6 }).map((steps) => (base: Buffer): Made => {
    const parts = steps.map((one): Part => {
      if (Buffer.isBuffer(one)) return one;
      const [a, b] = one.map((share) => Math.floor(share * base.length)) as [number, number];
      return { from: Math.min(a, b), to: Math.max(a, b) };
    });
    return make(base, parts);
  });

  const edited = splice.map(([share, gone, added]) => (base: Buffer): Made => {
    const at = Math.floor(share * base.length);
    return make(base, [{ from: 0, to: at }, added, { from: Math.min(base.length, at + gone), to: base.length }]);
  });

  const anyHistories: fc.Arbitrary<History> = fc.tuple(
    pieces,
    fc.array(fc.oneof({ weight: 3, arbitrary: edited }, remade), { minLength: 1, maxLength: 6 }),
  );

  /** A place in a text, often its beginning or its end; what is gone from there, and what stands there instead. */
  const disturbance = fc.tuple(
    fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(0, 1) },
      { weight: 3, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
    ),
    fc.constantFrom(0, 0, 1, 3, 30),
    fc
      .constantFrom('', '', '!', '\n', '\xff', ' # ', 'x', 'é', '\n\n# new\n')
      .map((text) => Buffer.from(text, text === '\xff' ? 'latin1' : 'utf8')),
  );

  /** A text that is disturbed and mended in turn: what is found in it is mostly what an edit completes. */
  const mendedHistories: fc.Arbitrary<History> = fc
    .tuple(pieces, fc.array(disturbance, { minLength: 1, maxLength: 4 }))
    .map(([text, disturbances]) => {
      const [first, ...others] = disturbances.map(([share, most, added]) => {
        const at = Math.round(share * text.length);
        const gone = Math.min(most, text.length - at);
        const disturb: Maker = (base) => make(base, [{ from: 0, to: at }, added, { from: at + gone, to: base.length }]);
        const mend: Maker = (base) =>
          make(base, [{ from: 0, to: at }, text.subarray(at, at + gone), { from: at + added.length, to: base.length }]);
        return { disturb, mend };
      });
      const root = first?.disturb(text).bytes ?? text;
      const rest = others.flatMap(({ disturb, mend }) => [disturb, mend]);
      return [root, first === undefined ? rest : [first.mend, ...rest]];
    });

  return fc.oneof({ weight: 1, arbitrary: anyHistories }, { weight: 4, arbitrary: mendedHistories });
}

/** Each content of a chain, with how it was made; contents change slots as those of a pack do. */
function chunksOf([root, makers]: History): readonly Chunk[] {
  const made: Made[] = [];
  for (const maker of makers) made.push(maker(made.at(-1)?.bytes ?? root));
  return derivedChunks(root, made, (index) => index >> 1);
}

/** Rules as users write them: with gates, with reach, and one that looks for the ends of a text. */
const USER_RULES = `
[[rules]]
id = "gated"
description = "found where a keyword stands anywhere"
regex = 'ACME[0-9]{4}'
keywords = ["comment"]
[[rules]]
id = "gated-whole"
description = "runs over whole texts"
regex = '[a-f]+\\s*=\\s*"'
keywords = ["secret"]
[[rules]]
id = "near"
description = "stands near its keyword"
regex = '[0-9]{4}'
keywords = ["comment"]
reach = 30
[[rules]]
id = "wide"
description = "matches in Latin-1 and not in UTF-8, or the other way"
regex = 'key=(.{4}|.{7})x'
[[rules]]
id = "edges"
description = "looks for the ends of a text"
regex = '^# a|indented$|"secret\\z'
`;

/** Rules whose matches are judged by what stands far from them. */
const JUDGING_RULES = `
[[rules]]
id = "beside"
description = "counts beside a word"
regex = 'TOK[0-9]{3}'
validate = ["beside:vendor"]
[[rules]]
id = "named"
description = "one secret at several anchors"
regex = '(?:auth|key)[a-z_=]{0,12}(SEC[0-9]{3})'
secretGroup = 1
validate = ["beside:vendor,other"]
`;

const GAP = ' '.repeat(40);
const JUDGED_SAMPLES = [
  `TOK123${GAP}vendor`,
  `other${GAP}auth_key=SEC123`,
  `key_auth_key=SEC321${GAP}vendor`,
  'TOK321',
  '.'.repeat(900),
];

/** Rules that look farther than what is searched anew around every change, and gates that come and go. */
const FAR_RULES = `
[[rules]]
id = "far"
description = "begins far from where it ends"
regex = 'FAR(?:[^;]{0,900})END[0-9]'
[[rules]]
id = "far-judged"
description = "looks far, and is judged by what is farther"
regex = 'LONG[a-z.]{0,800}(SEC[0-9]{3})'
secretGroup = 1
validate = ["beside:vendor"]
[[rules]]
id = "gated-by-two"
description = "found where one of two keywords stands anywhere"
regex = 'ACME[0-9]{4}'
keywords = ["comment", "vendor"]
[[rules]]
id = "near-two"
description = "stands near its keywords, and is judged"
regex = 'TOK[0-9]{3}'
keywords = ["other", "comment"]
reach = 60
validate = ["beside:vendor"]
`;

const FAR_SAMPLES = [
  `FAR${'.'.repeat(850)}END1`,
  `FAR${'-'.repeat(300)}END2`,
  `LONG${'.'.repeat(700)}SEC123${' '.repeat(300)}vendor`,
  `LONGSEC123${' '.repeat(800)}vendor`,
  'ACME1234',
  'comment',
  'vendor',
  `other${' '.repeat(50)}comment TOK123${' '.repeat(700)}vendor`,
  ';',
  '.'.repeat(700),
  ' '.repeat(1500),
  `${'x'.repeat(79)}\n`.repeat(12),
];

const RULE_SETS: readonly (readonly [string, CompiledRules, fc.Arbitrary<History>])[] = [
  ['the built-in rules', compileRules(builtInRuleSet()), historiesOf(SAMPLES)],
  [
    'rules of users',
    compileRules(parseRuleFile(USER_RULES, { file: 'rules.toml', role: 'patterns', builtIn: false })),
    historiesOf(USER_SAMPLES),
  ],
  [
    'rules that look far around',
    compileRules(parseRuleFile(JUDGING_RULES, { file: 'rules.toml', role: 'patterns', builtIn: false })),
    historiesOf(JUDGED_SAMPLES),
  ],
  [
    'rules that look farther still',
    compileRules(parseRuleFile(FAR_RULES, { file: 'rules.toml', role: 'patterns', builtIn: false })),
    historiesOf(FAR_SAMPLES),
  ],
];

describe.each(RULE_SETS)('%s', (_, compiled, histories) => {
  const alone = createDetector(compiled);
  const together = createDetector(compiled);

  it('find the same', () => {
    fc.assert(
      fc.property(histories, (history) => {
        together.startUnit();
        alone.startUnit();
        for (const chunk of chunksOf(history)) {
          const { bytes, origin } = chunk;
          expect(together.detect(chunk)).toEqual(alone.detect({ bytes, origin }));
        }
      }),
      { numRuns: 600 },
    );
  });
});

const SPOILERS: readonly (readonly [string, string, number])[] = [
  ['a character too many', '!', 0],
  ['a character of base64 too many', 'A', 0],
  ['a line end too many', '\n', 0],
  ['a byte that is no UTF-8', '\xff', 0],
  ['a character too few', '', 1],
  ['blanks in place of eight characters', '        ', 8],
];

describe.each(SPOILERS)('%s at every place of a text, mended', (_, added, gone) => {
  const compiled = compileRules(parseRuleFile(USER_RULES, { file: 'rules.toml', role: 'patterns', builtIn: false }));
  const [together, alone] = [createDetector(compiled), createDetector(compiled)];

  it.each<[string, (text: string) => string]>([
    ['as it stands', (text) => text],
    ['in base64', base64],
    ['in base64 over lines', wrapped],
    ['in base64 over indented lines', (text) => wrapped(text).replaceAll('\n', '\n    ')],
    ['in hex', hex],
    ['in a string with escapes', escaped],
    ['in an address', percent],
  ])('%s', (__, encode) => {
    const secret = encode('key=ab12x.and.so.on.and.on');
    for (const text of [`# a head\n\none: ${secret}\n\n# a tail\n`, secret]) spoilEverywhere(Buffer.from(text));
  });

  function spoilEverywhere(text: Buffer): void {
    expect(alone.detect({ bytes: text, origin: BLOB }).matches).not.toEqual([]);
    for (let at = 0; at + gone <= text.length; at++) {
      const spoiled: Maker = (base) =>
        make(base, [{ from: 0, to: at }, Buffer.from(added, 'latin1'), { from: at + gone, to: base.length }]);
      const mended: Maker = (base) =>
        make(base, [{ from: 0, to: at }, text.subarray(at, at + gone), { from: at + added.length, to: base.length }]);
      together.startUnit();
      for (const chunk of chunksOf([spoiled(text).bytes, [mended, spoiled]])) {
        expect(together.detect(chunk)).toEqual(alone.detect({ bytes: chunk.bytes, origin: BLOB }));
      }
    }
  }
});

it('changes and copies make up the whole content', () => {
  const findChanges = createChangeFinder(-1);
  fc.assert(
    fc.property(historiesOf(USER_SAMPLES), (history) => {
      for (const { bytes, derivation } of chunksOf(history).slice(1)) {
        if (derivation === undefined) throw new Error('every content is derived');
        const { copies } = derivation;
        const covered = [...copies].flatMap((to, at) => (at % 3 === 0 ? [[to, to + (copies[at + 2] ?? 0)]] : []));
        const changes = findChanges(derivation, bytes.length);
        for (let at = 0; at < changes.length; at += 2) covered.push([changes[at] ?? 0, changes[at + 1] ?? 0]);
        let end = 0;
        for (const [from = 0, to = 0] of covered.sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d)) {
          expect(from).toBe(end);
          end = to;
        }
        expect(end).toBe(bytes.length);
      }
    }),
    { numRuns: 100 },
  );
});
