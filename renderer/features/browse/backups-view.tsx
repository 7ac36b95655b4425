import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instanceKey, mayBeDownloaded, refOfBackup, refOfInstance } from '#shared/backup-rows.ts';
import type { Backup } from '#shared/models/browse.ts';
import type { BackupJob } from '#shared/models/backup-job.ts';
import type { KnownInstance } from '#shared/models/browse-memory.ts';
import type { Profile } from '#shared/models/profile.ts';
import { errorData } from '../../bridge.ts';
import { Breadcrumbs } from '../../components/breadcrumbs.tsx';
import { Button } from '../../components/button.tsx';
import { BackUpNow } from '../back-up-now/back-up-now.tsx';
import { JobNotices } from '../back-up-now/job-notices.tsx';
import { useBackupJobs } from '../back-up-now/use-backup-jobs.ts';
import { BackupDetails } from './backup-details.tsx';
import { useBackupColumns } from './backup-columns.tsx';
import { BrowseList } from './browse-list.tsx';
import styles from './browse.module.css';
import { InstanceHead } from './instance-head.tsx';
import { remembering, useRegionNames } from './labels.ts';
import { ListError } from './list-error.tsx';
import { EmptyState } from '../../components/data-table/empty-state.tsx';
import { backupsQuery, onThisMachineQuery } from './queries.ts';
import { useDownloadBackups, type Wanted } from './use-download-backups.ts';
import { useNow } from './use-now.ts';
import { useTable } from '../../components/data-table/use-table.ts';

const NONE: readonly Backup[] = [];
const NO_IDS: readonly string[] = [];

/** The backups of one instance. */
export function BackupsView(props: {
  profile: Profile;
  instance: KnownInstance;
  isFavourite: boolean;
  onFavourite: (key: string, isFavourite: boolean) => void;
  onBack: () => void;
  onShowDownloads: () => void;
}) {
  const { profile, instance, isFavourite, onFavourite, onBack, onShowDownloads } = props;
  const { t } = useTranslation('browse');
  const now = useNow();
  const { nameOf } = useRegionNames(profile.id);
  const ref = useMemo(
    () => refOfInstance({ profileId: profile.id, projectId: instance.projectId }, instance),
    [profile.id, instance],
  );
  const list = useQuery({ ...backupsQuery(ref), enabled: profile.secretState === 'ready' });
  const rows = list.data?.backups ?? NONE;
  const { data: idsOnShelf = NO_IDS } = useQuery(onThisMachineQuery(ref));
  const onShelf = useMemo(() => new Set(idsOnShelf), [idsOnShelf]);
  const download = useDownloadBackups(onShowDownloads);
  const { mutate: startAll } = download;
  const backupRefOf = useCallback((row: Backup) => refOfBackup(ref, row), [ref]);
  const wantedOf = useCallback(
    (row: Backup): Wanted => ({ ref: backupRefOf(row), takenAt: row.takenAt, name: nameOfRow(row) }),
    [backupRefOf],
  );
  const start = useCallback((row: Backup) => startAll([wantedOf(row)]), [startAll, wantedOf]);
  const jobs = useBackupJobs(ref);
  const downloadOf = useCallback(
    (row: Backup) => (jobs.some((job) => isMade(job, row)) ? () => start(row) : undefined),
    [jobs, start],
  );
  const columns = useBackupColumns(backupRefOf, nameOf, onShelf, downloadOf);
  const triggerLabel = useMemo(() => remembering((trigger: Backup['trigger']) => t(`trigger.${trigger}`)), [t]);
  const textOf = useCallback(
    (row: Backup) =>
      [row.name, row.id, row.stateText, row.regionId, nameOf(row.regionId), triggerLabel(row.trigger)].join(' ') +
      (row.takenAt === null ? '' : ` ${new Date(row.takenAt).toISOString().slice(0, 10)}`),
    [nameOf, triggerLabel],
  );
  const table = useTable({ rows, columns, idOf: idOfRow, textOf, initialSorting: NEWEST_FIRST });
  const [openId, setOpenId] = useState('');
  const open = rows.find((row) => idOfRow(row) === openId);
  const wanted = table.selectedRows.filter(mayBeDownloaded).map(wantedOf);
  const withoutFile = table.selectedRows.length - wanted.length;
  const failure = list.error === null ? (list.data?.error ?? null) : errorData(list.error);
  const { refetch } = list;
  const retry = useCallback(() => void refetch(), [refetch]);

  return (
    <>
      <Breadcrumbs
        places={[t('instances.title'), nameOf(instance.regionId), instance.name]}
        backLabel={t('path.back')}
        onBack={onBack}
      />
      <InstanceHead
        instance={instance}
        concerns={list.data?.concerns ?? []}
        now={now}
        isFavourite={isFavourite}
        onFavourite={(next) => onFavourite(instanceKey(instance), next)}
      />
      <BrowseList
        label={t('backups.title')}
        table={table}
        columns={columns}
        idOf={idOfRow}
        nameOf={nameOfRow}
        reading={{ updatedAt: list.dataUpdatedAt, isFetching: list.isFetching, refresh: retry }}
        actions={<BackUpNow profile={profile} instance={ref} instanceName={instance.name} backups={rows} />}
        notices={
          <>
            {failure !== null && (
              <ListError
                error={failure}
                rowsLeft={list.data === undefined ? 'none' : list.error === null ? 'partial' : 'stale'}
                projectId={instance.projectId}
                isFetching={list.isFetching}
                onRetry={retry}
              />
            )}
            {(list.data?.copiesError ?? null) !== null && failure === null && (
              <p className={styles['muted']}>{t('copy.unknown')}</p>
            )}
            <JobNotices jobs={jobs} onDownload={start} />
          </>
        }
        onOpen={(row) => setOpenId(idOfRow(row))}
        onCursor={(row) => openId !== '' && setOpenId(idOfRow(row))}
        isFirstRead={list.isFetching && rows.length === 0}
        empty={
          <BackupsEmpty
            isFiltered={table.filter !== ''}
            hasFailed={failure !== null}
            isOff={instance.automaticBackup === 'off'}
            onClearFilter={() => table.setFilter('')}
          />
        }
        details={
          open !== undefined && (
            <BackupDetails
              backup={open}
              instance={ref}
              isStarting={download.isPending}
              onDownload={() => start(open)}
              onClose={() => {
                setOpenId('');
                requestAnimationFrame(() => document.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus());
              }}
            />
          )
        }
        countText={t('backups.count', { count: table.shown.length })}
        {...(withoutFile > 0 && { selectedNote: t('backups.without', { count: withoutFile }) })}
        wanted={wanted}
        download={download}
        downloadText={t('download.selected')}
      />
    </>
  );
}

const NEWEST_FIRST = { columnId: 'taken', isDescending: true };
/** A copy may go by the id of the backup it was made of. */
const idOfRow = ({ id, regionId }: Backup): string => `${regionId}/${id}`;
const nameOfRow = ({ name, id }: Backup): string => name || id;

function isMade({ state }: BackupJob, row: Backup): boolean {
  return state.status === 'done' && state.backup.id === row.id && !row.isCrossRegion;
}

function BackupsEmpty(props: { isFiltered: boolean; hasFailed: boolean; isOff: boolean; onClearFilter: () => void }) {
  const { t } = useTranslation('browse');
  if (props.isFiltered) {
    return (
      <EmptyState title={t('empty.noMatch')} text={t('empty.noMatchText')}>
        <Button onClick={props.onClearFilter}>{t('empty.clearFilter')}</Button>
      </EmptyState>
    );
  }
  if (props.hasFailed) return <EmptyState title={t('empty.failed')} text={t('empty.failedText')} />;
  const text = props.isOff ? t('empty.noBackupsOff') : t('empty.noBackupsText');
  return <EmptyState title={t('empty.noBackups')} text={text} />;
}
