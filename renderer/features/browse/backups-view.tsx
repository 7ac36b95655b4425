import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instanceKey, mayBeDownloaded, refOfBackup, refOfInstance } from '#shared/backup-rows.ts';
import type { Backup } from '#shared/models/browse.ts';
import type { BackupJob } from '#shared/models/backup-job.ts';
import type { KnownInstance } from '#shared/models/browse-memory.ts';
import type { Profile } from '#shared/models/profile.ts';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Breadcrumbs } from '../../components/breadcrumbs.tsx';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { NOTHING_SELECTED } from '../../components/data-table/selection.ts';
import { BackUpNow } from '../back-up-now/back-up-now.tsx';
import { JobNotices } from '../back-up-now/job-notices.tsx';
import { useBackupJobs } from '../back-up-now/use-backup-jobs.ts';
import { BackupDetails } from './backup-details.tsx';
import { useBackupColumns } from './backup-columns.tsx';
import styles from './browse.module.css';
import { FilterField } from '../../components/data-table/filter-field.tsx';
import { InstanceHead } from './instance-head.tsx';
import { remembering, useRegionNames } from './labels.ts';
import { ListError } from './list-error.tsx';
import { RowsSkeleton } from './list-state.tsx';
import { EmptyState } from '../../components/data-table/empty-state.tsx';
import { NotStarted } from './not-started.tsx';
import { backupsQuery, onThisMachineQuery } from './queries.ts';
import { RefreshBar } from './refresh-bar.tsx';
import { useDownloadBackups } from './use-download-backups.ts';
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
  const start = useCallback(
    (chosen: readonly Backup[]) =>
      startAll(chosen.map((row) => ({ ref: refOfBackup(ref, row), takenAt: row.takenAt, name: row.name || row.id }))),
    [startAll, ref],
  );
  const jobs = useBackupJobs(ref);
  const downloadOf = useCallback(
    (row: Backup) => (jobs.some((job) => isMade(job, row)) ? () => start([row]) : undefined),
    [jobs, start],
  );
  const columns = useBackupColumns(ref, nameOf, onShelf, downloadOf);
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
  const wanted = table.selectedRows.filter(mayBeDownloaded);
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
      <div className={styles['bar']}>
        <FilterField value={table.filter} onChange={table.setFilter} />
        <RefreshBar updatedAt={list.dataUpdatedAt} now={now} isFetching={list.isFetching} onRefresh={retry} />
        <BackUpNow profile={profile} instance={ref} instanceName={instance.name} backups={rows} />
      </div>
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
      <JobNotices jobs={jobs} onDownload={(backup) => start([backup])} />
      <NotStarted failures={download.data ?? []} onDismiss={download.reset} />
      <div className={styles['split']}>
        <DataTable
          label={t('backups.title')}
          rows={table.shown}
          columns={columns}
          idOf={idOfRow}
          nameOf={nameOfRow}
          sorting={table.sorting}
          onSort={table.onSort}
          selection={table.selection}
          onSelection={table.setSelection}
          onOpen={(row) => setOpenId(idOfRow(row))}
          onCursor={(row) => openId !== '' && setOpenId(idOfRow(row))}
          empty={
            list.isFetching && rows.length === 0 ? (
              <RowsSkeleton />
            ) : (
              <BackupsEmpty
                isFiltered={table.filter !== ''}
                hasFailed={failure !== null}
                isOff={instance.automaticBackup === 'off'}
                onClearFilter={() => table.setFilter('')}
              />
            )
          }
        />
        {open !== undefined && (
          <BackupDetails
            backup={open}
            instance={ref}
            isStarting={download.isPending}
            onDownload={() => start([open])}
            onClose={() => {
              setOpenId('');
              requestAnimationFrame(() => document.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus());
            }}
          />
        )}
      </div>
      <div className={styles['foot']}>
        <span aria-live="polite">
          {table.selectedRows.length > 0
            ? t('selected', { count: table.selectedRows.length })
            : list.data !== undefined && t('backups.count', { count: table.shown.length })}
          {wanted.length < table.selectedRows.length &&
            ` · ${t('backups.without', { count: table.selectedRows.length - wanted.length })}`}
        </span>
        <Button
          tone="primary"
          size="small"
          disabled={wanted.length === 0 || download.isPending}
          onClick={() => {
            start(wanted);
            table.setSelection(NOTHING_SELECTED);
          }}
        >
          {t('download.selected')}
        </Button>
      </div>
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
