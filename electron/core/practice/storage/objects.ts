import { createHash } from 'node:crypto';
import { createEtag } from '../../us3/etag.ts';
import { createRdbSource, damageSource, type RdbSource, readInChunks } from '../rdb-writer.ts';
import { objectKey, seedOf, type StoredBackup } from '../world/backup.ts';
import type { World } from '../world/world.ts';

/** A file in the storage. */
export interface StorageObject {
  readonly backup: StoredBackup;
  readonly source: RdbSource;
  /** As the header has it, quotes included; computed at the first question. */
  etag(): Promise<string>;
  /** It came in another's place; true until as many bytes of it were sent as it has. */
  isReplacement: boolean;
  sentBytes: number;
}

export interface Objects {
  find(key: string): StorageObject | undefined;
  /** Puts another file of the same size in its place. */
  replace(key: string): void;
}

/** Larger objects were uploaded in parts through the S3 protocol, and their ETag is no US3 ETag. */
const LARGEST_SINGLE_UPLOAD_BYTES = 256 * 1024 * 1024;

/** The storage's files; each is made when first asked for and remembered. */
export function createObjects(world: World): Objects {
  const versions = new Map<string, number>();
  const objects = new Map<string, StorageObject>();

  const find = (key: string): StorageObject | undefined => {
    const backup = world.findObject(key);
    if (backup === undefined) return undefined;
    const version = versions.get(key) ?? 0;
    const object = objects.get(key) ?? createObject(backup, seedOf(`${key} ${version}`), version > 0);
    objects.set(key, object);
    return object;
  };

  return {
    find,
    replace(key) {
      versions.set(key, (versions.get(key) ?? 0) + 1);
      objects.delete(key);
    },
  };
}

/** The keys of all files of a backup. */
export function keysOf(backup: StoredBackup): string[] {
  const { kind, shardIds } = backup.instance;
  return (kind === 'distributed' ? shardIds : ['']).map((shardId) => objectKey(backup, shardId));
}

function createObject(backup: StoredBackup, seed: number, isReplacement: boolean): StorageObject {
  const { sizeBytes, fault } = backup;
  const sound = createRdbSource({ seed, sizeBytes });
  const middle = Math.floor(sizeBytes / 2);
  // What comes in its place is sound.
  const source =
    fault === 'corrupt' && !isReplacement ? damageSource(sound, [middle, middle + 1000, middle + 2000]) : sound;
  let etag: Promise<string> | undefined;
  return {
    backup,
    source,
    etag() {
      etag ??= fault === 'md5-etag' || sizeBytes > LARGEST_SINGLE_UPLOAD_BYTES ? foreignEtag(seed) : us3Etag(source);
      return etag;
    },
    isReplacement,
    sentBytes: 0,
  };
}

/** The shape is what counts: nobody can tell what S3 hashed. */
function foreignEtag(seed: number): Promise<string> {
  return Promise.resolve(`"${createHash('md5').update(`parts of ${seed}`).digest('hex')}"`);
}

async function us3Etag(source: RdbSource): Promise<string> {
  const etag = createEtag();
  for (const chunk of readInChunks(source, 1024 * 1024)) {
    etag.update(chunk);
    // A few milliseconds at a time: the desktop process has other things to do.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return `"${etag.digest()}"`;
}
