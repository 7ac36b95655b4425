import { Checkbox } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import styles from './field.module.css';

export function CheckField(props: {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  isDisabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className={styles['check']}>
      <Checkbox.Root
        className={styles['box'] ?? ''}
        checked={props.checked}
        disabled={props.isDisabled ?? false}
        onCheckedChange={props.onChange}
        aria-labelledby={`${id}-label`}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
      >
        <Checkbox.Indicator>
          <Check size={12} strokeWidth={3} aria-hidden />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <div>
        <span id={`${id}-label`} className={styles['checkLabel']}>
          {props.label}
        </span>
        {props.hint !== undefined && (
          <span id={`${id}-hint`} className={styles['hint']}>
            {props.hint}
          </span>
        )}
      </div>
    </div>
  );
}
