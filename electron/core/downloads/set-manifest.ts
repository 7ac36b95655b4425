import { readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { backupRef, type BackupRef } from '#shared/models/backup.ts';
import { check, type Download } from '#shared/models/download.ts';
import { fileError } from './file-errors.ts';

export const MANIFEST_NAME = 'backup.manifest.json';

/** One shard's file; without a name until it is there, whole. */
const setFile = z.object({
  shardId: z.string(),
  fileName: z.string(),
  sizeBytes: z.number().nullable(),
  checks: z.array(check),
});

/** Says of a folder which backup is in it and whether all of it is. Holds no link and no key. */
export const setManifest = z.object({
  format: z.literal('backhaul-backup-set'),
  version: z.literal(1),
  setId: z.string(),
  /** Every shard's file is there. */
  isComplete: z.boolean(),
  /** ISO 8601. */
  startedAt: z.string(),
  backup: backupRef.omit({ profileId: true, shardId: true }),
  files: z.array(setFile),
});
export type SetManifest = z.infer<typeof setManifest>;

export function newManifest(setId: string, ref: BackupRef, shardIds: readonly string[], at: number): SetManifest {
  const { profileId: _profileId, shardId: _shardId, ...backup } = ref;
  const files = shardIds.map((shardId) => ({ shardId, fileName: '', sizeBytes: null, checks: [] }));
  const startedAt = new Date(at).toISOString();
  return { format: 'backhaul-backup-set', version: 1, setId, isComplete: false, startedAt, backup, files };
}

/** The manifest once a download of the set is done. */
export function withFile(manifest: SetManifest, { ref, fileName, totalBytes, state }: Download): SetManifest {
  const checks = state.status === 'done' ? state.checks : [];
  const file = { shardId: ref.shardId, fileName, sizeBytes: totalBytes, checks };
  const files = manifest.files.map((each) => (each.shardId === ref.shardId ? file : each));
  return { ...manifest, files, isComplete: files.every((each) => each.fileName !== '') };
}

/** Undefined where there is none, or none of ours. */
export async function readManifest(folder: string): Promise<SetManifest | undefined> {
  try {
    const text = await readFile(path.join(folder, MANIFEST_NAME), 'utf8');
    return setManifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Replaces the manifest in one step. Throws AppError `noPermission`, `diskFull`, `folderMissing` or `fileFailed`. */
export async function writeManifest(folder: string, manifest: SetManifest): Promise<void> {
  const file = path.join(folder, MANIFEST_NAME);
  try {
    await writeFile(`${file}.part`, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.part`, file);
  } catch (error) {
    throw fileError(error, file);
  }
}

/** Removes a manifest together with its folder, where nothing else is in it. */
export async function removeManifestAlone(folder: string): Promise<void> {
  const [only, ...others] = await readdir(folder);
  if (only !== MANIFEST_NAME || others.length > 0) return;
  await rm(path.join(folder, MANIFEST_NAME));
  await rmdir(folder);
}
