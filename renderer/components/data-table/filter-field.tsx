import { Search } from 'lucide-react';
import { startTransition, useEffect, useOptimistic, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './data-table.module.css';

/**
 * Narrows the list below while one types: the letters at once, the list as soon as it can. "/" leads here, Escape
 * empties it, the arrow leads on to the rows.
 */
export function FilterField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useOptimistic(value);
  const change = (text: string): void =>
    startTransition(() => {
      setTyped(text);
      onChange(text);
    });
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <span className={styles['filter']}>
      <Search size={14} aria-hidden />
      <input
        ref={input}
        type="text"
        aria-label={t('table.filter')}
        placeholder={t('table.filterHint')}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') change('');
          if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus();
        }}
      />
    </span>
  );
}
