import { z } from 'zod';
import { isAppError, type AppError } from '#shared/errors.ts';
import type { InstanceKind } from '#shared/models/backup.ts';
import type { Instance } from '#shared/models/browse.ts';
import type { ApiAccount, UCloudClient } from '../ucloud/client.ts';
import { meaningOf } from '../ucloud/error-catalogue.ts';
import type { Params } from '../ucloud/sign.ts';
import { amount, id, listOf, text } from '../ucloud/tolerant.ts';
import { listAll, uniqueById, type Listing } from './pages.ts';

/** Where instances are listed. An empty project stands for the account's default one. */
export interface Place {
  projectId: string;
  regionId: string;
}

const common = z.object({
  Zone: text,
  SlaveZone: text,
  Name: text,
  State: text,
  Version: text,
  Size: amount,
  UsedSize: amount,
  AutoBackup: text,
  BackupTime: amount,
});
const umemRow = common.extend({ ResourceId: id, ResourceType: text });
const groupRow = common.extend({ GroupId: id });
const spaceRow = common.extend({ SpaceId: id });

type Ask = (action: string, params?: Params) => Promise<Listing<unknown>>;

/**
 * The instances of both kinds in a region, from DescribeUMem. Where that call is refused or broken, the older lists of
 * each kind (DescribeURedisGroup, DescribeUMemSpace) stand in for it; where its rows say nothing of automatic backups,
 * DescribeURedisGroup completes them.
 * Throws what `UCloudClient.call` throws when no list can be had; a list that ends early is answered with its reason.
 */
export async function listInstances(
  client: UCloudClient,
  account: ApiAccount,
  place: Place,
  signal: AbortSignal,
): Promise<Listing<Instance>> {
  const scope = { Region: place.regionId, ProjectId: place.projectId };
  const ask: Ask = (action, params = {}) =>
    listAll((paging) => client.call(account, action, { ...scope, ...params, ...paging }, { signal, isRead: true }));
  try {
    const { rows, error } = await ask('DescribeUMem', { Protocol: 'redis' });
    const instances = listOf(umemRow)
      .parse(rows)
      .map((row) => toInstance(place, row.ResourceId, kindOf(row.ResourceType, row.ResourceId), row));
    return { rows: uniqueById(await withDetails(instances, place, ask)), error };
  } catch (error) {
    if (!isAppError(error) || !isWorthAnotherCall(error)) throw error;
    return listKinds(place, ask, error);
  }
}

/** A network that is down is down for the other lists too, and a gateway that is busy is not asked for more. */
function isWorthAnotherCall({ code, data }: AppError): boolean {
  if (code === 'apiRefused') return meaningOf(Number(data.params['retCode'])).class !== 'transient';
  return code === 'apiHttpError' || code === 'apiUnreadable';
}

/**
 * Both older lists. One of them is enough: the other's reason is answered beside it.
 * @param first why DescribeUMem could not be had. Where the account forbids it, that is what to ask for.
 */
async function listKinds(place: Place, ask: Ask, first: AppError): Promise<Listing<Instance>> {
  const [groups, spaces] = await Promise.allSettled([ask('DescribeURedisGroup'), ask('DescribeUMemSpace')]);
  if (groups.status === 'rejected' && spaces.status === 'rejected') {
    throw isForbidden(first) && isForbidden(groups.reason) ? first : groups.reason;
  }
  const masterReplica = listOf(groupRow)
    .parse(rowsOf(groups))
    .map((row) => toInstance(place, row.GroupId, 'masterReplica', row));
  const distributed = listOf(spaceRow)
    .parse(rowsOf(spaces))
    .map((row) => toInstance(place, row.SpaceId, 'distributed', row));
  return { rows: uniqueById([...masterReplica, ...distributed]), error: errorOf(groups) ?? errorOf(spaces) };
}

function isForbidden(error: unknown): boolean {
  return isAppError(error, 'apiRefused') && meaningOf(Number(error.data.params['retCode'])).class === 'policy';
}

type Settled = PromiseSettledResult<Listing<unknown>>;

function rowsOf(list: Settled): unknown[] {
  return list.status === 'fulfilled' ? list.value.rows : [];
}

function errorOf(list: Settled): Listing<Instance>['error'] {
  if (list.status === 'fulfilled') return list.value.error;
  if (isAppError(list.reason) && list.reason.code !== 'cancelled') return list.reason;
  throw list.reason;
}

/** Fills in what DescribeUMem left out of master-replica rows. That it cannot be had costs nothing but itself. */
async function withDetails(instances: readonly Instance[], place: Place, ask: Ask): Promise<Instance[]> {
  const isPoor = ({ kind, automaticBackup, version }: Instance): boolean =>
    kind === 'masterReplica' && (automaticBackup === 'unknown' || version === '');
  if (!instances.some(isPoor)) return [...instances];
  const { rows } = await ask('DescribeURedisGroup').catch((error: unknown) => {
    if (!isAppError(error) || error.code === 'cancelled') throw error;
    return { rows: [] };
  });
  const details = new Map(
    listOf(groupRow)
      .parse(rows)
      .map((row) => [row.GroupId, toInstance(place, row.GroupId, 'masterReplica', row)]),
  );
  return instances.map((instance) => {
    const detail = details.get(instance.id);
    if (detail === undefined || !isPoor(instance)) return instance;
    const { automaticBackup, backupHour } = instance.automaticBackup === 'unknown' ? detail : instance;
    return { ...instance, automaticBackup, backupHour, version: instance.version || detail.version };
  });
}

function toInstance(place: Place, instanceId: string, kind: InstanceKind, row: z.infer<typeof common>): Instance {
  const hour = row.BackupTime;
  return {
    id: instanceId,
    name: row.Name === '' ? instanceId : row.Name,
    kind,
    regionId: place.regionId,
    zoneId: row.Zone,
    slaveZoneId: row.SlaveZone === row.Zone ? '' : row.SlaveZone,
    version: row.Version,
    sizeGb: row.Size,
    usedMb: row.UsedSize,
    state: row.State,
    automaticBackup: AUTOMATIC[row.AutoBackup.toLowerCase()] ?? 'unknown',
    backupHour: hour !== null && Number.isInteger(hour) && hour <= 23 ? hour : null,
  };
}

const AUTOMATIC: Partial<Record<string, Instance['automaticBackup']>> = { enable: 'on', disable: 'off' };

/** What the UCloud CLI tells apart by (products/redis, resource_type.go), with the documents' own words beside it. */
const KIND_OF_TYPE: Partial<Record<string, InstanceKind>> = {
  single: 'masterReplica',
  g4v6: 'masterReplica',
  performance: 'distributed',
  cluster: 'distributed',
  distributed: 'distributed',
};

/** By the type, else by the id's beginning; what neither tells is taken for master-replica, the commoner kind. */
function kindOf(resourceType: string, instanceId: string): InstanceKind {
  const byType = KIND_OF_TYPE[resourceType.toLowerCase()];
  return byType ?? (/^(?:udredis|udrediscluster|umem)-/u.test(instanceId) ? 'distributed' : 'masterReplica');
}
