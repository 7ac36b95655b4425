import { z } from 'zod';

/** A server program on this machine. */
export const restoreServer = z.strictObject({
  /** Absolute. */
  path: z.string(),
  product: z.enum(['redis', 'valkey']),
  version: z.string(),
});
export type RestoreServer = z.infer<typeof restoreServer>;

/** What a test restore would need and find. */
export const restorePlan = z.strictObject({
  /** Null where this machine has none. */
  server: restoreServer.nullable(),
  /** It is as new as the file asks for. */
  isServerSuitable: z.boolean(),
  /** Null where the file does not say. */
  wantedBytes: z.number().nullable(),
  freeBytes: z.number(),
  /** It may take more memory than is free, or nobody knows. */
  isMemoryTight: z.boolean(),
});
export type RestorePlan = z.infer<typeof restorePlan>;

/** One database after loading. `expected`: as the check counted, without what had expired by then. */
export const restoredDatabase = z.strictObject({
  database: z.number(),
  expected: z.number(),
  /** Of those, how many have an expiry and may be gone meanwhile. */
  expiring: z.number(),
  loaded: z.number(),
  isAsExpected: z.boolean(),
});
export type RestoredDatabase = z.infer<typeof restoredDatabase>;

export const testRestoreResult = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('loaded'),
    server: restoreServer,
    durationMs: z.number(),
    databases: z.array(restoredDatabase),
    /** Dropped while loading because they had expired; null where the server does not count them. */
    expiredKeys: z.number().nullable(),
    usedMemoryBytes: z.number().nullable(),
    isAsExpected: z.boolean(),
  }),
  z.strictObject({
    outcome: z.literal('refused'),
    server: restoreServer,
    durationMs: z.number(),
    /** The server's own last words, without names of keys. */
    words: z.array(z.string()),
    /** It did not end by itself: the system took its memory back, most likely. */
    wasKilled: z.boolean(),
    isServerSuitable: z.boolean(),
  }),
]);
export type TestRestoreResult = z.infer<typeof testRestoreResult>;

export const restoreProgress = z.strictObject({
  loadedBytes: z.number(),
  /** 0 until the server has begun. */
  totalBytes: z.number(),
});
export type RestoreProgress = z.infer<typeof restoreProgress>;
