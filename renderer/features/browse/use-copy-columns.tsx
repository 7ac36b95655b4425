import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupRef } from '#shared/models/backup.ts';
import type { BackupCopy } from '#shared/models/browse.ts';
import type { Column } from '../../components/data-table/data-table.tsx';
import { useBackupColumns } from './backup-columns.tsx';

const NOTHING_ON_SHELF: ReadonlySet<string> = new Set();
const offersNothing = (): undefined => undefined;
/** A copy is one file. */
const SIZE_PX = 90;
/** Where a copy went is where one looks; how long it is kept is the account's choice. */
const UNTOLD: ReadonlySet<string> = new Set(['copies', 'expires']);
const byInstance = (row: BackupCopy): string => row.instanceName;

/** Those of backups, with where a copy comes from in place of where it went. */
export function useCopyColumns(
  refOf: (row: BackupCopy) => BackupRef,
  nameOfRegion: (regionId: string) => string,
): Column<BackupCopy>[] {
  const { t } = useTranslation('browse');
  const columns = useBackupColumns(refOf, nameOfRegion, NOTHING_ON_SHELF, offersNothing);
  return useMemo(() => {
    const instance: Column<BackupCopy> = {
      id: 'instance',
      header: t('column.instance'),
      widthPx: 122,
      sortBy: byInstance,
      cell: (row) => <bdi title={`${row.instanceName}\n${row.instanceId}`}>{row.instanceName}</bdi>,
    };
    const source: Column<BackupCopy> = {
      id: 'source',
      header: t('column.source'),
      widthPx: 108,
      sortBy: (row) => nameOfRegion(row.sourceRegionId) || null,
      cell: (row) => <span title={row.sourceRegionId}>{nameOfRegion(row.sourceRegionId) || '–'}</span>,
    };
    return columns.flatMap((column): Column<BackupCopy>[] => {
      switch (column.id) {
        case 'name':
          return [column, instance, source];
        case 'size':
          return [{ ...column, widthPx: SIZE_PX }];
        case 'state':
          return [{ ...column, goesAt: 0 }];
        default:
          return UNTOLD.has(column.id) ? [] : [column];
      }
    });
  }, [columns, nameOfRegion, t]);
}
