/** Letters that look like ours and need the accents that other languages have. */
const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  d: 'ď',
  e: 'ê',
  g: 'ğ',
  i: 'í',
  l: 'ľ',
  n: 'ñ',
  o: 'ö',
  r: 'ř',
  s: 'š',
  t: 'ť',
  u: 'ů',
  y: 'ý',
  z: 'ž',
  A: 'Å',
  C: 'Ç',
  D: 'Ď',
  E: 'Ê',
  G: 'Ğ',
  I: 'Í',
  N: 'Ñ',
  O: 'Ö',
  R: 'Ř',
  S: 'Š',
  T: 'Ť',
  U: 'Ů',
};
const VALUES = /(\{\{\w+\}\})/u;
const LONGER = 0.4;

/**
 * A text as some language may have it: two fifths longer and with accents, still readable, in brackets that are missed
 * where it is cut off. What is filled in stays as it is.
 */
export function pseudoText(text: string): string {
  const own = text.split(VALUES).filter((part) => !VALUES.test(part));
  const length = own.join('').length;
  const accented = text
    .split(VALUES)
    .map((part) => (VALUES.test(part) ? part : part.replaceAll(/[a-z]/giu, (letter) => ACCENTED[letter] ?? letter)))
    .join('');
  return `⟦${accented}${padding(Math.ceil(length * LONGER) - 2)}⟧`;
}

/** Words, so that a long text may go on in the next line. */
function padding(length: number): string {
  return length <= 0 ? '' : ' ïpsum dölör sït'.repeat(Math.ceil(length / 16)).slice(0, length);
}

interface Texts {
  [key: string]: string | Texts;
}

/** Every text of a tree of texts. */
export function pseudoTexts(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudoText(value) : pseudoTexts(value),
    ]),
  );
}
