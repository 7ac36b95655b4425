import type { InstanceKind } from './models/backup.ts';

/**
 * The kind an instance's id tells by its prefix: `udredis-`, `udrediscluster-` and `umem-` are distributed (UCloud's
 * documents and CLI); everything else is asked as master-replica first.
 */
export function kindOfInstanceId(instanceId: string): InstanceKind {
  return /^(?:udredis|udrediscluster|umem)-/iu.test(instanceId) ? 'distributed' : 'masterReplica';
}
