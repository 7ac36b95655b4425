import { normalise, wordsOf } from '../../components/data-table/order.ts';

/** What an entry is found by, normalised once: its name counts more than the rest. */
export interface SearchText {
  name: string;
  rest: string;
}

export function searchText(name: string, rest: string): SearchText {
  return { name: normalise(name), rest: normalise(rest) };
}

/** Of a match in the rest, this share counts. */
const REST_SHARE = 0.6;
/** A name of so many letters or more is as good as endless. */
const LONG_NAME = 100;

/** How well every word of a query fits; 0 where one does not fit at all. The shorter of two names fits better. */
export function scoreOf(words: readonly string[], { name, rest }: SearchText): number {
  let score = 0;
  for (const word of words) {
    const best = Math.max(fit(word, name) || scattered(word, name), fit(word, rest) * REST_SHARE);
    if (best === 0) return 0;
    score += best;
  }
  return score - Math.min(name.length, LONG_NAME) / LONG_NAME;
}

/** From the whole text down to somewhere within a word. */
function fit(word: string, text: string): number {
  let at = text.indexOf(word);
  if (at < 0) return 0;
  if (at === 0) return text.length === word.length ? 100 : 80;
  while (at > 0 && /[\p{L}\p{N}]/u.test(text.charAt(at - 1))) at = text.indexOf(word, at + 1);
  return at > 0 ? 60 : 40;
}

/** The letters one after the other with others between them, `ordprd` in `orders-prod`: better the closer they stand. */
function scattered(word: string, text: string): number {
  if (word.length < 2) return 0;
  let from = 0;
  let first = 0;
  for (const letter of word) {
    const at = text.indexOf(letter, from);
    if (at < 0) return 0;
    if (from === 0) first = at;
    from = at + 1;
  }
  return (30 * word.length) / (from - first);
}

export interface Searchable {
  group: string;
  text: SearchText;
}

export interface ResultGroup<Entry> {
  group: string;
  entries: Entry[];
  /** How many more there are. */
  more: number;
}

/**
 * The best entries of each group, the group with the best of all first.
 * @param most how many of a group are shown.
 * @param bonusOf what an entry has before others that fit as well.
 */
export function search<Entry extends Searchable>(
  entries: readonly Entry[],
  query: string,
  most: number,
  bonusOf: (entry: Entry) => number,
): ResultGroup<Entry>[] {
  const words = wordsOf(query);
  const found = new Map<string, { entry: Entry; score: number }[]>();
  for (const entry of entries) {
    const score = scoreOf(words, entry.text);
    if (score > 0) {
      const group = found.get(entry.group) ?? [];
      group.push({ entry, score: score + bonusOf(entry) });
      found.set(entry.group, group);
    }
  }
  return [...found]
    .map(([group, members]) => ({ group, members: members.sort((one, other) => other.score - one.score) }))
    .sort((one, other) => (other.members[0]?.score ?? 0) - (one.members[0]?.score ?? 0))
    .map(({ group, members }) => ({
      group,
      entries: members.slice(0, most).map(({ entry }) => entry),
      more: Math.max(0, members.length - most),
    }));
}
