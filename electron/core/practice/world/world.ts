import { randomUUID } from 'node:crypto';
import type { PracticeBackup } from '#shared/models/practice.ts';
import { type FaultName, FAULTS, type FaultParameters } from '../faults.ts';
import {
  type LinkStyle,
  objectKey,
  shardsOf,
  stateAt,
  stateFor,
  type StoredBackup,
  toPracticeBackup,
} from './backup.ts';
import { createCatalogue } from './catalogue.ts';
import { crowdBackups, crowdInstances, type Crowd } from './crowd.ts';
import { INSTANCES, type PracticeInstance, REHEARSAL } from './instances.ts';

/** A backup added to the catalogue, for a test that needs its own size or fault. */
export interface ExtraBackup {
  /** A new one is made up when absent. */
  readonly backupId?: string;
  readonly name?: string;
  /** One of the practice instances; the one for rehearsals when absent. */
  readonly instanceId?: string;
  readonly sizeBytes: number;
  readonly fault?: FaultName;
  /** Numbers in place of the fault's own. */
  readonly faultParameters?: FaultParameters;
  readonly linkStyle?: LinkStyle;
}

/** What the practice cloud holds; the API asks it, and the storage for its objects. */
export interface World {
  readonly now: () => number;
  readonly instances: readonly PracticeInstance[];
  /** Takes an instance off the lists; its backups stay, as at UCloud for seven days. */
  deleteInstance(instanceId: string): void;
  /** Newest first. */
  backups(): readonly StoredBackup[];
  /** Starts a manual backup that is done after a while. */
  createBackup(instance: PracticeInstance, name: string): StoredBackup;
  /** The backup and shard behind a key of the storage, if there is such an object now. */
  findObject(key: string): StoredBackup | undefined;
  /** The backups worth rehearsing with. */
  offered(): PracticeBackup[];
}

export function createWorld(options: {
  now: () => number;
  backupDurationMs: number;
  extraBackups: readonly ExtraBackup[];
  crowd?: Crowd | undefined;
}): World {
  const { now, crowd } = options;
  const instances = crowd === undefined ? INSTANCES : [...INSTANCES, ...crowdInstances(crowd)];
  const added = options.extraBackups.map((extra, at) => fromExtra(extra, now() - at * 1000));
  const crowded = crowd === undefined ? [] : crowdBackups(crowd, instances, now());
  const catalogue = [...createCatalogue(now()), ...added, ...crowded];
  const deleted = new Set<string>();
  let sorted: readonly StoredBackup[] | undefined;

  return {
    now,
    get instances() {
      return instances.filter(({ id }) => !deleted.has(id));
    },
    deleteInstance: (instanceId) => deleted.add(instanceId),
    backups() {
      sorted ??= catalogue.toSorted((one, other) => other.takenAtMs - one.takenAtMs);
      return sorted;
    },
    createBackup(instance, name) {
      const started = fromExtra({ name, instanceId: instance.id, sizeBytes: 9_000_357 }, now());
      const backup = { ...started, state: 'running', doneAtMs: now() + options.backupDurationMs } as const;
      catalogue.push(backup);
      sorted = undefined;
      return backup;
    },
    findObject(key) {
      return catalogue.find(
        (backup) =>
          stateAt(backup, now()) === 'done' &&
          backup.fault !== 'object-missing' &&
          shardsOf(backup).some((shardId) => objectKey(backup, shardId) === key),
      );
    },
    offered: () =>
      catalogue.flatMap((backup) => (backup.note === undefined ? [] : [toPracticeBackup(backup, backup.note)])),
  };
}

function fromExtra(extra: ExtraBackup, takenAtMs: number): StoredBackup {
  const { instanceId = REHEARSAL, fault = '' } = extra;
  const instance = INSTANCES.find(({ id }) => id === instanceId);
  if (instance === undefined) throw new RangeError(`The practice cloud has no instance ${instanceId}.`);
  const ownParameters = fault === '' ? {} : FAULTS[fault].parameters;
  return {
    backupId: extra.backupId ?? randomUUID(),
    name: extra.name ?? 'manual-backup',
    instance,
    state: stateFor(fault),
    isAutomatic: false,
    takenAtMs: Math.floor(takenAtMs / 1000) * 1000,
    sizeBytes: extra.sizeBytes,
    regionId: instance.regionId,
    zoneId: instance.zoneId,
    linkStyle: extra.linkStyle ?? 'both',
    fault,
    faultParameters: { ...ownParameters, ...extra.faultParameters },
    note: fault === '' ? { en: 'Added.', 'zh-CN': '另外添加的备份。' } : FAULTS[fault].what,
  };
}
