import { Select } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Field } from './field.tsx';
import field from './field.module.css';
import styles from './popup.module.css';

export interface Option {
  value: string;
  label: string;
  /** An id beside the name. */
  hint?: string;
  /** Stands before the name and says nothing to those who listen. */
  start?: ReactNode;
  /** Stands behind the name. */
  mark?: ReactNode;
  /** Words that find it in a search without being shown. */
  keywords?: string;
}

/** A short list to choose from. */
export function SelectField(props: {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  disabled?: boolean;
}) {
  const { label, value, options, onChange, hint, error, disabled = false } = props;
  const items = options.map((option) => ({ value: option.value, label: option.label }));
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, isInvalid }) => (
        <Select.Root
          items={items}
          value={value}
          disabled={disabled}
          onValueChange={(next) => {
            if (next !== null) onChange(next);
          }}
        >
          <Select.Trigger
            id={id}
            aria-label={label}
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            className={`${field['control'] ?? ''} ${styles['trigger'] ?? ''}`}
          >
            <Select.Value className={styles['value']} title={items.find((item) => item.value === value)?.label} />
            <ChevronDown size={14} className={styles['icon']} aria-hidden />
          </Select.Trigger>
          <Select.Portal>
            <Select.Positioner className={styles['positioner']} sideOffset={4} alignItemWithTrigger={false}>
              <Select.Popup className={styles['popup']}>
                <Select.List>
                  {options.map((option) => (
                    <Select.Item key={option.value} value={option.value} className={styles['item']}>
                      <Select.ItemIndicator className={styles['indicator']}>
                        <Check size={14} aria-hidden />
                      </Select.ItemIndicator>
                      <Select.ItemText className={styles['itemText']}>{option.label}</Select.ItemText>
                      {option.hint !== undefined && <span className={styles['itemHint']}>{option.hint}</span>}
                    </Select.Item>
                  ))}
                </Select.List>
              </Select.Popup>
            </Select.Positioner>
          </Select.Portal>
        </Select.Root>
      )}
    </Field>
  );
}
