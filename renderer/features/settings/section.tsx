import { useId, type ReactNode } from 'react';
import { errorData } from '../../bridge.ts';
import { ErrorAlert } from '../../components/error-alert.tsx';
import styles from './settings.module.css';

/** One subject of the settings: its name at the side, what can be set beside it. */
export function Section({ title, error, children }: { title: string; error?: Error | null; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <h2 id={id} className={styles['sectionTitle']}>
        {title}
      </h2>
      <div className={styles['content']}>
        {children}
        {error !== null && error !== undefined && <ErrorAlert error={errorData(error)} />}
      </div>
    </section>
  );
}
