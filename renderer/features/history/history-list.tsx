import { useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table/data-table.tsx';
import { EmptyState } from '../../components/data-table/empty-state.tsx';
import { FilterField } from '../../components/data-table/filter-field.tsx';
import { NOTHING_SELECTED } from '../../components/data-table/selection.ts';
import { useTable } from '../../components/data-table/use-table.ts';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { CompareSelected } from '../comparison/compare-selected.tsx';
import type { ReportPair } from '../comparison/queries.ts';
import { downloadsQuery } from '../../queries.ts';
import { RunningChecks } from '../reports/running-checks.tsx';
import { checksQuery, reportsQuery } from '../reports/queries.ts';
import { useCheck } from '../reports/use-check.ts';
import { DropTarget } from './drop-target.tsx';
import { useHistoryColumns } from './history-columns.tsx';
import styles from './history.module.css';
import { historyRows, type HistoryRow } from './rows.ts';
import { checkAgain, useHistoryActions } from './use-history-actions.ts';
import { useFileDrop } from './use-file-drop.ts';

type Wish = { rows: readonly HistoryRow[] } | { files: File[] } | 'choose';

export function HistoryList(props: {
  onReport: (reportId: string) => void;
  onCompare: (pair: ReportPair) => void;
  onShowDownloads: () => void;
}) {
  const { onReport, onCompare, onShowDownloads } = props;
  const { t } = useTranslation('history');
  const { data: kept } = useSuspenseQuery(reportsQuery);
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  const { data: checks } = useSuspenseQuery(checksQuery);
  const rows = useMemo(() => historyRows(kept.reports, downloads), [kept.reports, downloads]);

  const { begin, error } = useCheck(beginChecks, onReport);
  const { showInFolder, remove, error: actionError } = useHistoryActions();
  const isOver = useFileDrop(useCallback((files) => begin({ files }), [begin]));
  const actions = useMemo(
    () => ({
      open: ({ report }: HistoryRow) => {
        if (report !== null) onReport(report.id);
      },
      check: (chosen: readonly HistoryRow[]) => begin({ rows: chosen }),
      showInFolder,
      remove,
    }),
    [onReport, begin, showInFolder, remove],
  );
  const columns = useHistoryColumns(actions);
  const textOf = useCallback(
    ({ fileName, folder, origin, verdict }: HistoryRow) =>
      [fileName, folder, origin?.profileName, origin?.backupId, t(`verdict.${verdict}`)].join(' '),
    [t],
  );
  const table = useTable({ rows, columns, idOf: idOfRow, textOf, initialSorting: NEWEST_FIRST });
  const failure = error ?? actionError;

  return (
    <>
      <header className={styles['head']}>
        <div>
          <h1 className={styles['title']}>{t('title')}</h1>
          <p className={styles['context']}>{t('context')}</p>
        </div>
        <Button tone="primary" onClick={() => begin('choose')}>
          {t('checkFile')}
        </Button>
      </header>
      {failure !== null && <ErrorAlert error={errorData(failure)} />}
      {kept.damagedFiles.length > 0 && (
        <p role="status" className={styles['notice']}>
          {t('damagedReports', { files: kept.damagedFiles.join(', ') })}
        </p>
      )}
      <RunningChecks checks={checks} />
      <div className={styles['bar']}>
        <FilterField value={table.filter} onChange={table.setFilter} />
        <DropTarget isOver={isOver} />
      </div>
      <DataTable
        label={t('title')}
        rows={table.shown}
        columns={columns}
        idOf={idOfRow}
        nameOf={nameOfRow}
        sorting={table.sorting}
        onSort={table.onSort}
        selection={table.selection}
        onSelection={table.setSelection}
        onOpen={actions.open}
        empty={
          table.filter === '' ? (
            <EmptyState title={t('empty.title')} text={t('empty.text')}>
              <div className={styles['ways']}>
                <Button tone="primary" onClick={() => begin('choose')}>
                  {t('empty.check')}
                </Button>
                <Button onClick={onShowDownloads}>{t('empty.downloads')}</Button>
              </div>
            </EmptyState>
          ) : (
            <EmptyState title={t('empty.noMatch')} text={t('empty.noMatchText')}>
              <Button onClick={() => table.setFilter('')}>{t('empty.clearFilter')}</Button>
            </EmptyState>
          )
        }
      />
      <footer className={styles['foot']}>
        <span aria-live="polite">
          {table.selectedRows.length > 0
            ? t('selected', { count: table.selectedRows.length })
            : t('count', { count: table.shown.length })}
        </span>
        <Button
          size="small"
          disabled={table.selectedRows.length === 0}
          onClick={() => {
            remove(table.selectedRows);
            table.setSelection(NOTHING_SELECTED);
          }}
        >
          {t('removeSelected')}
        </Button>
        <Button
          size="small"
          disabled={table.selectedRows.length === 0}
          onClick={() => {
            begin({ rows: table.selectedRows });
            table.setSelection(NOTHING_SELECTED);
          }}
        >
          {t('checkSelected')}
        </Button>
        <CompareSelected rows={table.selectedRows} onCompare={onCompare} />
      </footer>
    </>
  );
}

const NEWEST_FIRST = { columnId: 'at', isDescending: true };
const idOfRow = ({ id }: HistoryRow): string => id;
const nameOfRow = ({ fileName }: HistoryRow): string => fileName;

function beginChecks(wish: Wish) {
  if (wish === 'choose') return unwrap(bridge.checks.chooseFiles());
  return 'files' in wish ? unwrap(bridge.checks.dropFiles(wish.files)) : checkAgain(wish.rows);
}
