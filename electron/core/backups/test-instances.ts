import type { InstanceRef } from '#shared/models/browse.ts';

// For tests: two instances of the practice cloud, as a list would name them.

const place = {
  profileId: 'practice',
  projectId: 'org-3kopqz',
  regionId: 'cn-bj2',
  slaveZoneId: '',
  automaticBackup: 'on',
} as const;

export const ordersInstance: InstanceRef = {
  ...place,
  kind: 'masterReplica',
  instanceId: 'uredis-onb4ha',
  zoneId: 'cn-bj2-05',
};

export const shardedInstance: InstanceRef = {
  ...place,
  kind: 'distributed',
  instanceId: 'udredis-00pakopv',
  zoneId: 'cn-bj2-05',
};
