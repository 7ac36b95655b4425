import type { Option } from './select-field.tsx';
import styles from './popup.module.css';

/** What an option of a list says: its name, and beside it marks and an id. */
export function OptionRow({ option }: { option: Option }) {
  const { label, hint, start, mark } = option;
  return (
    <>
      <span className={styles['itemText']}>
        {start}
        {label}
      </span>
      {(hint !== undefined || mark !== undefined) && (
        <span className={styles['itemEnd']}>
          {mark}
          {hint !== undefined && <span className={styles['itemHint']}>{hint}</span>}
        </span>
      )}
    </>
  );
}
