import { ArrowLeft } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './breadcrumbs.module.css';
import { Button } from './button.tsx';

/** Where one is, and the way back: the button, the first name, or Alt with the left arrow. */
export function Breadcrumbs(props: { places: readonly string[]; backLabel: string; onBack: () => void }) {
  const { places, backLabel, onBack } = props;
  const { t } = useTranslation();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!event.altKey || event.key !== 'ArrowLeft') return;
      event.preventDefault();
      onBack();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onBack]);
  const [first = '', ...rest] = places;
  return (
    <nav aria-label={t('path.label')} className={styles['path']}>
      <Button tone="quiet" className={styles['back']} aria-label={backLabel} title={backLabel} onClick={onBack}>
        <ArrowLeft size={18} aria-hidden />
      </Button>
      <ol>
        <li>
          <button type="button" onClick={onBack}>
            {first}
          </button>
        </li>
        {rest.map((place, at) => (
          <li key={rest.slice(0, at + 1).join('\n')} aria-current={at === rest.length - 1 ? 'page' : undefined}>
            <bdi>{place}</bdi>
          </li>
        ))}
      </ol>
    </nav>
  );
}
