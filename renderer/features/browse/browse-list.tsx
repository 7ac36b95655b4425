import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { DataTable, type Column } from '../../components/data-table/data-table.tsx';
import { NOTHING_SELECTED } from '../../components/data-table/selection.ts';
import { useDragSource } from '../downloads/drag-to-downloads.tsx';
import styles from './browse.module.css';
import { FilterField } from '../../components/data-table/filter-field.tsx';
import { RowsSkeleton } from './list-state.tsx';
import { NotStarted } from './not-started.tsx';
import { RefreshBar } from './refresh-bar.tsx';
import type { useDownloadBackups, Wanted } from './use-download-backups.ts';
import { useNow } from './use-now.ts';
import type { useTable } from '../../components/data-table/use-table.ts';

/** A list to filter, sort and select in, and to download from: by its button, or dragged to the downloads. */
export function BrowseList<Row>(props: {
  label: string;
  table: ReturnType<typeof useTable<Row>>;
  columns: readonly Column<Row>[];
  idOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  /** When the list was read, and a way to read it again. */
  reading: { updatedAt: number; isFetching: boolean; refresh: () => void };
  /** Before and behind the list's age. */
  choices?: ReactNode;
  actions?: ReactNode;
  /** What has to be known of the list before one looks at it. */
  notices?: ReactNode;
  onOpen: (row: Row) => void;
  onCursor?: (row: Row) => void;
  onVisible?: (rows: readonly Row[]) => void;
  /** In place of rows, where there are none and none are on their way. */
  empty: ReactNode;
  isFirstRead: boolean;
  /** Beside the table. */
  details?: ReactNode;
  /** How many rows there are, while none is selected. */
  countText: string;
  /** What to know of those that are selected. */
  selectedNote?: string;
  /** Beside the button that downloads. */
  footActions?: ReactNode;
  /** What of the selection can be downloaded. */
  wanted: readonly Wanted[];
  download: ReturnType<typeof useDownloadBackups>;
  downloadText: string;
}) {
  const { table, reading, wanted, download } = props;
  const { t } = useTranslation('browse');
  const now = useNow();
  const start = (): void => {
    download.mutate(wanted);
    table.setSelection(NOTHING_SELECTED);
  };
  const drag = useDragSource(wanted.length, start);
  const selectedCount = table.selectedRows.length;
  return (
    <>
      <div className={styles['bar']}>
        <FilterField value={table.filter} onChange={table.setFilter} />
        {props.choices}
        <RefreshBar
          updatedAt={reading.updatedAt}
          now={now}
          isFetching={reading.isFetching}
          onRefresh={reading.refresh}
        />
        {props.actions}
      </div>
      {props.notices}
      <NotStarted failures={download.data ?? []} onDismiss={download.reset} />
      <div className={styles['split']}>
        <DataTable
          label={props.label}
          rows={table.shown}
          columns={props.columns}
          idOf={props.idOf}
          nameOf={props.nameOf}
          sorting={table.sorting}
          onSort={table.onSort}
          selection={table.selection}
          onSelection={table.setSelection}
          onOpen={props.onOpen}
          {...(props.onCursor !== undefined && { onCursor: props.onCursor })}
          {...(props.onVisible !== undefined && { onVisible: props.onVisible })}
          {...(drag !== undefined && { drag })}
          empty={props.isFirstRead ? <RowsSkeleton /> : props.empty}
        />
        {props.details}
      </div>
      <div className={styles['foot']}>
        <span aria-live="polite">
          {selectedCount > 0 ? t('selected', { count: selectedCount }) : reading.updatedAt !== 0 && props.countText}
          {props.selectedNote !== undefined && ` · ${props.selectedNote}`}
        </span>
        {props.footActions}
        <Button tone="primary" size="small" disabled={wanted.length === 0 || download.isPending} onClick={start}>
          {props.downloadText}
        </Button>
      </div>
    </>
  );
}
