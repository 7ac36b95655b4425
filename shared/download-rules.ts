/** What the screen offers and the desktop process accepts for downloads. */

/** Downloads at work at the same time, and connections of one download. */
export const FEWEST_AT_ONCE = 1;
export const MOST_AT_ONCE = 8;
