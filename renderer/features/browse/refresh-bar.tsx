import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatRelativeTime } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Button } from '../../components/button.tsx';
import styles from './browse.module.css';

const JUST_NOW_MS = 60_000;

/** How old a list is, and a way to read it again. */
export function RefreshBar(props: { updatedAt: number; now: number; isFetching: boolean; onRefresh: () => void }) {
  const { updatedAt, now, isFetching, onRefresh } = props;
  const { t } = useTranslation('browse');
  const language = useLanguage();
  const ageMs = Math.max(0, now - updatedAt);
  const age =
    ageMs < JUST_NOW_MS ? t('list.ageNow') : t('list.age', { age: formatRelativeTime(now - ageMs, now, language) });
  return (
    <span className={styles['refresh']}>
      <span aria-live="polite">{isFetching ? t('list.reading') : updatedAt !== 0 && age}</span>
      <Button tone="quiet" size="small" aria-disabled={isFetching} onClick={() => isFetching || onRefresh()}>
        <RefreshCw size={13} aria-hidden />
        {t('list.refresh')}
      </Button>
    </span>
  );
}
