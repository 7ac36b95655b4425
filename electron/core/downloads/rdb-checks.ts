import type { BackupRef } from '#shared/models/backup.ts';
import type { Check } from '#shared/models/download.ts';
import type { RdbReport } from '#shared/models/rdb-report.ts';

/**
 * The evidence that a report of a downloaded file gives, and whether the file is damaged.
 * @param ref what the file should be. Behind a pasted link may lie anything, so a file that is no RDB is no damage there.
 */
export function judgeRdb(report: RdbReport, ref: BackupRef | null): { checks: Check[]; isDamaged: boolean } {
  const isBackup = ref !== null && ref.isPasted === undefined;
  if (!isBackup && report.verdict === 'corrupt' && report.rdbVersion === null) {
    return { checks: [{ name: 'structure', outcome: 'notComparable', reason: 'notRdb' }], isDamaged: false };
  }
  return { checks: [structureCheck(report), crcCheck(report)], isDamaged: report.verdict === 'corrupt' };
}

function structureCheck({ verdict, damage, rdbVersion, keyCount, trailingBytes }: RdbReport): Check {
  const rdb = rdbVersion === null ? undefined : { version: rdbVersion, keyCount, trailingBytes };
  if (verdict === 'notUnderstood') return { name: 'structure', outcome: 'notComparable', reason: 'notUnderstood', rdb };
  // Where only the checksum's own bytes differ, everything before them was read to its end.
  const isSound = verdict === 'valid' || damage?.kind === 'wrongTrailer';
  return { name: 'structure', outcome: isSound ? 'passed' : 'failed', reason: '', rdb };
}

function crcCheck({ crc, verdict, rdbVersion }: RdbReport): Check {
  // A version of the future may end in another way, and a packed file in any.
  if (verdict === 'notUnderstood' && (crc === 'failed' || rdbVersion === null)) {
    return { name: 'crc', outcome: 'notComparable', reason: 'notUnderstood' };
  }
  if (crc === 'absent') return { name: 'crc', outcome: 'notComparable', reason: 'noChecksum' };
  return { name: 'crc', outcome: crc, reason: '' };
}
