import { startPracticeCloud } from '#core/practice/server.ts';
import { linkTo } from '#core/practice/test-client.ts';
import type { StorageCertificate } from '#core/practice/storage/storage-server.ts';

/** What the storage's process is told at its start. */
export interface ServerTask {
  readonly sizesBytes: readonly number[];
  readonly bytesPerSecondPerConnection: number | undefined;
  readonly storageTls: StorageCertificate | undefined;
}

/** Links by size, good for four hours. */
export type ServerLinks = Record<number, string>;

/** The practice storage in a process of its own: everybody downloads from this one. */
async function serve(task: ServerTask): Promise<void> {
  const { bytesPerSecondPerConnection, storageTls } = task;
  const cloud = await startPracticeCloud({
    ...(bytesPerSecondPerConnection === undefined ? {} : { bytesPerSecondPerConnection }),
    ...(storageTls === undefined ? {} : { storageTls }),
    extraBackups: task.sizesBytes.map((sizeBytes) => ({ backupId: `size-${sizeBytes}`, sizeBytes })),
  });
  const links: ServerLinks = {};
  for (const sizeBytes of task.sizesBytes) {
    const backup = cloud.backups.find(({ backupId }) => backupId === `size-${sizeBytes}`);
    if (backup !== undefined) links[sizeBytes] = await linkTo(cloud, backup);
  }
  process.send?.(links);
}

process.once('disconnect', () => process.exit());
process.once('message', (task: ServerTask) => void serve(task));
