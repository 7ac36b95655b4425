/** The fewest characters a master password may have. */
export const SHORTEST_MASTER_PASSWORD = 10;

/** Minutes without input after which the vault locks itself; 0 for never. */
export const AUTO_LOCK_MINUTES = [0, 5, 15, 60] as const;
