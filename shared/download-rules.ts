/** What the screen offers and the desktop process accepts for downloads. */

/** Downloads at work at the same time, and connections of one download. */
export const FEWEST_AT_ONCE = 1;
export const MOST_AT_ONCE = 8;

/** Bytes a second for all downloads together that the screen offers at once; 0 is without a limit. */
export const SPEED_LIMITS = [0, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000] as const;
/** A limit below this would let connections die of silence. */
export const LOWEST_SPEED_LIMIT = 100_000;
export const HIGHEST_SPEED_LIMIT = 10_000_000_000;

/** What a template for file names may hold, in braces: `{instance}_{backup}`. */
export const NAME_TOKENS = ['profile', 'instance', 'backup', 'shard', 'time'] as const;
export type NameToken = (typeof NAME_TOKENS)[number];
/** Unique, and in the order of time within an instance. */
export const DEFAULT_NAME_TEMPLATE = '{instance}_{backup}_{shard}_{time}';
export const LONGEST_NAME_TEMPLATE = 100;
