import type { BackupRef } from './models/backup.ts';

/** Whether two pasted links lead to the same object, as far as their paths tell. The ETag decides before a byte is added. */
export function isSamePastedObject(one: BackupRef, other: BackupRef): boolean {
  const idOf = ({ profileId, instanceId, backupId, shardId }: BackupRef): string =>
    [profileId, instanceId, backupId, shardId].join('\n');
  return one.isPasted === true && other.isPasted === true && idOf(one) === idOf(other);
}
