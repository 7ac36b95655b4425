import { z } from 'zod';
import { ERROR_CODES } from '../errors.ts';
import { check } from './download.ts';

const at = z.number();
const bytes = z.number();

/**
 * One line of a download's timeline; `at` in milliseconds since 1970. No link, no key and no address is in it.
 */
export const downloadActivity = z.discriminatedUnion('type', [
  /** The storage answered and the bytes are accepted. */
  z.strictObject({ type: z.literal('started'), at, totalBytes: bytes.nullable() }),
  /** Bytes of an earlier run were read again and are what was written then; what was not, was dropped. */
  z.strictObject({ type: z.literal('resumed'), at, keptBytes: bytes, droppedBytes: bytes }),
  z.strictObject({ type: z.literal('connectionsChanged'), at, connections: z.number() }),
  z.strictObject({ type: z.literal('connectionLost'), at, code: z.enum(ERROR_CODES) }),
  /** Bytes flow again after all connections were lost. */
  z.strictObject({ type: z.literal('continued'), at, receivedBytes: bytes }),
  z.strictObject({
    type: z.literal('serverSlowed'),
    at,
    status: z.number(),
    /** Null where the server did not say. */
    retryAfterSeconds: z.number().nullable(),
  }),
  z.strictObject({ type: z.literal('linkRenewed'), at, renewals: z.number() }),
  /** From here on the object comes in one piece. */
  z.strictObject({ type: z.literal('rangesNotHonoured'), at }),
  z.strictObject({ type: z.literal('checked'), at, checks: z.array(check) }),
]);
export type DownloadActivity = z.infer<typeof downloadActivity>;

/** For a strip that shows where the bytes are: ranges as [first byte, byte after the last], and where bytes arrive. */
export const segmentStrip = z.strictObject({
  received: z.array(z.tuple([bytes, bytes])).max(200),
  active: z.array(bytes).max(32),
});
export type SegmentStrip = z.infer<typeof segmentStrip>;
