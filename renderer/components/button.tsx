import type { ComponentProps } from 'react';
import styles from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  tone?: 'primary' | 'danger' | 'quiet' | 'plain';
  size?: 'normal' | 'small';
}

export function Button({ tone = 'plain', size = 'normal', className, type, ...rest }: ButtonProps) {
  const classes = [styles['button'], styles[tone], size === 'small' ? styles['small'] : '', className];
  return <button type={type ?? 'button'} className={classes.filter(Boolean).join(' ')} {...rest} />;
}
