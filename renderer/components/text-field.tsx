import type { ComponentProps, ReactNode } from 'react';
import { Field } from './field.tsx';
import styles from './field.module.css';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'aria-describedby' | 'aria-invalid'> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Ids and keys are set in the code face. */
  isCode?: boolean;
}

export function TextField({ label, hint, error, isCode = false, className, ...input }: TextFieldProps) {
  const classes = [styles['control'], isCode ? styles['code'] : '', className].filter(Boolean).join(' ');
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, isInvalid }) => (
        <input
          id={id}
          className={classes}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          autoComplete="off"
          spellCheck={false}
          {...input}
        />
      )}
    </Field>
  );
}
