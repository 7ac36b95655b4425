import { Check, Minus } from 'lucide-react';
import styles from './data-table.module.css';

/**
 * A checkbox that is light enough to stand in every row. The row has the keyboard, so only the one in the head takes focus,
 * and the table's body sees the clicks on all others.
 */
export function RowCheck(props: {
  label: string;
  state: 'all' | 'some' | 'none';
  isFocusable?: boolean;
  onToggle?: () => void;
}) {
  const { label, state, isFocusable = false, onToggle } = props;
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={state === 'some' ? 'mixed' : state === 'all'}
      aria-label={label}
      tabIndex={isFocusable ? 0 : -1}
      className={styles['box']}
      onClick={onToggle}
    >
      {state === 'all' && <Check size={12} strokeWidth={3} aria-hidden />}
      {state === 'some' && <Minus size={12} strokeWidth={3} aria-hidden />}
    </button>
  );
}
