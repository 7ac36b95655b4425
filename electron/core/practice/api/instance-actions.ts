import type { PracticeInstance } from '../world/instances.ts';
import { type Action, type ActionCall, pageOf } from './action.ts';
import { groupRow, spaceRow, umemRow } from './instance-rows.ts';
import { ApiRefusal, parameterNotAvailable } from './refusal.ts';
import { readScope } from './scope.ts';

/** DescribeUMem: both kinds in one list. */
export const describeUMem: Action = (call) => {
  const protocol = call.reader.required('Protocol');
  if (!['redis', 'memcache'].includes(protocol)) throw parameterNotAvailable('Protocol');
  const resourceId = call.reader.text('ResourceId');
  const found = visibleInstances(call).filter(({ id }) => resourceId === '' || id === resourceId);
  const rows = protocol === 'redis' ? found : [];
  return { TotalCount: rows.length, DataSet: pageOf(rows, call.reader, 20).map(umemRow) };
};

/** DescribeURedisGroup: master-replica instances. */
export const describeURedisGroup: Action = (call) => {
  const groupId = call.reader.text('GroupId');
  const rows = visibleInstances(call).filter(
    ({ kind, id }) => kind === 'masterReplica' && (groupId === '' || id === groupId),
  );
  return { TotalCount: rows.length, DataSet: pageOf(rows, call.reader, 20).map(groupRow) };
};

/** DescribeUMemSpace: the older list of distributed instances. */
export const describeUMemSpace: Action = (call) => {
  const spaceId = call.reader.text('SpaceId');
  const rows = visibleInstances(call).filter(
    ({ kind, id }) => kind === 'distributed' && (spaceId === '' || id === spaceId),
  );
  return { TotalCount: rows.length, DataSet: pageOf(rows, call.reader, 20).map(spaceRow) };
};

/** DescribeUMemBlockInfo: the shards of a distributed instance. */
export const describeUMemBlockInfo: Action = (call) => {
  for (const name of ['Zone', 'SpaceId', 'Offset', 'Limit']) call.reader.required(name);
  const { shardIds, sizeGb, usedMb } = findSpace(call);
  const slotsEach = Math.ceil(16_384 / shardIds.length);
  const rows = shardIds.map((shardId, at) => ({
    BlockId: shardId,
    BlockName: `shard-${at}`,
    BlockVip: `10.9.30.${at + 11}`,
    BlockPort: 6379,
    BlockSize: Math.ceil(sizeGb / shardIds.length),
    BlockUsedSize: Math.round(usedMb / shardIds.length),
    BlockState: 'Running',
    BlockType: 'master',
    BlockReadWeight: 100,
    BlockSlotBegin: at * slotsEach,
    BlockSlotEnd: Math.min((at + 1) * slotsEach, 16_384) - 1,
  }));
  return { ReadMode: 'Uniform', DataSet: pageOf(rows, call.reader, 20) };
};

/** The distributed instance a call names. Throws ApiRefusal 20016 when there is none in its scope. */
export function findSpace(call: ActionCall): PracticeInstance {
  return findInstance(call, 'distributed', call.reader.required('SpaceId'));
}

/** The instance of this kind and id in a call's scope. Throws ApiRefusal 20016. */
export function findInstance(call: ActionCall, kind: PracticeInstance['kind'], id: string): PracticeInstance {
  const instance = visibleInstances(call).find((one) => one.kind === kind && one.id === id);
  if (instance === undefined) throw new ApiRefusal(20_016, '获取实例信息失败，请稍后重试');
  return instance;
}

function visibleInstances({ reader, key, world }: ActionCall): PracticeInstance[] {
  const { regionId, zoneId, projectId } = readScope(reader, key);
  return world.instances.filter(
    (one) => one.regionId === regionId && one.projectId === projectId && (zoneId === '' || one.zoneId === zoneId),
  );
}
