import type { InstanceKind } from '#shared/models/backup.ts';

export interface PracticeInstance {
  readonly kind: InstanceKind;
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly regionId: string;
  readonly zoneId: string;
  /** The zone of the replica of an instance that spans two zones, else empty. */
  readonly slaveZoneId: string;
  readonly version: string;
  readonly sizeGb: number;
  readonly usedMb: number;
  readonly state: string;
  /** As DescribeUMem calls it: `single` and `g4v6` are master-replica, `performance` and `cluster` distributed. */
  readonly resourceType: string;
  readonly hasReplica: boolean;
  readonly hasReadReplica: boolean;
  /** The hour of the automatic backup, null where it is off. */
  readonly backupHour: number | null;
  /** What its daily backups show; absent where all is well. */
  readonly trouble?: 'failed' | 'missing' | 'shrunk' | 'stopped';
  /** BlockIds of a distributed instance. */
  readonly shardIds: readonly string[];
}

type Given = Partial<PracticeInstance> & Pick<PracticeInstance, 'kind' | 'id' | 'name' | 'regionId' | 'zoneId'>;

/** An instance with the usual values where none are given. */
export function instance(given: Given): PracticeInstance {
  const isDistributed = given.kind === 'distributed';
  return {
    projectId: 'org-3kopqz',
    slaveZoneId: '',
    version: '7.0',
    sizeGb: 4,
    usedMb: 1380,
    state: 'Running',
    resourceType: isDistributed ? 'performance' : 'single',
    hasReplica: true,
    hasReadReplica: false,
    backupHour: 3,
    shardIds: isDistributed ? [0, 1, 2].map((at) => `${given.id}_${at}`) : [],
    ...given,
  };
}

export const ORDERS = 'uredis-onb4ha';
export const SESSIONS = 'uhredis-1dim5ws6';
export const CROSS_ZONE = 'uredis-kz2czq';
export const REHEARSAL = 'uredis-fau1ts';
export const ANALYTICS = 'uredis-0rep0rt';
export const CATALOG_SHARDS = 'udredis-00pakopv';
export const EVENTS_SHARDS = 'udrediscluster-9vde2kq1';
export const OLD_SHARDS = 'umem-m3xold3';

export const INSTANCES: readonly PracticeInstance[] = [
  instance({
    kind: 'masterReplica',
    id: ORDERS,
    name: 'orders-prod',
    regionId: 'cn-bj2',
    zoneId: 'cn-bj2-05',
    hasReadReplica: true,
  }),
  instance({
    kind: 'masterReplica',
    id: SESSIONS,
    name: 'sessions-prod',
    regionId: 'cn-sh2',
    zoneId: 'cn-sh2-02',
    resourceType: 'g4v6',
    sizeGb: 64,
    usedMb: 61_035,
  }),
  instance({
    kind: 'masterReplica',
    id: CROSS_ZONE,
    name: 'payments-two-zones',
    regionId: 'cn-bj2',
    zoneId: 'cn-bj2-03',
    slaveZoneId: 'cn-bj2-05',
    version: '6.0',
  }),
  instance({
    kind: 'masterReplica',
    id: REHEARSAL,
    name: 'rehearsal',
    regionId: 'cn-bj2',
    zoneId: 'cn-bj2-05',
    sizeGb: 1,
    usedMb: 61,
  }),
  instance({
    kind: 'masterReplica',
    id: ANALYTICS,
    name: '报表缓存',
    projectId: 'org-0qakla',
    regionId: 'sg',
    zoneId: 'sg-01',
    version: '5.0',
    hasReplica: false,
    backupHour: null,
  }),
  instance({
    kind: 'masterReplica',
    id: 'uredis-res1ze',
    name: 'cart-test',
    regionId: 'cn-bj2',
    zoneId: 'cn-bj2-02',
    version: '4.0',
    state: 'Resizing',
    backupHour: null,
  }),
  instance({
    kind: 'distributed',
    id: CATALOG_SHARDS,
    name: 'catalog-shards',
    regionId: 'cn-bj2',
    zoneId: 'cn-bj2-05',
    sizeGb: 48,
  }),
  instance({
    kind: 'distributed',
    id: EVENTS_SHARDS,
    name: 'events-cluster',
    projectId: 'org-0qakla',
    regionId: 'sg',
    zoneId: 'sg-01',
    resourceType: 'cluster',
    sizeGb: 32,
  }),
  instance({
    kind: 'distributed',
    id: OLD_SHARDS,
    name: 'legacy-proxy',
    regionId: 'cn-gd',
    zoneId: 'cn-gd-02',
    version: '3.2',
    sizeGb: 8,
    shardIds: [`${OLD_SHARDS}_0`, `${OLD_SHARDS}_1`],
  }),
  // Each with something the list of its backups tells, among names that try a table.
  troubled('failed', 'uredis-fa1led', 'mail-queue'),
  troubled('missing', 'uredis-m1ss1ng', 'مخزون المتجر'),
  troubled('shrunk', 'uredis-shrunk', '💳 payments-tokens 🔐'),
  troubled('stopped', 'uredis-st0pped', `coupons-${'campaign-2026-autumn-'.repeat(10)}`.slice(0, 200)),
];

function troubled(trouble: PracticeInstance['trouble'] & string, id: string, name: string): PracticeInstance {
  return instance({
    kind: 'masterReplica',
    id,
    name,
    trouble,
    regionId: 'hk',
    zoneId: 'hk-02',
    sizeGb: 2,
    usedMb: 512,
  });
}
