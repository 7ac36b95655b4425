import { ArrowLeft } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import styles from './browse.module.css';

/** Where one is, and the way back: the button, the first name, or Alt with the left arrow. */
export function Breadcrumbs(props: { region: string; instance: string; onBack: () => void }) {
  const { region, instance, onBack } = props;
  const { t } = useTranslation('browse');
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!event.altKey || event.key !== 'ArrowLeft') return;
      event.preventDefault();
      onBack();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onBack]);
  return (
    <nav aria-label={t('path.label')} className={styles['path']}>
      <Button
        tone="quiet"
        className={styles['back']}
        aria-label={t('path.back')}
        title={t('path.back')}
        onClick={onBack}
      >
        <ArrowLeft size={18} aria-hidden />
      </Button>
      <ol>
        <li>
          <button type="button" onClick={onBack}>
            {t('instances.title')}
          </button>
        </li>
        <li>{region}</li>
        <li aria-current="page">
          <bdi>{instance}</bdi>
        </li>
      </ol>
    </nav>
  );
}
