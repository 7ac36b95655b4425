import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { backupRef, type BackupRef } from '#shared/models/backup.ts';
import { ETAG_BLOCK_BYTES } from '../us3/etag.ts';
import { errnoOf, fileError, fileExists } from './file-errors.ts';
import { createOwnFile, openOwnFile } from './own-file.ts';

const SHA1_BYTES = 20;
const position = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** [start, end) is on disk. `sha1` holds a digest of each block that begins in it, the last one as far as it goes. */
const journalRange = z
  .strictObject({ start: position, end: position, sha1: z.base64() })
  .refine(({ start, end }) => start % ETAG_BLOCK_BYTES === 0 && start < end)
  .refine(({ start, end, sha1 }) => Buffer.from(sha1, 'base64').length === SHA1_BYTES * blockCount(end - start));

const journalDocument = z
  .strictObject({
    format: z.literal('backhaul-journal'),
    version: z.literal(1),
    /** The name of the partial file beside it. */
    file: z.string().min(1).max(1024),
    /** What to ask for a new link with; null where the caller did not say. Never a link, never a key. */
    ref: backupRef.nullable(),
    /** Null until the end of the object was in sight. */
    totalBytes: position.nullable(),
    etag: z.string().max(1024).nullable(),
    lastModified: z.string().max(200).nullable(),
    ranges: z.array(journalRange),
  })
  .refine(({ ranges, totalBytes }) => areInOrder(ranges) && (ranges.at(-1)?.end ?? 0) <= (totalBytes ?? Infinity));

/** What is safely on disk of one version of an object. */
export interface Journal {
  readonly ref: BackupRef | null;
  readonly totalBytes: number | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly ranges: readonly ProvenRange[];
}

export interface ProvenRange {
  readonly start: number;
  readonly end: number;
  /** Of each block that begins in it, 20 bytes. */
  readonly digests: readonly Uint8Array[];
}

/** The largest is that of a file of some terabytes. */
const MOST_BYTES = 64 * 1024 * 1024;

export function journalPathOf(partialPath: string): string {
  return `${partialPath}.journal`;
}

/**
 * Reads the journal of a partial file; null where there is none.
 * Throws AppError `fileExists` where something else has its name, or where it is damaged or another file's: what cannot
 * be understood is not ours to write over; and the AppErrors of files.
 */
export async function readJournal(partialPath: string): Promise<Journal | null> {
  const journalPath = journalPathOf(partialPath);
  const text = await readText(journalPath);
  if (text === null) return null;
  const parsed = journalDocument.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.file !== path.basename(partialPath)) throw fileExists(journalPath);
  const { ref, totalBytes, etag, lastModified, ranges } = parsed.data;
  return { ref, totalBytes, etag, lastModified, ranges: ranges.map(provenRange) };
}

/** Replaces the journal in one step: a power cut leaves the old one or the new one, never a half. */
export async function writeJournal(partialPath: string, journal: Journal): Promise<void> {
  const text = JSON.stringify(documentOf(partialPath, journal));
  const journalPath = journalPathOf(partialPath);
  const temporary = `${journalPath}.new`;
  const handle = await createOwnFile(temporary).catch(async (error: unknown) => {
    if (errnoOf(error) !== 'EEXIST') throw error;
    // Left by a crash between two steps.
    await rm(temporary);
    return createOwnFile(temporary);
  });
  try {
    await handle.writeFile(text);
    await handle.datasync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(temporary, journalPath);
}

export async function removeJournal(partialPath: string): Promise<void> {
  await rm(journalPathOf(partialPath), { force: true });
  await rm(`${journalPathOf(partialPath)}.new`, { force: true });
}

async function readText(file: string): Promise<string | null> {
  try {
    const handle = await openOwnFile(file, 'read');
    try {
      const { size } = await handle.stat();
      return size > MOST_BYTES ? '' : await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw fileError(error, file);
  }
}

function documentOf(partialPath: string, journal: Journal): z.infer<typeof journalDocument> {
  return {
    format: 'backhaul-journal',
    version: 1,
    file: path.basename(partialPath),
    ...journal,
    ranges: journal.ranges.map(({ start, end, digests }) => {
      return { start, end, sha1: Buffer.concat(digests).toString('base64') };
    }),
  };
}

function provenRange({ start, end, sha1 }: z.infer<typeof journalRange>): ProvenRange {
  const bytes = Buffer.from(sha1, 'base64');
  const digests = Array.from({ length: blockCount(end - start) }, (_, at) =>
    bytes.subarray(at * SHA1_BYTES, (at + 1) * SHA1_BYTES),
  );
  return { start, end, digests };
}

function areInOrder(ranges: readonly { start: number; end: number }[]): boolean {
  return ranges.every(({ start }, at) => start >= (ranges[at - 1]?.end ?? 0));
}

function blockCount(bytes: number): number {
  return Math.ceil(bytes / ETAG_BLOCK_BYTES);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
