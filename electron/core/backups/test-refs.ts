import type { BackupRef } from '#shared/models/backup.ts';
import { testRef } from '#shared/test-rows.ts';

// For tests: backups to ask for, and a made-up link in the documented shape.

export const LINK =
  'https://umembackup-5001.cn-bj.ufileos.com/uredis-onb4ha/nightly-a75aaaa9' +
  '?UCloudPublicKey=service@example.com1&Expires=1800000000&Signature=m/Nh8+Evd=';

export const masterReplicaRef = testRef({
  instanceId: 'uredis-onb4ha',
  backupId: 'a75aaaa9-d9e1-4d38-9dc1-aecad4640045',
});

export const distributedRef: BackupRef = {
  ...masterReplicaRef,
  kind: 'distributed',
  zoneId: 'cn-bj2-02',
  instanceId: 'udredis-00pakopv',
};
