import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { backupKey } from '#shared/download-sets.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { Download } from '#shared/models/download.ts';
import type { LinkView } from '#shared/models/link.ts';
import type { Clock, Logger } from '../ports.ts';
import { fileError } from './file-errors.ts';
import { backupFileName } from './file-names.ts';
import { freeNameIn } from './folder-names.ts';
import { newManifest, readManifest, removeManifestAlone, withFile, writeManifest } from './set-manifest.ts';

/** What is known of a backup besides its link. */
export interface DownloadWish {
  /** When the backup was taken, in milliseconds since 1970: its files are named after that. Null where unknown. */
  readonly takenAt?: number | null;
  /** Where a download that is one of several goes. */
  readonly place?: DownloadPlace;
  /** It comes by the links that work only inside UCloud's network. */
  readonly usesPrivateLink?: boolean;
}

/** Where a download that is one of several goes, and what tells them together. */
export interface DownloadPlace {
  readonly setId: string;
  readonly folder: string;
}

/** Backups as downloads: of several files, one set in a folder of its own, with a manifest that says when it is whole. */
export interface DownloadSets {
  /**
   * Starts everything a backup consists of; more than one file becomes a set. `takenAt` as in a wish. Throws what asking
   * for links and starting downloads throws, `folderMissing` and `noPermission`; what had started by then goes on.
   */
  start(ref: BackupRef, takenAt: number | null): Promise<Download[]>;
  /** Starts a download of each link, in their order; shards of one backup as a set. Throws as `start`. */
  startLinks(linkIds: readonly string[], wish: Pick<DownloadWish, 'usesPrivateLink'>): Promise<Download[]>;
  /** Writes down in its set's manifest that a file is there. */
  changed(download: Download): void;
  /**
   * One was cancelled or taken off the list. With the last of its set goes the folder, if no file ever came into it;
   * whatever is there stays, with the manifest that says what is missing.
   * @param listed the downloads that are still on the list.
   */
  gone(download: Download, listed: readonly Download[]): void;
  /** Resolves when every manifest is written, and every folder removed that was to go. */
  settled(): Promise<void>;
}

export function createDownloadSets(options: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly newId: () => string;
  /** What a link was asked with. Throws `linkNotFound`. */
  readonly refOf: (linkId: string) => BackupRef;
  readonly getLinks: (ref: BackupRef) => Promise<LinkView[]>;
  readonly startLink: (linkId: string, wish: DownloadWish) => Promise<Download>;
  readonly folder: (profileId: string) => string;
  readonly nameTemplate: () => string;
  readonly profileName: (profileId: string) => string;
}): DownloadSets {
  const { clock, logger } = options;
  /** One write after the other, so that two shards that end together are both written down. */
  let writing: Promise<void> = Promise.resolve();
  const afterwards = (work: () => Promise<void>): void => {
    const onError = (error: unknown): void => logger.warn('set.folderFailed', { text: String(error) });
    writing = writing.then(work).catch(onError);
  };

  const newFolder = async (ref: BackupRef, at: number): Promise<string> => {
    const parent = options.folder(ref.profileId);
    const profileName = options.profileName(ref.profileId);
    const fileName = backupFileName({ ...ref, shardId: '' }, { template: options.nameTemplate(), profileName, at });
    const name = await freeNameIn(parent, path.parse(fileName).name, () => []);
    const folder = path.join(parent, name);
    try {
      await mkdir(folder);
    } catch (error) {
      throw fileError(error, folder);
    }
    return folder;
  };

  const newSet = async (refs: readonly [BackupRef, ...BackupRef[]], at: number): Promise<DownloadPlace> => {
    const setId = options.newId();
    const folder = await newFolder(refs[0], at);
    const shardIds = refs.map(({ shardId }) => shardId);
    await writeManifest(folder, newManifest(setId, refs[0], shardIds, clock.now()));
    return { setId, folder };
  };
  const startAll = async (linkIds: readonly string[], wish: DownloadWish): Promise<Download[]> => {
    const started: Download[] = [];
    for (const id of linkIds) started.push(await options.startLink(id, wish));
    return started;
  };

  return {
    async start(ref, takenAt) {
      const links = await options.getLinks(ref);
      const [first, ...others] = links.map((link) => link.ref);
      if (first === undefined) return [];
      const place = others.length === 0 ? {} : { place: await newSet([first, ...others], takenAt ?? clock.now()) };
      return startAll(
        links.map(({ id }) => id),
        { takenAt, ...place },
      );
    },
    async startLinks(linkIds, wish) {
      const [first, ...others] = linkIds.map(options.refOf);
      const isSet = first !== undefined && others.length > 0 && others.every((other) => areShardsOfOne(first, other));
      return startAll(linkIds, isSet ? { ...wish, place: await newSet([first, ...others], clock.now()) } : wish);
    },
    changed(download) {
      const { setId, folder, state } = download;
      if (setId === '' || state.status !== 'done') return;
      afterwards(async () => {
        const manifest = await readManifest(folder);
        if (manifest !== undefined && manifest.setId === setId)
          await writeManifest(folder, withFile(manifest, download));
      });
    },
    gone({ setId, folder }, listed) {
      if (setId === '' || listed.some((other) => other.setId === setId)) return;
      afterwards(async () => {
        if ((await readManifest(folder))?.setId === setId) await removeManifestAlone(folder);
      });
    },
    settled: () => writing,
  };
}

/** A pasted link knows too little of where it comes from. */
function areShardsOfOne(one: BackupRef, other: BackupRef): boolean {
  return one.isPasted !== true && other.isPasted !== true && backupKey(one) === backupKey(other);
}
