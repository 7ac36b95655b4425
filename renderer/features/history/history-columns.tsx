import { CircleCheck, CircleHelp, CircleX, FileQuestion, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatDateTime, formatInteger, formatRelativeTime } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../components/data-table/data-table.tsx';
import { NameButton } from '../../components/data-table/name-button.tsx';
import { useNow } from '../../components/use-now.ts';
import styles from './history.module.css';
import type { HistoryRow, HistoryVerdict } from './rows.ts';
import { RowMenu, type RowActions } from './row-menu.tsx';

const ICONS: Readonly<Record<HistoryVerdict, LucideIcon>> = {
  valid: CircleCheck,
  corrupt: CircleX,
  notABackup: CircleX,
  notUnderstood: CircleHelp,
  unchecked: FileQuestion,
};
const AGES_EVERY_MS = 30_000;

export function useHistoryColumns(actions: RowActions): Column<HistoryRow>[] {
  const { t } = useTranslation('history');
  const language = useLanguage();
  const now = useNow(AGES_EVERY_MS);
  return useMemo(
    (): Column<HistoryRow>[] => [
      {
        id: 'verdict',
        header: t('column.verdict'),
        widthPx: 142,
        sortBy: ({ verdict }) => t(`verdict.${verdict}`),
        cell: ({ verdict }) => <Verdict verdict={verdict} />,
      },
      {
        id: 'name',
        header: t('column.name'),
        sortBy: ({ fileName }) => fileName,
        cell: (row) => <FileName row={row} onOpen={actions.open} />,
      },
      {
        id: 'presence',
        header: t('column.presence'),
        widthPx: 96,
        goesAt: 1,
        sortBy: ({ presence }) => (presence === null ? null : t(`presence.${presence}`)),
        cell: ({ presence }) =>
          presence === null ? (
            '–'
          ) : (
            <span className={styles['presence']} data-presence={presence}>
              {t(`presence.${presence}`)}
            </span>
          ),
      },
      {
        id: 'source',
        header: t('column.source'),
        widthPx: 150,
        goesAt: 2,
        sortBy: ({ origin }) => origin?.profileName ?? t('source.file'),
        cell: ({ origin }) =>
          origin === null ? (
            t('source.file')
          ) : (
            <bdi title={t('source.download', { profile: origin.profileName, backup: origin.backupId })}>
              {origin.profileName}
            </bdi>
          ),
      },
      {
        id: 'size',
        header: t('column.size'),
        widthPx: 88,
        isNumber: true,
        startsDescending: true,
        sortBy: ({ sizeBytes }) => sizeBytes,
        cell: ({ sizeBytes }) => (sizeBytes === null ? '–' : formatBytes(sizeBytes, language)),
      },
      {
        id: 'keys',
        header: t('column.keys'),
        widthPx: 92,
        goesAt: 3,
        isNumber: true,
        startsDescending: true,
        sortBy: ({ keyCount }) => keyCount,
        cell: ({ keyCount }) => (keyCount === null ? '–' : formatInteger(keyCount, language)),
      },
      {
        id: 'at',
        header: t('column.at'),
        widthPx: 118,
        startsDescending: true,
        sortBy: ({ at }) => at,
        cell: ({ at }) => (
          <time dateTime={new Date(at).toISOString()} title={formatDateTime(at, language)}>
            {formatRelativeTime(at, now, language)}
          </time>
        ),
      },
      { id: 'more', header: t('column.more'), widthPx: 60, cell: (row) => <RowMenu row={row} actions={actions} /> },
    ],
    [t, language, now, actions],
  );
}

function Verdict({ verdict }: { verdict: HistoryVerdict }) {
  const { t } = useTranslation('history');
  const Icon = ICONS[verdict];
  return (
    <span className={styles['verdict']} data-verdict={verdict}>
      <Icon size={14} aria-hidden />
      {t(`verdict.${verdict}`)}
    </span>
  );
}

/** Opens the report; a file that has none is only named. */
function FileName({ row, onOpen }: { row: HistoryRow; onOpen: (row: HistoryRow) => void }) {
  const title = `${row.folder}\n${row.fileName}`;
  if (row.report === null) return <bdi title={title}>{row.fileName}</bdi>;
  return (
    <NameButton title={title} onClick={() => onOpen(row)}>
      <bdi>{row.fileName}</bdi>
    </NameButton>
  );
}
