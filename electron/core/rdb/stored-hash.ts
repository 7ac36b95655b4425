/** Hashes of stored strings, 64 bits in two halves; good enough to tell millions apart, not made against ill will. */
const FIRST_FACTOR = 0x85eb_ca6b;
const SECOND_FACTOR = 0xc2b2_ae35;

let mark = 0;

/** Hashes bytes [from, to). Answers one half; the other is `otherHalf()`. */
export function hashStored(view: DataView, from: number, to: number, seed: number): number {
  let place = (to - from) ^ seed;
  let other = place;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = view.getInt32(at, true);
    place = Math.imul(place ^ word, FIRST_FACTOR);
    place ^= place >>> 15;
    other = Math.imul(other ^ word, SECOND_FACTOR);
    other ^= other >>> 13;
  }
  for (; at < to; at += 1) {
    const byte = view.getUint8(at);
    place = Math.imul(place ^ byte, FIRST_FACTOR);
    other = Math.imul(other ^ byte, SECOND_FACTOR);
  }
  place = Math.imul(place ^ (place >>> 16), SECOND_FACTOR);
  other ^= other >>> 16;
  mark = other === 0 ? 1 : other;
  return place ^ (place >>> 15);
}

/** The other half of the last hash; never 0, which stands for an empty place in tables. */
export function otherHalf(): number {
  return mark;
}
