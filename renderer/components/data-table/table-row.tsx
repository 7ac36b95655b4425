import { memo, type ReactNode } from 'react';
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
  isDraggable: boolean;
}

/** Drawn again only when something in it is another: what a row does stands in the table's body, for all of them. */
// `memo` forgets the type parameter (DefinitelyTyped/DefinitelyTyped#37087).
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const TableRow = memo(Row) as typeof Row;

function Row<T>({ row, index, columns, name, isCursor, isSelected, isDraggable }: TableRowProps<T>) {
  const { t } = useTranslation();
  return (
    <tr
      tabIndex={isCursor ? 0 : -1}
      aria-rowindex={index + 2}
      data-selected={isSelected || undefined}
      data-cursor={isCursor || undefined}
      draggable={isDraggable}
    >
      <td className={styles['check']}>
        <RowCheck label={t('table.select', { name })} state={isSelected ? 'all' : 'none'} />
      </td>
      {columns.map((column) => (
        <Cell key={column.id} isNumber={column.isNumber === true}>
          {column.cell(row)}
        </Cell>
      ))}
    </tr>
  );
}

/** Plain text that the column is too narrow for can be read whole by pointing at it. */
function Cell({ isNumber, children }: { isNumber: boolean; children: ReactNode }) {
  return (
    <td className={isNumber ? styles['number'] : ''} title={typeof children === 'string' ? children : undefined}>
      {children}
    </td>
  );
}

/** Rows that are not in the page, as so much empty space. */
export function Gap({ heightPx }: { heightPx: number }) {
  return heightPx > 0 && <tr aria-hidden style={{ height: heightPx }} className={styles['gap']} />;
}
