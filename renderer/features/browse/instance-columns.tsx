import { Star } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { instanceKey } from '#shared/backup-rows.ts';
import { formatInteger, shortenMiddle } from '#shared/format.ts';
import { numberFormat } from '#shared/formatters.ts';
import type { Instance } from '#shared/models/browse.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../components/data-table/data-table.tsx';
import { NameButton } from '../../components/data-table/name-button.tsx';
import styles from './browse.module.css';
import { gravityOf, HealthCell, useConcernText } from './concerns.tsx';
import { useKindLabel, useStateLabel } from './labels.ts';
import { Age } from './times.tsx';
import { useNow } from './use-now.ts';
import type { Summaries } from './use-summaries.ts';

// These stay the same functions, so that news about a few rows does not sort thousands again.
const byName = (row: Instance): string => row.name;
const byId = (row: Instance): string => row.id;
const byZone = (row: Instance): string => row.zoneId;
const byVersion = (row: Instance): string | null => row.version || null;
const byUsedMemory = (row: Instance): number | null => row.usedMb;
const byHour = (row: Instance): number | null => (row.automaticBackup === 'on' ? (row.backupHour ?? 24) : null);

interface ColumnSources {
  areAllRegions: boolean;
  nameOfRegion: (regionId: string) => string;
  summaryOf: Summaries['of'];
  favourites: ReadonlySet<string>;
  /** Those seen before, and not in the list of today. */
  gone: ReadonlySet<string>;
  onFavourite: (row: Instance, isFavourite: boolean) => void;
  onOpen: (row: Instance) => void;
}

export function useInstanceColumns(sources: ColumnSources): Column<Instance>[] {
  const { areAllRegions, nameOfRegion, summaryOf, favourites, gone, onFavourite, onOpen } = sources;
  const { t } = useTranslation('browse');
  const language = useLanguage();
  const kindLabel = useKindLabel();
  const stateLabel = useStateLabel();
  const now = useNow();
  const textOf = useConcernText(now);

  return useMemo(() => {
    const name: Column<Instance> = {
      id: 'name',
      header: t('column.name'),
      sortBy: byName,
      cell: (row) => (
        <NameCell row={row} isFavourite={favourites.has(instanceKey(row))} onFavourite={onFavourite} onOpen={onOpen} />
      ),
    };
    const id: Column<Instance> = {
      id: 'id',
      goesAt: 4,
      header: t('column.id'),
      widthPx: 148,
      sortBy: byId,
      cell: (row) => <code title={row.id}>{shortenMiddle(row.id, 18)}</code>,
    };
    const region: Column<Instance> = {
      id: 'region',
      header: t('column.region'),
      widthPx: 130,
      sortBy: (row) => nameOfRegion(row.regionId),
      cell: (row) => <span title={row.regionId}>{nameOfRegion(row.regionId)}</span>,
    };
    const zone: Column<Instance> = {
      id: 'zone',
      goesAt: 6,
      header: t('column.zone'),
      widthPx: 110,
      sortBy: byZone,
      cell: (row) => {
        const zones = [row.zoneId, row.slaveZoneId].filter((each) => each !== '').join(' + ');
        return <span title={zones}>{zones}</span>;
      },
    };
    const kind: Column<Instance> = {
      id: 'kind',
      goesAt: 2,
      header: t('column.kind'),
      widthPx: 112,
      sortBy: (row) => kindLabel(row.kind),
      cell: (row) => kindLabel(row.kind),
    };
    const version: Column<Instance> = {
      id: 'version',
      goesAt: 5,
      header: t('column.version'),
      widthPx: 72,
      sortBy: byVersion,
      cell: (row) => row.version || '–',
    };
    const memory: Column<Instance> = {
      id: 'memory',
      goesAt: 3,
      header: t('column.memory'),
      widthPx: 118,
      isNumber: true,
      startsDescending: true,
      sortBy: byUsedMemory,
      cell: (row) => memoryText(row, language),
    };
    const state: Column<Instance> = {
      id: 'state',
      header: t('column.state'),
      widthPx: 92,
      sortBy: (row) => (gone.has(instanceKey(row)) ? t('gone') : stateLabel(row.state)),
      cell: (row) =>
        gone.has(instanceKey(row)) ? (
          <em className={styles['muted']}>{t('gone')}</em>
        ) : (
          <span title={row.state}>{stateLabel(row.state)}</span>
        ),
    };
    const automatic: Column<Instance> = {
      id: 'automatic',
      goesAt: 1,
      header: t('column.automatic'),
      widthPx: 88,
      sortBy: byHour,
      cell: (row) =>
        row.automaticBackup === 'on' && row.backupHour !== null
          ? t('automatic.at', { hour: `${String(row.backupHour).padStart(2, '0')}:00` })
          : t(`automatic.${row.automaticBackup}`),
    };
    const newest: Column<Instance> = {
      id: 'newest',
      header: t('column.newest'),
      widthPx: 104,
      startsDescending: true,
      sortBy: (row) => summaryOf(row)?.newest?.takenAt ?? null,
      cell: (row) => {
        const takenAt = summaryOf(row)?.newest?.takenAt ?? null;
        return takenAt === null ? '–' : <Age time={takenAt} now={now} regionId={row.regionId} />;
      },
    };
    const health: Column<Instance> = {
      id: 'health',
      header: t('column.health'),
      widthPx: 184,
      startsDescending: true,
      sortBy: (row) => gravityOf(summaryOf(row)),
      cell: (row) => <HealthCell summary={summaryOf(row)} textOf={textOf} />,
    };
    const where = areAllRegions ? [region] : [];
    return [name, id, kind, ...where, zone, version, memory, state, automatic, newest, health];
  }, [
    areAllRegions,
    favourites,
    gone,
    kindLabel,
    language,
    nameOfRegion,
    now,
    onFavourite,
    onOpen,
    stateLabel,
    summaryOf,
    t,
    textOf,
  ]);
}

function memoryText({ usedMb, sizeGb }: Instance, language: string): string {
  const used =
    usedMb === null ? '–' : usedMb < 1000 ? `${formatInteger(usedMb, language)} MB` : gb(usedMb / 1024, language);
  return sizeGb === null ? used : `${used} / ${gb(sizeGb, language)}`;
}

function gb(value: number, language: string): string {
  return `${numberFormat(language, { maximumFractionDigits: 1 }).format(value)} GB`;
}

function NameCell(props: {
  row: Instance;
  isFavourite: boolean;
  onFavourite: ColumnSources['onFavourite'];
  onOpen: ColumnSources['onOpen'];
}) {
  const { row, isFavourite, onFavourite, onOpen } = props;
  const { t } = useTranslation('browse');
  return (
    <span className={styles['nameCell']}>
      <button
        type="button"
        tabIndex={-1}
        className={styles['star']}
        aria-pressed={isFavourite}
        aria-label={t('favourite', { name: row.name })}
        onClick={(event) => {
          event.stopPropagation();
          onFavourite(row, !isFavourite);
        }}
      >
        <Star size={14} aria-hidden />
      </button>
      <NameButton title={row.name} onClick={() => onOpen(row)}>
        <bdi>{row.name}</bdi>
      </NameButton>
    </span>
  );
}
