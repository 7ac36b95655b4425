import { createHash } from 'node:crypto';

/** US3 hashes an object in blocks of 4 MiB (US3 API docs, authorization.md). */
export const ETAG_BLOCK_BYTES = 4 * 1024 * 1024;
const ETAG_BYTES = 24;

/**
 * Computes the ETag US3 gives an object, while its bytes go by in order: base64url of the block count (32 bits, little
 * endian) and a SHA-1, of the bytes where they fit one block, else of the blocks' own SHA-1s. `digest` ends it.
 */
export function createEtag(): { update(bytes: Uint8Array): void; digest(): string } {
  const blockDigests: Buffer[] = [];
  let block = createHash('sha1');
  let blockLength = 0;
  let sizeBytes = 0;

  const closeBlock = (): void => {
    blockDigests.push(block.digest());
    block = createHash('sha1');
    blockLength = 0;
  };

  return {
    update(bytes) {
      sizeBytes += bytes.length;
      for (let at = 0; at < bytes.length;) {
        const take = Math.min(bytes.length - at, ETAG_BLOCK_BYTES - blockLength);
        block.update(bytes.subarray(at, at + take));
        blockLength += take;
        at += take;
        if (blockLength === ETAG_BLOCK_BYTES) closeBlock();
      }
    },
    digest() {
      if (blockLength > 0 || blockDigests.length === 0) closeBlock();
      return etagOfBlocks(blockDigests, sizeBytes);
    },
  };
}

/**
 * The ETag of an object out of the SHA-1 of each of its blocks, in order: they may have been hashed in any order, or by
 * somebody else. An object without bytes has one block, an empty one.
 */
export function etagOfBlocks(blockDigests: readonly Uint8Array[], sizeBytes: number): string {
  const [first] = blockDigests;
  const isOneBlock = blockDigests.length === 1 && first !== undefined;
  const sum = isOneBlock ? first : createHash('sha1').update(Buffer.concat(blockDigests)).digest();
  const count = Buffer.alloc(4);
  count.writeUInt32LE(etagBlockCount(sizeBytes));
  return urlAlphabet(Buffer.concat([count, sum]).toString('base64'));
}

/** `us3`: can be compared with `createEtag`. `foreign`: some other tag (S3 multipart, MD5), it proves nothing. */
export type EtagKind =
  | { readonly kind: 'us3'; readonly value: string }
  | { readonly kind: 'foreign'; readonly value: string }
  | { readonly kind: 'none' };

/**
 * Tells what an ETag header can prove about an object of this size. A hexadecimal MD5 is as long as US3's form, so only
 * the decoded block count decides. `value` comes without quotes and without `W/`.
 */
export function classifyEtag(header: string | undefined, sizeBytes: number): EtagKind {
  const value = (header ?? '')
    .trim()
    .replace(/^W\//u, '')
    .replace(/^"(.*)"$/u, '$1');
  if (value === '') return { kind: 'none' };
  if (!/^[\w+/-]{32}$/u.test(value)) return { kind: 'foreign', value };
  const decoded = Buffer.from(value, 'base64');
  const isUs3 = decoded.length === ETAG_BYTES && decoded.readUInt32LE(0) === etagBlockCount(sizeBytes);
  return isUs3 ? { kind: 'us3', value: urlAlphabet(value) } : { kind: 'foreign', value };
}

function etagBlockCount(sizeBytes: number): number {
  return Math.ceil(sizeBytes / ETAG_BLOCK_BYTES);
}

function urlAlphabet(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}
