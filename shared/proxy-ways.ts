/** The ways to the network one can choose. Without zod, for both sides. */
export const PROXY_WAYS = ['system', 'none', 'pac', 'manual'] as const;
