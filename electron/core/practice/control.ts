import type { ApiFailure, PlannedFailures, RefusedActions } from './api/planned-failures.ts';
import type { RecordedRequest, RequestLog } from './request-log.ts';
import type { Links } from './storage/links.ts';
import { keysOf, type Objects } from './storage/objects.ts';
import type { StorageServer } from './storage/storage-server.ts';
import type { World } from './world/world.ts';

/** The strings a test pulls while the cloud runs. */
export interface PracticeControl {
  /** Every request so far, oldest first; secrets are not in them. */
  requests(): readonly RecordedRequest[];
  clearRequests(): void;
  /** The next API answers are these, in order; one with an action waits for a call of it. */
  failNext(...failures: readonly ApiFailure[]): void;
  /** These actions are refused with these RetCodes, whichever key asks, until other ones are named. */
  refuse(actions: RefusedActions): void;
  /** No key is known any more (RetCode 172), until they are restored. */
  revokeKeys(): void;
  restoreKeys(): void;
  /** Every link issued so far answers 401 from now on; answers under way go on, as at US3. */
  expireLinks(): void;
  /** Puts another file of the same size, a sound one, in the place of a backup's: new bytes, new ETag. */
  replaceObject(backupId: string): void;
  /** Takes an instance off the lists; its backups stay. */
  deleteInstance(instanceId: string): void;
  /** Cuts every answer of the storage that is under way. */
  cutConnections(): void;
  /** Bytes sent so far of a backup's files as they are now: what was replaced does not count. */
  sentBytes(backupId: string): number;
  /** Answers of the storage that are under way. */
  openAnswers(): number;
  /** The pace of each connection from its next answer on; undefined for as fast as it goes. */
  setPace(bytesPerSecond: number | undefined): void;
}

export function createControl(parts: {
  world: World;
  log: RequestLog;
  failures: PlannedFailures;
  objects: Objects;
  links: Links;
  storage: StorageServer;
  live: { areKeysRevoked: boolean; bytesPerSecond: number | undefined };
}): PracticeControl {
  const { world, log, failures, objects, links, storage, live } = parts;
  const keysOfBackup = (backupId: string): string[] => {
    const backup = world.backups().find((one) => one.backupId === backupId);
    return backup === undefined ? [] : keysOf(backup);
  };
  return {
    requests: () => log.all(),
    clearRequests: () => log.clear(),
    failNext: (...planned) => failures.add(planned),
    refuse: (actions) => failures.refuse(actions),
    revokeKeys: () => {
      live.areKeysRevoked = true;
    },
    restoreKeys: () => {
      live.areKeysRevoked = false;
    },
    expireLinks: () => links.revokeAll(),
    replaceObject: (backupId) => {
      for (const key of keysOfBackup(backupId)) objects.replace(key);
    },
    deleteInstance: (instanceId) => world.deleteInstance(instanceId),
    sentBytes: (backupId) => keysOfBackup(backupId).reduce((sum, key) => sum + (objects.find(key)?.sentBytes ?? 0), 0),
    cutConnections: () => storage.cutAll(),
    openAnswers: () => storage.openAnswers(),
    setPace: (bytesPerSecond) => {
      live.bytesPerSecond = bytesPerSecond;
    },
  };
}
