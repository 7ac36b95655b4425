/** What the screen offers and the desktop process accepts for downloads. */

/** Downloads at work at the same time, and connections of one download. */
export const FEWEST_AT_ONCE = 1;
export const MOST_AT_ONCE = 8;

/** What a template for file names may hold, in braces: `{instance}_{backup}`. */
export const NAME_TOKENS = ['profile', 'instance', 'backup', 'shard', 'time'] as const;
export type NameToken = (typeof NAME_TOKENS)[number];
/** Unique, and in the order of time within an instance. */
export const DEFAULT_NAME_TEMPLATE = '{instance}_{backup}_{shard}_{time}';
export const LONGEST_NAME_TEMPLATE = 100;
