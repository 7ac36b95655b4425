import type { ReactNode } from 'react';
import styles from './data-table.module.css';

/** What to do where there is nothing to see. */
export function EmptyState({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className={styles['nothing']}>
      <strong>{title}</strong>
      <p>{text}</p>
      {children}
    </div>
  );
}
