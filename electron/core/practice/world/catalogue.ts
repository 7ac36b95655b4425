import { FAULT_NAMES, type FaultName, FAULTS } from '../faults.ts';
import { stableId, stateFor, type StoredBackup } from './backup.ts';
import {
  ANALYTICS,
  CATALOG_SHARDS,
  CROSS_ZONE,
  EVENTS_SHARDS,
  INSTANCES,
  OLD_SHARDS,
  ORDERS,
  type PracticeInstance,
  REHEARSAL,
  SESSIONS,
} from './instances.ts';

const MB = 1_000_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Backup hours are Beijing's. */
const BEIJING_OFFSET_MS = 8 * HOUR_MS;

type Given = Partial<StoredBackup> & { readonly label: string; readonly ageMs: number; readonly sizeMb?: number };

/** Every backup of the practice cloud at a start at this time: rehearsals first, then what fills the lists. */
export function createCatalogue(nowMs: number): readonly StoredBackup[] {
  return [...goodBackups(nowMs), ...faultyBackups(nowMs), ...INSTANCES.flatMap((one) => routineBackups(one, nowMs))];
}

function backup(instanceId: string, nowMs: number, given: Given): StoredBackup {
  const { label, ageMs, sizeMb = 16, ...rest } = given;
  const instance = INSTANCES.find(({ id }) => id === instanceId);
  if (instance === undefined) throw new RangeError(`The practice cloud has no instance ${instanceId}.`);
  return {
    backupId: stableId(label),
    name: label,
    instance,
    state: 'done',
    isAutomatic: false,
    takenAtMs: Math.floor((nowMs - ageMs) / 1000) * 1000,
    // Odd sizes, as real files have.
    sizeBytes: sizeMb * MB + 357,
    regionId: instance.regionId,
    zoneId: instance.zoneId,
    linkStyle: 'both',
    fault: '',
    faultParameters: {},
    ...rest,
  };
}

function goodBackups(nowMs: number): StoredBackup[] {
  const ageMs = 2 * HOUR_MS;
  const good = (instanceId: string, given: Given & { en: string; zh: string }): StoredBackup => {
    const { en, zh, ...rest } = given;
    return backup(instanceId, nowMs, { ...rest, note: { en, 'zh-CN': zh } });
  };
  return [
    good(ORDERS, { label: 'before-release', ageMs, sizeMb: 24, en: 'A good backup.', zh: '正常的备份。' }),
    good(ORDERS, {
      label: 'small-one',
      ageMs: 3 * DAY_MS,
      sizeMb: 0.02,
      linkStyle: 'garbagePath',
      en: 'A very small backup.',
      zh: '很小的备份。',
    }),
    good(CROSS_ZONE, {
      label: 'two-zones',
      ageMs,
      linkStyle: 'pathOnly',
      en: 'A backup of a cross-zone instance.',
      zh: '跨可用区实例的备份。',
    }),
    good(SESSIONS, {
      label: 'copied-to-hk',
      ageMs,
      sizeMb: 32,
      regionId: 'hk',
      zoneId: 'hk-02',
      en: 'A cross-region copy: taken in Shanghai, kept in Hong Kong.',
      zh: '跨地域备份：源地域为上海，存放在香港。',
    }),
    good(CATALOG_SHARDS, {
      label: 'three-shards',
      ageMs,
      en: 'A distributed instance: one file per shard.',
      zh: '分布式实例的备份：每个分片一个文件。',
    }),
    good(EVENTS_SHARDS, {
      label: 'events-before-upgrade',
      ageMs: DAY_MS,
      sizeMb: 8,
      en: 'A distributed instance in another project and region.',
      zh: '其他项目和地域中的分布式实例备份。',
    }),
    good(OLD_SHARDS, {
      label: 'legacy-two-shards',
      ageMs: 2 * DAY_MS,
      sizeMb: 8,
      en: 'An old distributed instance with two shards.',
      zh: '旧版分布式实例的备份，共两个分片。',
    }),
    good(ANALYTICS, {
      label: 'monthly-report',
      ageMs: 20 * DAY_MS,
      linkStyle: 'urlOnly',
      en: 'A backup in another project and region.',
      zh: '其他项目和地域中的备份。',
    }),
    good(SESSIONS, { label: 'large-2gb', ageMs, sizeMb: 2000, en: 'A large backup: 2 GB.', zh: '大备份：2 GB。' }),
    good(SESSIONS, {
      label: 'giant-64gb',
      ageMs: 5 * HOUR_MS,
      sizeMb: 64_000,
      en: 'A giant backup: 64 GB. Mind the disk.',
      zh: '超大备份：64 GB，请留意磁盘空间。',
    }),
  ];
}

const SIZES_MB: Partial<Record<FaultName, number>> = { 'expires-midway': 40, slow: 8, 'changes-midway': 32 };

function faultyBackups(nowMs: number): StoredBackup[] {
  return FAULT_NAMES.map((fault, at) =>
    backup(REHEARSAL, nowMs, {
      label: `rehearse-${fault}`,
      ageMs: HOUR_MS + at * 60_000,
      sizeMb: SIZES_MB[fault] ?? 20,
      state: stateFor(fault),
      linkStyle: at % 2 === 0 ? 'both' : 'urlOnly',
      fault,
      faultParameters: FAULTS[fault].parameters,
      note: FAULTS[fault].what,
    }),
  );
}

/** A day's automatic backups: a week of good ones, and a month of expired rows that are still listed. */
function routineBackups(instance: PracticeInstance, nowMs: number): StoredBackup[] {
  const { backupHour } = instance;
  if (backupHour === null || instance.id === REHEARSAL) return [];
  const beijingDay = Math.floor((nowMs + BEIJING_OFFSET_MS) / DAY_MS);
  const days = Array.from({ length: 30 }, (_, daysAgo) => {
    const takenAtMs = (beijingDay - daysAgo) * DAY_MS + backupHour * HOUR_MS - BEIJING_OFFSET_MS;
    return backup(instance.id, nowMs, {
      label: `${instance.id} daily ${daysAgo}`,
      ageMs: nowMs - takenAtMs,
      name: 'system_backup',
      sizeMb: 12 + (daysAgo % 5),
      isAutomatic: true,
      state: daysAgo < 8 ? 'done' : 'expired',
    });
  }).filter(({ takenAtMs }) => takenAtMs < nowMs);
  return withTrouble(instance, days);
}

/** @param days newest first. */
function withTrouble({ trouble }: PracticeInstance, days: readonly StoredBackup[]): StoredBackup[] {
  switch (trouble) {
    case 'failed':
      return days.map((day, at) => (at === 0 ? { ...day, state: 'failed' } : day));
    case 'missing':
      return days.filter((_day, at) => at !== 2);
    case 'shrunk':
      return days.map((day, at) => (at === 0 ? { ...day, sizeBytes: MB } : day));
    case 'stopped':
      return days.slice(6);
    default:
      return [...days];
  }
}
