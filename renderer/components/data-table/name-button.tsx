import type { ReactNode } from 'react';
import styles from './data-table.module.css';

/** The name in a row, for those who click rather than open the row; the keyboard opens the row itself. */
export function NameButton(props: { title: string; onClick: () => void; children: ReactNode }) {
  const { title, onClick, children } = props;
  return (
    <button type="button" tabIndex={-1} className={styles['name']} title={title} onClick={onClick}>
      {children}
    </button>
  );
}
