/** What a link can be copied as: itself, or a command that downloads it. */
export const LINK_FORMS = ['url', 'curl', 'wget', 'aria2c', 'powershell'] as const;
export type LinkForm = (typeof LINK_FORMS)[number];

/** The same object by its public address, or by one that works only inside UCloud's network. */
export const LINK_SIDES = ['public', 'private'] as const;
export type LinkSide = (typeof LINK_SIDES)[number];

/** As many links as are kept, and as can be copied at once. */
export const MOST_LINKS = 500;
