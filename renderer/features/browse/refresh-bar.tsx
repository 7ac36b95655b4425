import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatRelativeTime } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Button } from '../../components/button.tsx';
import styles from './browse.module.css';

/** How old a list is, and a way to read it again. */
export function RefreshBar(props: { updatedAt: number; now: number; isFetching: boolean; onRefresh: () => void }) {
  const { updatedAt, now, isFetching, onRefresh } = props;
  const { t } = useTranslation('browse');
  const language = useLanguage();
  const age = updatedAt === 0 ? '' : formatRelativeTime(Math.min(updatedAt, now), now, language);
  return (
    <span className={styles['refresh']}>
      <span aria-live="polite">{isFetching ? t('list.reading') : age !== '' && t('list.age', { age })}</span>
      <Button tone="quiet" size="small" aria-disabled={isFetching} onClick={() => isFetching || onRefresh()}>
        <RefreshCw size={13} aria-hidden />
        {t('list.refresh')}
      </Button>
    </span>
  );
}
