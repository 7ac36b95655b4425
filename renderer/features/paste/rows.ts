import { kindOfInstanceId } from '#shared/instance-ids.ts';
import type { AppErrorData } from '#shared/errors.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { Region } from '#shared/models/account.ts';
import type { Download } from '#shared/models/download.ts';
import type { LinkView } from '#shared/models/link.ts';
import type { PastedItem } from '#shared/models/paste.ts';
import { isSamePastedObject } from '#shared/pasted-refs.ts';
import type { Profile } from '#shared/models/profile.ts';

export type PastedBackup = Extract<PastedItem, { type: 'backup' }>;

export type Outcome =
  | { readonly status: 'idle' | 'working' | 'continued' }
  | { readonly status: 'queued'; readonly count: number }
  | { readonly status: 'linked'; readonly links: readonly LinkView[] }
  | { readonly status: 'failed'; readonly error: AppErrorData };

/** Something found, and what became of it. */
export interface PasteRow {
  readonly id: string;
  readonly item: PastedItem;
  readonly outcome: Outcome;
}

/** What is there already stays as it is, with what was done to it; what is found again counts once more. */
export function withItems(rows: readonly PasteRow[], items: readonly PastedItem[]): PasteRow[] {
  const again = new Map(items.map((item) => [idOf(item), item]));
  const known = rows.map((row) => {
    const found = again.get(row.id);
    again.delete(row.id);
    if (found === undefined) return row;
    return { ...row, item: { ...row.item, timesFound: row.item.timesFound + found.timesFound } };
  });
  return [...known, ...[...again].map(([id, item]): PasteRow => ({ id, item, outcome: { status: 'idle' } }))];
}

/** The row with another id or instance; what was tried with the old ones no longer counts. */
export function edited(row: PasteRow, changes: Partial<Pick<PastedBackup, 'backupId' | 'instanceId'>>): PasteRow {
  if (row.item.type !== 'backup') return row;
  const item = { ...row.item, ...changes, doubt: '' as const };
  return { ...row, item: { ...item, kind: kindOfInstanceId(item.instanceId) }, outcome: { status: 'idle' } };
}

/** The reference of a pasted backup: where it says nothing of its place, that of the window. */
export function refOf(
  item: PastedBackup,
  place: { profile: Profile; regions: readonly Region[]; zoneId: string },
): BackupRef {
  const { profile, regions } = place;
  const isKnownRegion = regions.some(({ id }) => id === item.regionId);
  const regionId = isKnownRegion ? item.regionId : profile.regionId;
  const isHere = regionId === profile.regionId;
  const zoneId = isKnownRegion && item.zoneId !== '' ? item.zoneId : isHere ? place.zoneId : '';
  return {
    profileId: profile.id,
    projectId: profile.projectId,
    regionId,
    zoneId,
    kind: item.kind,
    instanceId: item.instanceId,
    backupId: item.backupId,
    shardId: '',
    isCrossZone: false,
    slaveZoneId: '',
    isCrossRegion: isKnownRegion && item.isCrossRegion,
  };
}

export type Task = 'download' | 'getLinks';

/** Whether a task is still to be done for a row. Nothing can be done with an instance alone. */
export function isOpen({ item, outcome }: PasteRow, task: Task): boolean {
  const { status } = outcome;
  return (
    item.type !== 'instance' &&
    (status === 'idle' || status === 'failed' || (status === 'linked' && task === 'download'))
  );
}

export function linksOf(rows: readonly PasteRow[]): LinkView[] {
  return rows.flatMap(({ outcome }) => (outcome.status === 'linked' ? outcome.links : []));
}

/** The download of the same object that waits for a link, if there is one. */
export function continuedBy(ref: BackupRef, downloads: readonly Download[]): Download | undefined {
  const canGoOn = ({ state }: Download): boolean => state.status === 'failed' || state.status === 'paused';
  return downloads.find((download) => canGoOn(download) && isSamePastedObject(download.ref, ref));
}

function idOf(item: PastedItem): string {
  switch (item.type) {
    case 'backup':
      return `backup ${item.backupId.toLowerCase()}`;
    case 'instance':
      return `instance ${item.instanceId}`;
    case 'signed':
      return `signed ${item.view.id}`;
    default:
      return item satisfies never;
  }
}
