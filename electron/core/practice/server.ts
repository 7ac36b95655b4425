import { once } from 'node:events';
import type http from 'node:http';
import type https from 'node:https';
import type { Server } from 'node:net';
import type { PracticeBackup } from '#shared/models/practice.ts';
import { createApiServer } from './api/api-server.ts';
import { createGateway } from './api/gateway.ts';
import { createPlannedFailures } from './api/planned-failures.ts';
import { createControl, type PracticeControl } from './control.ts';
import { createRequestLog } from './request-log.ts';
import { createLinks } from './storage/links.ts';
import { createObjects } from './storage/objects.ts';
import { createStorageServer, type StorageCertificate } from './storage/storage-server.ts';
import { createKeys, type PracticeKeys } from './world/account.ts';
import type { Crowd } from './world/crowd.ts';
import { createWorld, type ExtraBackup } from './world/world.ts';

export interface PracticeCloudOptions {
  /** The cloud's clock, milliseconds since 1970: links expire by it. */
  readonly now?: () => number;
  /** How long a link is good; four hours, as UCloud's console says. */
  readonly linkLifetimeMs?: number;
  /** The pace of each connection to the storage; as fast as it goes when absent. */
  readonly bytesPerSecondPerConnection?: number;
  /** How long a backup that is started by a call takes. */
  readonly backupDurationMs?: number;
  readonly extraBackups?: readonly ExtraBackup[];
  /** Fills one region, for tests of long lists. */
  readonly crowd?: Crowd;
  /** The owner's key pair, random when absent. */
  readonly keys?: { readonly publicKey: string; readonly privateKey: string };
  /** The storage speaks https with this certificate; plain http when absent. */
  readonly storageTls?: StorageCertificate;
  /** The channel-key header every API call must carry. */
  readonly channelKey?: string;
}

export interface PracticeCloud {
  /** `http://127.0.0.1:<port>/` */
  readonly apiUrl: string;
  /** The same form, https with `storageTls`; links lead there. */
  readonly storageUrl: string;
  /** The owner's key pair. */
  readonly publicKey: string;
  readonly privateKey: string;
  /** All key pairs, for tests of what each may do. */
  readonly keys: PracticeKeys;
  /** What there is to rehearse with; a good backup first. */
  readonly backups: PracticeBackup[];
  readonly control: PracticeControl;
  /** Resolves when both servers have ended. */
  readonly ended: Promise<void>;
  /** Ends both servers and every connection. */
  close(): Promise<void>;
}

const FOUR_HOURS_MS = 4 * 3_600_000;

/**
 * Starts the practice cloud: UCloud's API and its object storage, on loopback and free ports, as the documents describe
 * them, with faults to rehearse. It keeps nothing on disk and tells nobody anything.
 */
export async function startPracticeCloud(options: PracticeCloudOptions = {}): Promise<PracticeCloud> {
  const { now = Date.now, linkLifetimeMs = FOUR_HOURS_MS, backupDurationMs = 8000, extraBackups = [] } = options;
  const world = createWorld({ now, backupDurationMs, extraBackups, crowd: options.crowd });
  const keys = createKeys(options.keys);
  const log = createRequestLog();
  const failures = createPlannedFailures();
  const objects = createObjects(world);
  const live = { areKeysRevoked: false, bytesPerSecond: options.bytesPerSecondPerConnection, storageOrigin: '' };

  const links = createLinks({ now, lifetimeMs: linkLifetimeMs, origin: () => live.storageOrigin });
  const storage = createStorageServer({
    links,
    objects,
    log,
    bytesPerSecond: () => live.bytesPerSecond,
    tls: options.storageTls,
  });
  const gateway = createGateway({
    world,
    keys: () => (live.areKeysRevoked ? [] : Object.values(keys)),
    issueLink: (backup, shardId) => links.issue(backup, shardId),
    channelKey: options.channelKey ?? '',
  });
  const api = createApiServer({ gateway, world, failures, log });

  const scheme = options.storageTls === undefined ? 'http' : 'https';
  live.storageOrigin = `${scheme}://${await listen(storage.server)}`;
  const apiOrigin = `http://${await listen(api)}`;
  const ended = Promise.all([once(api, 'close'), once(storage.server, 'close')]).then(() => undefined);
  return {
    apiUrl: `${apiOrigin}/`,
    storageUrl: `${live.storageOrigin}/`,
    publicKey: keys.owner.publicKey,
    privateKey: keys.owner.privateKey,
    keys,
    backups: world.offered(),
    ended,
    control: createControl({ world, log, failures, objects, links, storage, live }),
    close: async () => {
      await Promise.all([end(api), end(storage.server)]);
    },
  };
}

/** @returns host and port. */
function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The practice cloud has no port.'));
      else resolve(`127.0.0.1:${address.port}`);
    });
  });
}

function end(server: http.Server | https.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
