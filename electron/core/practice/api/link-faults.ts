import type { FaultName } from '../faults.ts';
import type { StoredBackup } from '../world/backup.ts';
import type { ApiFailure } from './planned-failures.ts';

/**
 * The failure a backup's fault puts in the way of its link. It counts the questions for each backup, and begins anew
 * after one that was answered.
 */
export function createLinkFaults(): (backup: StoredBackup | undefined) => ApiFailure | undefined {
  const askedTimes = new Map<string, number>();
  return (backup) => {
    if (backup === undefined || backup.fault === '') return undefined;
    const failure = failureOf(backup.fault);
    if (failure === undefined) return undefined;
    const times = (askedTimes.get(backup.backupId) ?? 0) + 1;
    const isFailing = times <= (backup.faultParameters.times ?? 0);
    askedTimes.set(backup.backupId, isFailing ? times : 0);
    return isFailing ? failure : undefined;
  };
}

function failureOf(fault: FaultName): ApiFailure | undefined {
  switch (fault) {
    case 'api-busy':
      return { kind: 'retCode', retCode: 153, message: 'Request rate limited' };
    case 'api-gateway-page':
      return { kind: 'http', status: 502 };
    default:
      return undefined;
  }
}
