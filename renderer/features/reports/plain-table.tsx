import { KeyName } from './key-name.tsx';
import styles from './reports.module.css';

export interface PlainColumn<Row> {
  id: string;
  header: string;
  /** Numbers stand at the end of their column; codes and keys have a font of their own. */
  kind?: 'number' | 'code';
  textOf: (row: Row) => string;
}

/** A table of a few hundred rows at most, all of them in the page; it scrolls in its own frame. */
export function PlainTable<Row>(props: { label: string; columns: readonly PlainColumn<Row>[]; rows: readonly Row[] }) {
  const { label, columns, rows } = props;
  return (
    // What scrolls must be reached by the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['tableFrame']} role="group" aria-label={label} tabIndex={0}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ id, header, kind }) => (
              <th key={id} scope="col" data-kind={kind}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // Rows have no other identity than their place: the table of one report never changes.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={at}>
              {columns.map(({ id, kind, textOf }) => (
                <td key={id} data-kind={kind}>
                  {kind === 'code' ? <KeyName text={textOf(row)} /> : textOf(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
