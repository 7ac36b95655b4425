import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { MANIFEST_NAME, readManifest } from './set-manifest.ts';

const RECEIPT_ENDING = '.receipt.json';
const MOST_RECEIPTS = 5000;
const MOST_RECEIPT_BYTES = 1_000_000;

/** What is needed of a receipt beside a finished file, whoever wrote the rest. */
const receipt = z.object({
  file: z.string(),
  sizeBytes: z.number(),
  backup: z.object({ regionId: z.string(), instanceId: z.string(), backupId: z.string(), shardId: z.string() }),
});
type Receipt = z.infer<typeof receipt>;

/**
 * The ids of an instance's backups whose files are in a folder, whole: by the receipt beside a file that still has the
 * size the receipt names, or by the manifest of a set all of whose files are there. A folder that cannot be read, or a
 * receipt that makes no sense, is not there.
 */
export async function backupsOnShelf(
  folder: string,
  instance: { regionId: string; instanceId: string },
): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const isOfIt = (backup: { regionId: string; instanceId: string }): boolean =>
    backup.regionId === instance.regionId && backup.instanceId === instance.instanceId;

  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith(RECEIPT_ENDING));
  const receipts = await Promise.all(
    names.slice(0, MOST_RECEIPTS).map(({ name }) => readReceipt(path.join(folder, name))),
  );
  const files = receipts.filter((each) => each !== undefined).filter(({ backup }) => isOfIt(backup));
  const single = files.filter(({ backup }) => backup.shardId === '');
  const whole = await Promise.all(
    single.map(async (each) => ((await isThere(folder, each)) ? each.backup.backupId : '')),
  );
  const folders = entries.filter((entry) => entry.isDirectory()).slice(0, MOST_RECEIPTS);
  const sets = await Promise.all(folders.map(({ name }) => wholeSet(path.join(folder, name), isOfIt)));
  return [...new Set([...whole, ...sets])].filter((backupId) => backupId !== '');
}

async function wholeSet(
  folder: string,
  isOfIt: (backup: { regionId: string; instanceId: string }) => boolean,
): Promise<string> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.includes(MANIFEST_NAME)) return '';
  const manifest = await readManifest(folder);
  if (manifest === undefined || !manifest.isComplete || !isOfIt(manifest.backup)) return '';
  const areThere = await Promise.all(
    manifest.files.map(({ fileName, sizeBytes }) => isThere(folder, { file: fileName, sizeBytes })),
  );
  return areThere.every(Boolean) ? manifest.backup.backupId : '';
}

async function readReceipt(file: string): Promise<Receipt | undefined> {
  try {
    if ((await stat(file)).size > MOST_RECEIPT_BYTES) return undefined;
    return receipt.safeParse(JSON.parse(await readFile(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

async function isThere(folder: string, named: { file: string; sizeBytes: number | null }): Promise<boolean> {
  // A receipt speaks of the file beside it, never of one elsewhere.
  if (path.basename(named.file) !== named.file) return false;
  const found = await stat(path.join(folder, named.file)).catch(() => undefined);
  return found?.isFile() === true && (named.sizeBytes === null || found.size === named.sizeBytes);
}
