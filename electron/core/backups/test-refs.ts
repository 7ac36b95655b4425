import type { BackupRef } from '#shared/models/backup.ts';

// For tests: backups to ask for, and a made-up link in the documented shape.

export const LINK =
  'https://umembackup-5001.cn-bj.ufileos.com/uredis-onb4ha/nightly-a75aaaa9' +
  '?UCloudPublicKey=service@example.com1&Expires=1800000000&Signature=m/Nh8+Evd=';

export const masterReplicaRef: BackupRef = {
  profileId: 'profile-1',
  projectId: '',
  regionId: 'cn-bj2',
  zoneId: '',
  kind: 'masterReplica',
  instanceId: 'uredis-onb4ha',
  backupId: 'a75aaaa9-d9e1-4d38-9dc1-aecad4640045',
  shardId: '',
  isCrossZone: false,
  slaveZoneId: '',
  isCrossRegion: false,
};

export const distributedRef: BackupRef = {
  ...masterReplicaRef,
  kind: 'distributed',
  zoneId: 'cn-bj2-02',
  instanceId: 'udredis-00pakopv',
};
