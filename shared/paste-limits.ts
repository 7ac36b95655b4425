/** The longest text that is looked through, in characters. */
export const PASTE_MOST_CHARACTERS = 1_000_000;

/** The most ids and links taken from one text. */
export const PASTE_MOST_ITEMS = 200;
