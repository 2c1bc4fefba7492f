import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate, inflateAnew } from '#git/pack/inflate.ts';
import { type InflateInto, openZlib } from '#git/pack/zlib-handle.ts';

const opened = openZlib();

it('finds in this Node what it relies on', () => expect(opened).toBeDefined());

describe.each([
  ['the handle', opened ?? inflateAnew],
  ['the public function', inflateAnew],
] as const)('%s', (_, inflateInto: InflateInto) => {
  it('gives what was packed, whatever came before', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.nat(3000), (bytes, cut) => {
        const packed = deflateSync(bytes);
        const target = Buffer.alloc(bytes.length + 1);
        inflateInto(packed.subarray(0, cut % packed.length), 0, target, target.length);
        const { length, failure } = inflateInto(
          Buffer.concat([Buffer.from('x'), packed, Buffer.from('more')]),
          1,
          target,
          target.length,
        );
        expect(failure).toBeUndefined();
        expect(Buffer.from(bytes).equals(target.subarray(0, length))).toBe(true);
      }),
    );
  });

  it('fills a target that is too small, and no more', () => {
    const target = Buffer.alloc(10);
    const { length, failure } = inflateInto(deflateSync(Buffer.alloc(100, 'x')), 0, target, 5);
    expect([length, failure]).toEqual([5, undefined]);
    expect(target.subarray(5)).toEqual(Buffer.alloc(5));
  });

  it.each([
    ['a cut', (packed: Buffer) => packed.subarray(0, -5)],
    ['a wrong checksum', (packed: Buffer) => Buffer.concat([packed.subarray(0, -1), Buffer.of(0x3f)])],
    ['no zlib', () => Buffer.from('not compressed at all')],
    ['nothing', () => Buffer.alloc(0)],
  ])('tells %s', (_name, damage) => {
    const packed = damage(deflateSync(Buffer.from('text that is packed')));
    expect(inflateInto(packed, 0, Buffer.alloc(100), 100).failure).toEqual(expect.any(String));
  });
});

describe('inflate', () => {
  const packed = deflateSync(Buffer.from('hello'));

  it('gives just so many bytes', () => expect(inflate(packed, 0, 5).toString()).toBe('hello'));

  it.each([4, 6])('throws where it is told %i', (size) =>
    expect(() => inflate(packed, 0, size)).toThrow(`it is not as long as it should be (${size} bytes)`),
  );
});
