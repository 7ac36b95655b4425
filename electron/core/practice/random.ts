/** A small repeatable source of numbers (mulberry32): the same seed gives the same file on every machine. */
export type Random = () => number;

/** @returns a function giving 32-bit unsigned integers. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** From `low` to `high`, both included. */
export function integerBetween(random: Random, low: number, high: number): number {
  return low + (random() % (high - low + 1));
}

export function randomBytes(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random() & 255);
}

const WORDS = 'cart order paid basket Berlin 上海 订单 refund courier parcel stock price sale night queue worker'.split(
  ' ',
);

/** Readable text of at least so many characters. */
export function randomText(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += `${WORDS[random() % WORDS.length] ?? ''} `;
  return text.trimEnd().padEnd(length, '.');
}
