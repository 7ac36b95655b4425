import { useId, type ReactNode } from 'react';
import styles from './field.module.css';

interface FieldShellProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: (ids: { id: string; describedBy: string | undefined; isInvalid: boolean }) => ReactNode;
}

/** A label, a control, and what is said about it: a hint or why it was not accepted. */
export function Field({ label, hint, error, children }: FieldShellProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {children({ id, describedBy: note === undefined ? undefined : `${id}-note`, isInvalid: error !== undefined })}
      {note !== undefined && (
        <div id={`${id}-note`} className={error === undefined ? styles['hint'] : styles['error']}>
          {note}
        </div>
      )}
    </div>
  );
}
