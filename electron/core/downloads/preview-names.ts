import type { FieldReason } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import { backupFileName } from './file-names.ts';
import { parseNameTemplate } from './name-template.ts';

const EXAMPLE: BackupRef = {
  profileId: '',
  projectId: '',
  regionId: 'cn-bj2',
  zoneId: 'cn-bj2-02',
  kind: 'masterReplica',
  instanceId: 'uredis-k3x9',
  backupId: 'a75aaaa9-d9e1-4d38-8f0e',
  shardId: '',
  isCrossZone: false,
  slaveZoneId: '',
  isCrossRegion: false,
};
const EXAMPLE_SHARD: BackupRef = { ...EXAMPLE, kind: 'distributed', instanceId: 'umem-7d2f', shardId: 'block-1' };

/** Two names as a template makes them: of a whole backup, and of one shard of another; or why it makes none. */
export function previewFileNames(
  template: string,
  profileName: string,
  at: number,
): { names: string[]; problem: FieldReason | '' } {
  const parsed = parseNameTemplate(template);
  if ('problem' in parsed) return { names: [], problem: parsed.problem };
  return {
    names: [EXAMPLE, EXAMPLE_SHARD].map((ref) => backupFileName(ref, { template, profileName, at })),
    problem: '',
  };
}
