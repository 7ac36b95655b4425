import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { backupKey } from '#shared/download-sets.ts';
import { formatBytes } from '#shared/format.ts';
import type { BackupRef } from '#shared/models/backup.ts';
import type { Backup } from '#shared/models/browse.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../components/data-table/data-table.tsx';
import styles from './browse.module.css';
import { HereCell } from './here-cell.tsx';
import { remembering } from './labels.ts';
import { Age, Moment } from './times.tsx';
import { useNow } from './use-now.ts';

const SOON_MS = 2 * 86_400_000;

const byTime = (row: Backup): number | null => row.takenAt;
const bySize = (row: Backup): number | null => row.sizeBytes;
const byEnd = (row: Backup): number | null => row.expiresAt;
const byName = (row: Backup): string => row.name || row.id;

export function useBackupColumns<Row extends Backup>(
  /** Under which a row's downloads are known. */
  refOf: (row: Row) => BackupRef,
  nameOfRegion: (regionId: string) => string,
  /** Ids of the backups whose files are on this machine. */
  onShelf: ReadonlySet<string>,
  /** The row offers its download: one that was made just now. */
  downloadOf: (row: Row) => (() => void) | undefined,
): Column<Row>[] {
  const { t } = useTranslation('browse');
  const language = useLanguage();
  const now = useNow();
  return useMemo((): Column<Row>[] => {
    const triggerLabel = remembering((trigger: Backup['trigger']) => t(`trigger.${trigger}`));
    const stateLabel = remembering((state: Backup['state']) => t(`backupState.${state}`));
    return [
      {
        id: 'taken',
        header: t('column.taken'),
        widthPx: 192,
        sortBy: byTime,
        startsDescending: true,
        cell: (row) => <Moment time={row.takenAt} regionId={row.regionId} />,
      },
      {
        id: 'age',
        goesAt: 4,
        header: t('column.age'),
        widthPx: 96,
        cell: (row) => (row.takenAt === null ? '–' : <Age time={row.takenAt} now={now} regionId={row.regionId} />),
      },
      {
        id: 'name',
        header: t('column.name'),
        sortBy: byName,
        cell: (row) => <bdi title={`${row.name}\n${row.id}`}>{row.name || row.id}</bdi>,
      },
      {
        id: 'trigger',
        goesAt: 2,
        header: t('column.trigger'),
        widthPx: 88,
        sortBy: (row) => triggerLabel(row.trigger),
        cell: (row) => triggerLabel(row.trigger),
      },
      {
        id: 'size',
        header: t('column.size'),
        widthPx: 134,
        isNumber: true,
        startsDescending: true,
        sortBy: bySize,
        cell: (row) => (
          <>
            {row.sizeBytes === null ? '–' : formatBytes(row.sizeBytes, language)}
            {row.shardCount > 1 && <span className={styles['muted']}> · {t('shards', { count: row.shardCount })}</span>}
          </>
        ),
      },
      {
        id: 'state',
        header: t('column.state'),
        widthPx: 100,
        sortBy: (row) => stateText(row, stateLabel(row.state)),
        cell: (row) => (
          <span className={styles['state']} data-state={row.state} title={row.stateText}>
            {stateText(row, stateLabel(row.state))}
          </span>
        ),
      },
      {
        id: 'copies',
        goesAt: 1,
        header: t('column.copies'),
        widthPx: 104,
        sortBy: (row) => copyText(row, nameOfRegion) || null,
        cell: (row) => <span title={row.isCrossRegion ? t('copy.of') : ''}>{copyText(row, nameOfRegion) || '–'}</span>,
      },
      {
        id: 'expires',
        goesAt: 0,
        header: t('column.expires'),
        widthPx: 112,
        sortBy: byEnd,
        cell: (row) => <Expiry backup={row} now={now} />,
      },
      {
        id: 'here',
        header: t('column.here'),
        widthPx: 104,
        cell: (row) => (
          <HereCell downloadKey={backupKey(refOf(row))} isOnShelf={onShelf.has(row.id)} onDownload={downloadOf(row)} />
        ),
      },
    ];
  }, [t, language, now, nameOfRegion, refOf, onShelf, downloadOf]);
}

/** An estimate: a row whose time is over may be listed for a while, without its file. */
function Expiry({ backup, now }: { backup: Backup; now: number }) {
  const { t } = useTranslation('browse');
  const { expiresAt, regionId } = backup;
  if (expiresAt === null) return '–';
  if (expiresAt < now) return <span className={styles['muted']}>{t('expiry.past')}</span>;
  return (
    <span data-soon={expiresAt - now < SOON_MS || undefined} className={styles['expiry']}>
      <Age time={expiresAt} now={now} regionId={regionId} />
    </span>
  );
}

/** Of a state nobody knows, the API's own word. */
function stateText({ state, stateText: own }: Backup, label: string): string {
  return state === 'unknown' && own !== '' ? own : label;
}

function copyText({ isCrossRegion, regionId, copiedTo }: Backup, nameOfRegion: (regionId: string) => string): string {
  return isCrossRegion ? nameOfRegion(regionId) : copiedTo.map(nameOfRegion).join(', ');
}
