import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Column } from './data-table.tsx';
import styles from './data-table.module.css';
import type { Sorting } from './order.ts';
import { RowCheck } from './row-check.tsx';
import { toggleAll, type Selection } from './selection.ts';

export function SelectAll(props: {
  order: readonly string[];
  selection: Selection;
  onSelection: (selection: Selection) => void;
}) {
  const { order, selection, onSelection } = props;
  const { t } = useTranslation();
  const count = selection.ids.size === 0 ? 0 : order.filter((id) => selection.ids.has(id)).length;
  const areAll = order.length > 0 && count === order.length;
  return (
    <th scope="col" className={styles['check']}>
      <RowCheck
        label={t('table.selectAll')}
        state={areAll ? 'all' : count > 0 ? 'some' : 'none'}
        isFocusable
        onToggle={() => onSelection(toggleAll(selection, order))}
      />
    </th>
  );
}

export function SortHeader<Row>(props: { column: Column<Row>; sorting: Sorting; onSort: (columnId: string) => void }) {
  const { column, sorting, onSort } = props;
  const isSorted = sorting.columnId === column.id;
  const Arrow = sorting.isDescending ? ArrowDown : ArrowUp;
  const sorted = sorting.isDescending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      title={column.header}
      className={column.isNumber === true ? styles['number'] : ''}
      aria-sort={isSorted ? sorted : undefined}
    >
      {column.sortBy === undefined ? (
        <span className={styles['heading']}>{column.header}</span>
      ) : (
        <button type="button" className={styles['sorter']} onClick={() => onSort(column.id)}>
          <span className={styles['heading']}>{column.header}</span>
          {isSorted && <Arrow size={12} aria-hidden />}
        </button>
      )}
    </th>
  );
}
