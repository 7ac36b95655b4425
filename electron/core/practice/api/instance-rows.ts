import type { PracticeInstance } from '../world/instances.ts';

const CREATED_AT_SECONDS = 1_725_158_400;
const EXPIRES_AT_SECONDS = 1_830_297_600;

function commonFields(one: PracticeInstance): Record<string, unknown> {
  return {
    Zone: one.zoneId,
    VPCId: 'uvnet-practice',
    SubnetId: 'subnet-practice',
    Name: one.name,
    Tag: 'Default',
    Protocol: 'redis',
    Type: one.hasReplica ? 'double' : 'single',
    Size: one.sizeGb,
    UsedSize: one.usedMb,
    State: one.state,
    ChargeType: 'Month',
    CreateTime: CREATED_AT_SECONDS,
    ExpireTime: EXPIRES_AT_SECONDS,
    RewriteTime: 3,
  };
}

function nodeFields(one: PracticeInstance): Record<string, unknown> {
  return {
    ConfigId: '03f58ca9-b64d-4bdd-abc7-c6b9a46fd801',
    AutoBackup: one.backupHour === null ? 'disable' : 'enable',
    BackupTime: one.backupHour ?? 0,
    HighAvailability: one.hasReplica ? 'enable' : 'disable',
    Version: one.version,
    SlaveZone: one.slaveZoneId,
    IsHighPerformance: one.resourceType === 'g4v6',
    SSLEnable: false,
    SSLVersion: '',
    SSLCertExpireTime: 0,
    SecPolicy: 0,
    UDACEnable: false,
  };
}

/** A row of DescribeUMem. */
export function umemRow(one: PracticeInstance): Record<string, unknown> {
  return {
    ...commonFields(one),
    ...nodeFields(one),
    ResourceId: one.id,
    ResourceType: one.resourceType,
    Role: 'master',
    OwnSlave: one.hasReadReplica ? 'Yes' : 'No',
    ...(one.hasReadReplica && { DataSet: [readReplicaRow(one)] }),
    Address: [{ IP: '10.9.20.7', PrivateDomain: '', PublicIp: '', Port: 6379 }],
    ProductType: one.resourceType === 'g4v6' ? 2 : 0,
    SupportAofRollback: false,
    AofRollbackEnable: 'disable',
    IsRWMode: false,
    HasPassword: true,
  };
}

function readReplicaRow(one: PracticeInstance): Record<string, unknown> {
  return {
    ...commonFields(one),
    MasterGroupId: one.id,
    GroupId: `${one.id}-ro1`,
    GroupName: `${one.name}-readonly`,
    Role: 'slave',
    VirtualIP: '10.9.20.8',
    Port: 6379,
    MemorySize: one.sizeGb,
    Version: one.version,
    ResourceType: one.resourceType,
  };
}

/** A row of DescribeURedisGroup. */
export function groupRow(one: PracticeInstance): Record<string, unknown> {
  return {
    ...commonFields(one),
    ...nodeFields(one),
    GroupId: one.id,
    GroupName: one.name,
    Role: 'master',
    VirtualIP: '10.9.20.7',
    Port: 6379,
    MemorySize: one.sizeGb,
    ModifyTime: CREATED_AT_SECONDS,
  };
}

/** A row of DescribeUMemSpace. */
export function spaceRow(one: PracticeInstance): Record<string, unknown> {
  return {
    ...commonFields(one),
    SpaceId: one.id,
    Address: [{ IP: '10.9.30.7', Port: 6379 }],
    SupportAofRollback: false,
    AofRollbackEnable: 'disable',
  };
}
