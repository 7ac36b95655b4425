import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { instanceKey, refOfBackup, refOfInstance } from '#shared/backup-rows.ts';
import type { Instance } from '#shared/models/browse.ts';
import type { Profile } from '#shared/models/profile.ts';
import { Button } from '../../components/button.tsx';
import { AccountNotice } from '../account/account-notice.tsx';
import { regionsQuery } from '../account/queries.ts';
import { BrowseList } from './browse-list.tsx';
import styles from './browse.module.css';
import { CheckAll } from './check-all.tsx';
import { useInstanceColumns } from './instance-columns.tsx';
import { InstanceNotices } from './instance-notices.tsx';
import { InstancesEmpty } from './instances-empty.tsx';
import { useKindLabel, useRegionNames } from './labels.ts';
import { keyOfRow } from './row-keys.ts';
import { ShowChoice } from './show-choice.tsx';
import type { useBrowseMemory } from './use-browse-memory.ts';
import { useDownloadBackups, type Wanted } from './use-download-backups.ts';
import { useInstanceRows } from './use-instance-rows.ts';
import { useRegionInstances } from './use-region-instances.ts';
import { useSummaries } from './use-summaries.ts';
import { useTable } from '../../components/data-table/use-table.ts';

/** The instances of the region in the bar, or of all regions. */
export function InstancesView(props: {
  profile: Profile;
  browse: ReturnType<typeof useBrowseMemory>;
  /** Looks at the copies that the region in the bar keeps. */
  onCopies: () => void;
  onShowDownloads: () => void;
}) {
  const { profile, browse, onCopies, onShowDownloads } = props;
  const { id: profileId, projectId, regionId } = profile;
  const { memory, goTo, setFavourite, forget } = browse;
  const { t } = useTranslation('browse');
  const isReady = profile.secretState === 'ready';
  const areAllRegions = memory.path.scope === 'allRegions';
  const { data: regions } = useQuery({ ...regionsQuery(profileId), enabled: isReady });
  const { nameOf } = useRegionNames(profileId);

  const regionIds = useMemo(() => {
    if (!isReady) return [];
    return areAllRegions ? (regions ?? []).map(({ id }) => id) : [regionId].filter((id) => id !== '');
  }, [isReady, areAllRegions, regions, regionId]);
  const place = useMemo(() => ({ profileId, projectId }), [profileId, projectId]);
  const lists = useRegionInstances(place, regionIds);
  const summaries = useSummaries(place);

  const { rows, shown, setShown, counts, gone, favourites } = useInstanceRows({
    lists,
    memory,
    projectId,
    summaryOf: summaries.of,
  });

  const onOpen = useCallback(
    (instance: Instance) =>
      goTo({ ...memory.path, instance: { ...onlyInstance(instance), projectId, seenAt: Date.now() } }),
    [goTo, memory.path, projectId],
  );
  const onFavourite = useCallback(
    (instance: Instance, isFavourite: boolean) => setFavourite(instanceKey(instance), isFavourite),
    [setFavourite],
  );
  const columns = useInstanceColumns({
    areAllRegions,
    nameOfRegion: nameOf,
    summaryOf: summaries.of,
    favourites,
    gone,
    onFavourite,
    onOpen,
  });
  const kindLabel = useKindLabel();
  const textOf = useCallback(
    ({ name, id, regionId: region, zoneId, slaveZoneId, version, state, kind }: Instance) =>
      [name, id, region, nameOf(region), zoneId, slaveZoneId, version, state, kindLabel(kind)].join(' '),
    [nameOf, kindLabel],
  );
  const table = useTable({ rows, columns, idOf: keyOfRow, textOf, initialSorting: BY_NAME });

  const download = useDownloadBackups(onShowDownloads);
  const wanted = table.selectedRows.flatMap((row): Wanted[] => {
    const backup = summaries.of(row)?.newestGood ?? null;
    if (backup === null) return [];
    return [{ ref: refOfBackup(refOfInstance(place, row), backup), takenAt: backup.takenAt, name: row.name }];
  });

  return (
    <BrowseList
      label={t('instances.title')}
      table={table}
      columns={columns}
      idOf={keyOfRow}
      nameOf={nameOfRow}
      reading={{
        updatedAt: lists.updatedAt,
        isFetching: lists.isFetching,
        refresh: () => {
          summaries.refresh();
          lists.refresh();
        },
      }}
      choices={
        <>
          <ShowChoice value={shown} counts={counts} onChange={setShown} />
          <Button
            size="small"
            aria-pressed={areAllRegions}
            className={styles['choice']}
            onClick={() => goTo({ scope: areAllRegions ? 'region' : 'allRegions', instance: null })}
          >
            {t('allRegions')}
          </Button>
          {!areAllRegions && regionId !== '' && (
            <Button size="small" onClick={onCopies}>
              {t('copies.open')}
            </Button>
          )}
        </>
      }
      notices={
        <>
          {/* One reason is enough: where the lists fail too, theirs is told. */}
          {lists.failures.length === 0 && <AccountNotice profile={profile} />}
          <InstanceNotices lists={lists} regionCount={regionIds.length} projectId={projectId} nameOf={nameOf} />
        </>
      }
      onOpen={onOpen}
      onVisible={summaries.see}
      isFirstRead={lists.instances.length === 0 && lists.isFetching}
      empty={
        <InstancesEmpty
          profile={profile}
          isFiltered={table.filter !== '' || shown !== 'all'}
          areAllRegions={areAllRegions}
          hasFailed={lists.failures.length > 0}
          onClearFilter={() => {
            table.setFilter('');
            setShown('all');
          }}
          onAllRegions={() => goTo({ scope: 'allRegions', instance: null })}
        />
      }
      countText={t('instances.count', { count: table.shown.length })}
      footActions={
        <>
          <CheckAll rows={table.shown} summaries={summaries} />
          {shown === 'gone' && table.selectedRows.length > 0 && (
            <Button
              size="small"
              onClick={() => {
                for (const row of table.selectedRows) forget(instanceKey(row));
              }}
            >
              {t('forget')}
            </Button>
          )}
        </>
      }
      wanted={wanted}
      download={download}
      downloadText={t('download.latest', { count: wanted.length })}
    />
  );
}

const BY_NAME = { columnId: 'name', isDescending: false };
const nameOfRow = ({ name }: Instance): string => name;

/** Without what is remembered beside an instance that is gone. */
function onlyInstance(known: Instance): Instance {
  const { id, name, kind, regionId, zoneId, slaveZoneId, version, sizeGb, usedMb, state } = known;
  const { automaticBackup, backupHour } = known;
  const place = { regionId, zoneId, slaveZoneId };
  return { id, name, kind, ...place, version, sizeGb, usedMb, state, automaticBackup, backupHour };
}
