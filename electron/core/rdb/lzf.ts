/**
 * LZF as Redis uses it (src/lzf_d.c). A control byte below 32 stands before that many plus one bytes as they are; any
 * other tells how far back to copy from, and how much: its upper three bits plus two, with a byte more where they are 7.
 */
const LONG_COPY = 7;

/**
 * Unpacks bytes [from, to) into `target`, as far as it reaches. Answers how many bytes that gave, or -1 where it is no
 * LZF, or where more came than `target` takes and `isCutAllowed` is not set.
 */
export function inflateLzf(
  source: Uint8Array,
  from: number,
  to: number,
  target: Uint8Array,
  targetLength: number,
  isCutAllowed = false,
): number {
  let at = from;
  let out = 0;
  while (at < to) {
    const control = source[at] ?? 0;
    at += 1;
    if (control < 32) {
      let count = control + 1;
      if (at + count > to) return -1;
      if (out + count > targetLength) {
        if (!isCutAllowed) return -1;
        count = targetLength - out;
      }
      for (const end = at + count; at < end; at += 1, out += 1) target[out] = source[at] ?? 0;
    } else {
      let count = control >> 5;
      if (count === LONG_COPY) {
        if (at >= to) return -1;
        count += source[at] ?? 0;
        at += 1;
      }
      if (at >= to) return -1;
      let back = out - ((control & 31) << 8) - (source[at] ?? 0) - 1;
      at += 1;
      count += 2;
      if (back < 0) return -1;
      if (out + count > targetLength) {
        if (!isCutAllowed) return -1;
        count = targetLength - out;
      }
      for (const end = out + count; out < end; out += 1, back += 1) target[out] = target[back] ?? 0;
    }
    if (isCutAllowed && out === targetLength) return out;
  }
  return out;
}
