import { z } from 'zod';
import { backupNameProblem } from '#shared/backup-names.ts';
import { invalidInput, isAppError, type ErrorCode } from '#shared/errors.ts';
import type { InstanceRef } from '#shared/models/browse.ts';
import type { ApiAccount, UCloudClient } from '../ucloud/client.ts';
import { id } from '../ucloud/tolerant.ts';

/** The documents' own example leaves the id out, and one of the two calls has it optional. */
const answer = z.object({ BackupId: id.catch('') });

/**
 * Asks for a backup of an instance: CreateURedisBackup or CreateUMemBackup (UCloud API docs, create_u_redis_backup.md and
 * create_u_mem_backup.md). Sent once, whatever happens: UCloud's SDKs do not repeat these calls either.
 * @returns its id; empty where the answer does not say.
 * Throws AppError `invalidInput` (field `name`) before anything is sent, and what `UCloudClient.call` throws.
 */
export async function createBackup(
  client: UCloudClient,
  account: ApiAccount,
  order: { instance: InstanceRef; name: string },
  signal: AbortSignal,
): Promise<string> {
  const { instance, name } = order;
  const problem = backupNameProblem(name);
  if (problem !== undefined) throw invalidInput({ name: problem });
  const { regionId, zoneId, slaveZoneId, projectId, instanceId } = instance;
  const place = { Region: regionId, Zone: zoneId, ProjectId: projectId, BackupName: name };
  const sent =
    instance.kind === 'distributed'
      ? client.call(account, 'CreateUMemBackup', { ...place, SpaceId: instanceId }, { signal, isRead: false })
      : client.call(
          account,
          'CreateURedisBackup',
          { ...place, GroupId: instanceId, SlaveZone: slaveZoneId },
          { signal, isRead: false },
        );
  return answer.parse(await sent).BackupId;
}

/** The request was on its way when these came. */
const ANSWER_LOST: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'timeout',
  'connectionLost',
  'cancelled',
  'apiUnreadable',
  'encodedBody',
]);
/** The gateway gave up waiting, or is in disorder (UCloud API docs, public.md): who knows what the service behind it did. */
const GATEWAY_TROUBLE: ReadonlySet<unknown> = new Set([110, 130, 150]);

/** Whether a call that failed like this may have been carried out all the same. When in doubt, yes. */
export function mayHaveBeenMade(error: unknown): boolean {
  if (!isAppError(error)) return true;
  const { code, params, detail } = error.data;
  if (code === 'apiRefused') return GATEWAY_TROUBLE.has(params['retCode']);
  if (code === 'apiHttpError') return Number(params['status']) >= 500;
  // The machine went to sleep with the request on its way.
  if (code === 'offline') return detail === 'ERR_NETWORK_IO_SUSPENDED';
  return ANSWER_LOST.has(code);
}
