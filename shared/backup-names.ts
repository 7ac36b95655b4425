import type { FieldReason } from './errors.ts';

/** What a backup may be called: UCloud API docs, create_u_redis_backup.md and create_u_mem_backup.md. */
export const SHORTEST_BACKUP_NAME = 6;
export const LONGEST_BACKUP_NAME = 63;

/** Why a name is not accepted; undefined for one that is. */
export function backupNameProblem(name: string): FieldReason | undefined {
  if (name === '') return 'required';
  if (/[^\w-]/u.test(name)) return 'notInBackupNames';
  if (name.length < SHORTEST_BACKUP_NAME) return 'tooShort';
  return name.length > LONGEST_BACKUP_NAME ? 'tooLong' : undefined;
}

/**
 * What a backup of an instance made now is called unless somebody says otherwise: the instance's name as far as the rules
 * allow, and the time to the second by this computer's clock, so that it is found again by its name.
 */
export function suggestedBackupName(instanceName: string, now: Date): string {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(twoDigits).join('');
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join('');
  const end = `${day}-${time}`;
  const plain = instanceName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w-]+/gu, '-')
    .slice(0, LONGEST_BACKUP_NAME - end.length - 1)
    .replaceAll(/^-+|-+$/gu, '');
  return `${plain || 'backup'}-${end}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
