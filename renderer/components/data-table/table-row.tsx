import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './data-table.tsx';
import styles from './data-table.module.css';
import { RowCheck } from './row-check.tsx';

interface TableRowProps<Row> {
  row: Row;
  index: number;
  columns: readonly Column<Row>[];
  name: string;
  /** Pixels of rows above that are not in the page. */
  gap: number;
  isCursor: boolean;
  isSelected: boolean;
  onClick: (event: MouseEvent, index: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onOpen: (row: Row) => void;
  onToggle: (isStretching: boolean) => void;
}

export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, index, columns, name, gap, isCursor, isSelected, onClick, onKeyDown, onOpen, onToggle } = props;
  const { t } = useTranslation();
  return (
    <>
      {gap > 0 && <tr aria-hidden style={{ height: gap }} className={styles['gap']} />}
      <tr
        tabIndex={isCursor ? 0 : -1}
        aria-rowindex={index + 2}
        data-selected={isSelected || undefined}
        data-cursor={isCursor || undefined}
        onClick={(event) => onClick(event, index)}
        onKeyDown={onKeyDown}
        onMouseDown={keepTextUnselected}
        onDoubleClick={() => onOpen(row)}
      >
        <td className={styles['check']}>
          <RowCheck label={t('table.select', { name })} state={isSelected ? 'all' : 'none'} onToggle={onToggle} />
        </td>
        {columns.map((column) => (
          <Cell key={column.id} isNumber={column.isNumber === true}>
            {column.cell(row)}
          </Cell>
        ))}
      </tr>
    </>
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

/** The second click opens the row; it does not mark a word, nor does Shift mark everything between. */
function keepTextUnselected(event: MouseEvent): void {
  if (event.detail > 1 || event.shiftKey) event.preventDefault();
}
