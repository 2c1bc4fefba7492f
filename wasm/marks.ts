/**
 * The mark scanner: runs of base64 letters and the signs that begin an escape, in one pass. `src/detect/marks/` reads what
 * it writes. Blocks of one text are given one after the other, because a run may go on in the next.
 */

/** Room for the marks: their first bytes, their ends and their kinds; offsets in the whole text. */
let starts: usize = 0;
let ends: usize = 0;
let kinds: usize = 0;
let room: u32 = 0;

/** Marks written since `scan` was called. */
let count: u32 = 0;
let stopped: usize = 0;

/** What is carried from one 64 bytes to the next: see `runEnds`. */
let ones: u64 = 0;
let twos: u64 = 0;
let fours: u64 = 0;
let eights: u64 = 0;
let runs: u64 = 0;
/** Offset of the first byte of the run that reaches to where the scan is. */
let runStart: u32 = 0;

export function layMarks(startsAt: usize, endsAt: usize, kindsAt: usize, marks: u32): void {
  starts = startsAt;
  ends = endsAt;
  kinds = kindsAt;
  room = marks;
}

/** Forgets the text before. */
export function beginMarks(): void {
  ones = twos = fours = eights = runs = 0;
  runStart = 0;
}

/**
 * Scans 64 bytes at a time from `from` to `to`, as long as there is room for their marks; `offset` is that of `from` in
 * the whole text. Behind the text there are two bytes more of it or zeros. Returns the number of marks.
 */
export function scanMarks(from: usize, to: usize, offset: u32): u32 {
  count = 0;
  let at = from;
  while (at < to && count + 128 <= room) {
    const base = offset + ((at - from) as u32);
    const first = classes(at);
    const second = classes(at + 16);
    const third = classes(at + 32);
    const fourth = classes(at + 48);
    const signs = joined(signMask(first), signMask(second), signMask(third), signMask(fourth));
    const letters = joined(anyMask(first), anyMask(second), anyMask(third), anyMask(fourth)) ^ signs;
    const ended = runEnds(letters);
    if ((signs | ended) !== 0) write(at, base, signs, ended, letters);
    if (letters !== -1) runStart = base + 64 - (clz(~letters) as u32);
    at += 64;
  }
  stopped = at;
  return count;
}

export function marksPosition(): usize {
  return stopped;
}

/**
 * For each byte what it is: bits below 0x20 are for the rows of ASCII in which letters of base64 stand, 0x20 for `%` and
 * `&`, 0x40 for the backslash, 0 for others. The low nibble says in which rows the byte would count, the high one in
 * which it stands.
 */
function classes(at: usize): v128 {
  const low = i8x16(0x1a, 0x1e, 0x1e, 0x1e, 0x1e, 0x3e, 0x3e, 0x1e, 0x1e, 0x1e, 0x1c, 0x05, 0x44, 0x05, 0x04, 0x0d);
  const high = i8x16(0, 0, 0x21, 0x02, 0x04, 0x48, 0x04, 0x10, 0, 0, 0, 0, 0, 0, 0, 0);
  const bytes = v128.load(at);
  const nibble = i8x16.splat(0x0f);
  return v128.and(
    i8x16.swizzle(low, v128.and(bytes, nibble)),
    i8x16.swizzle(high, v128.and(i16x8.shr_u(bytes, 4), nibble)),
  );
}

function signMask(bytes: v128): u64 {
  return i8x16.bitmask(i8x16.gt_s(bytes, i8x16.splat(0x1f))) as u32 as u64;
}

function anyMask(bytes: v128): u64 {
  return i8x16.bitmask(i8x16.ne(bytes, i64x2.splat(0))) as u32 as u64;
}

function joined(first: u64, second: u64, third: u64, fourth: u64): u64 {
  return first | (second << 16) | (third << 32) | (fourth << 48);
}

/**
 * The places just behind a run of 24 letters or more. A bit of `pairs` says that this byte and the one before are
 * letters, and so on by doubling; what lies before the 64 bytes comes from the last call.
 */
function runEnds(letters: u64): u64 {
  const pairs = letters & ((letters << 1) | (ones >>> 63));
  const quads = pairs & ((pairs << 2) | (twos >>> 62));
  const octets = quads & ((quads << 4) | (fours >>> 60));
  const sixteens = octets & ((octets << 8) | (eights >>> 56));
  const long = sixteens & ((octets << 16) | (eights >>> 48));
  const ended = ((long << 1) | (runs >>> 63)) & ~letters;
  ones = letters;
  twos = pairs;
  fours = quads;
  eights = octets;
  runs = long;
  return ended;
}

/** Writes the marks of 64 bytes: a run goes before the sign that ends it. */
function write(at: usize, base: u32, signs: u64, ended: u64, letters: u64): void {
  let events = signs | ended;
  while (events !== 0) {
    const index = ctz(events);
    const bit = (1 as u64) << index;
    events &= events - 1;
    if ((ended & bit) !== 0) add(beginning(base, letters, index), base + (index as u32), 0);
    if ((signs & bit) === 0) continue;
    const kind = kindOf(at + (index as usize));
    if (kind !== 0) add(base + (index as u32), base + (index as u32) + 1, kind);
  }
}

/** Where the run that ends before bit `index` begins: behind the last other byte, or in an earlier 64. */
function beginning(base: u32, letters: u64, index: u64): u32 {
  const others = ~letters & (((1 as u64) << index) - 1);
  return others === 0 ? runStart : base + 64 - (clz(others) as u32);
}

function add(from: u32, to: u32, kind: u32): void {
  store<u32>(starts + ((count as usize) << 2), from);
  store<u32>(ends + ((count as usize) << 2), to);
  store<u8>(kinds + (count as usize), kind as u8);
  count++;
}

/** The kind of the mark at a sign, 0 for none. */
function kindOf(at: usize): u32 {
  const sign = load<u8>(at);
  const next = load<u8>(at, 1);
  if (sign === 0x25) return isHex(next) && isHex(load<u8>(at, 2)) ? 1 : 0;
  if (sign === 0x5c) return isEscape(next) ? 2 : 0;
  return next === 0x23 || isLetter(next) ? 3 : 0;
}

function isHex(byte: u8): bool {
  const letter = ((byte | 0x20) - 0x61) as u8;
  return ((byte - 0x30) as u8) < 10 || letter < 6;
}

function isLetter(byte: u8): bool {
  return (((byte | 0x20) - 0x61) as u8) < 26;
}

/** One of u x U 0-7 n r t b f v / " ' and the backslash. */
function isEscape(byte: u8): bool {
  if (byte >= 0x30 && byte < 0x38) return true;
  switch (byte) {
    case 0x75:
    case 0x78:
    case 0x55:
    case 0x6e:
    case 0x72:
    case 0x74:
    case 0x62:
    case 0x66:
    case 0x76:
    case 0x2f:
    case 0x22:
    case 0x27:
    case 0x5c:
      return true;
    default:
      return false;
  }
}
