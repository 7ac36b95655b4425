import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './data-table.tsx';
import styles from './data-table.module.css';
import { RowCheck } from './row-check.tsx';

interface TableRowProps<Row> {
  row: Row;
  index: number;
  columns: readonly Column<Row>[];
  name: string;
  isCursor: boolean;
  isSelected: boolean;
}

/** Drawn again only when something in it is another: what a row does stands in the table's body, for all of them. */
// `memo` forgets the type parameter (DefinitelyTyped/DefinitelyTyped#37087).
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const TableRow = memo(Row) as typeof Row;

function Row<T>({ row, index, columns, name, isCursor, isSelected }: TableRowProps<T>) {
  const { t } = useTranslation();
  return (
    <tr
      tabIndex={isCursor ? 0 : -1}
      aria-rowindex={index + 2}
      data-selected={isSelected || undefined}
      data-cursor={isCursor || undefined}
    >
      <td className={styles['check']}>
        <RowCheck label={t('table.select', { name })} state={isSelected ? 'all' : 'none'} />
      </td>
      {columns.map((column) => (
        <td key={column.id} className={column.isNumber === true ? styles['number'] : ''}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** Rows that are not in the page, as so much empty space. */
export function Gap({ heightPx }: { heightPx: number }) {
  return heightPx > 0 && <tr aria-hidden style={{ height: heightPx }} className={styles['gap']} />;
}
