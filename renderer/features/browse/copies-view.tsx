import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { instanceOfCopy, mayBeDownloaded, refOfBackup } from '#shared/backup-rows.ts';
import type { BackupCopy } from '#shared/models/browse.ts';
import type { Profile } from '#shared/models/profile.ts';
import { errorData } from '../../bridge.ts';
import { Breadcrumbs } from '../../components/breadcrumbs.tsx';
import { EmptyState } from '../../components/data-table/empty-state.tsx';
import { useTable } from '../../components/data-table/use-table.ts';
import { BrowseList } from './browse-list.tsx';
import styles from './browse.module.css';
import { useRegionNames } from './labels.ts';
import { ListError } from './list-error.tsx';
import { copiesQuery } from './queries.ts';
import { useCopyColumns } from './use-copy-columns.tsx';
import { useDownloadBackups } from './use-download-backups.ts';

const NONE: readonly BackupCopy[] = [];

/** The copies of other regions' backups that the region in the bar keeps, whatever became of their instances. */
export function CopiesView(props: { profile: Profile; onBack: () => void; onShowDownloads: () => void }) {
  const { profile, onBack, onShowDownloads } = props;
  const { id: profileId, projectId, regionId } = profile;
  const { t } = useTranslation('browse');
  const { nameOf } = useRegionNames(profileId);
  const place = useMemo(() => ({ profileId, projectId, regionId }), [profileId, projectId, regionId]);
  const list = useQuery({ ...copiesQuery(place), enabled: profile.secretState === 'ready' });
  const rows = list.data?.copies ?? NONE;
  const refOf = useCallback((row: BackupCopy) => refOfBackup(instanceOfCopy(place, row), row), [place]);
  const columns = useCopyColumns(refOf, nameOf);
  const textOf = useCallback(
    ({ name, id, instanceName, instanceId, sourceRegionId }: BackupCopy) =>
      [name, id, instanceName, instanceId, sourceRegionId, nameOf(sourceRegionId)].join(' '),
    [nameOf],
  );
  const table = useTable({ rows, columns, idOf: idOfRow, textOf, initialSorting: NEWEST_FIRST });
  const download = useDownloadBackups(onShowDownloads);
  const wanted = table.selectedRows
    .filter(mayBeDownloaded)
    .map((row) => ({ ref: refOf(row), takenAt: row.takenAt, name: nameOfRow(row) }));
  const failure = list.error === null ? (list.data?.error ?? null) : errorData(list.error);
  const { refetch } = list;
  const retry = useCallback(() => void refetch(), [refetch]);
  return (
    <>
      <Breadcrumbs
        places={[t('instances.title'), nameOf(regionId), t('copies.title')]}
        backLabel={t('path.back')}
        onBack={onBack}
      />
      <header className={styles['head']}>
        <h1 className={styles['title']}>{t('copies.title')}</h1>
        <p className={styles['muted']}>{t('copies.context', { region: nameOf(regionId) })}</p>
      </header>
      <BrowseList
        label={t('copies.title')}
        table={table}
        columns={columns}
        idOf={idOfRow}
        nameOf={nameOfRow}
        reading={{ updatedAt: list.dataUpdatedAt, isFetching: list.isFetching, refresh: retry }}
        notices={
          failure !== null && (
            <ListError
              error={failure}
              rowsLeft={list.data === undefined ? 'none' : list.error === null ? 'partial' : 'stale'}
              projectId={projectId}
              isFetching={list.isFetching}
              onRetry={retry}
            />
          )
        }
        onOpen={(row) => table.setSelection({ ids: new Set([idOfRow(row)]), anchor: idOfRow(row) })}
        isFirstRead={list.isFetching && rows.length === 0}
        empty={<CopiesEmpty isFiltered={table.filter !== ''} hasFailed={failure !== null} />}
        countText={t('copies.count', { count: table.shown.length })}
        wanted={wanted}
        download={download}
        downloadText={t('download.selected')}
      />
    </>
  );
}

const NEWEST_FIRST = { columnId: 'taken', isDescending: true };
const idOfRow = ({ instanceId, id }: BackupCopy): string => `${instanceId}/${id}`;
const nameOfRow = ({ name, id }: BackupCopy): string => name || id;

function CopiesEmpty({ isFiltered, hasFailed }: { isFiltered: boolean; hasFailed: boolean }) {
  const { t } = useTranslation('browse');
  if (isFiltered) return <EmptyState title={t('empty.noMatch')} text={t('empty.noMatchText')} />;
  if (hasFailed) return <EmptyState title={t('empty.failed')} text={t('empty.failedText')} />;
  return <EmptyState title={t('copies.none')} text={t('copies.noneText')} />;
}
