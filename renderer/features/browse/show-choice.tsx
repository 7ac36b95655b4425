import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import styles from './browse.module.css';

export type Shown = 'all' | 'favourites' | 'recents' | 'concerned' | 'gone';

/** Which of the instances are shown. What would be empty is not offered. */
export function ShowChoice(props: {
  value: Shown;
  counts: Record<Exclude<Shown, 'all'>, number>;
  onChange: (shown: Shown) => void;
}) {
  const { value, counts, onChange } = props;
  const { t } = useTranslation('browse');
  const offered = (['favourites', 'recents', 'concerned', 'gone'] as const).filter(
    (each) => counts[each] > 0 || each === value,
  );
  if (offered.length === 0) return null;
  return (
    <span role="group" aria-label={t('show.label')} className={styles['choices']}>
      {(['all', ...offered] as const).map((each) => (
        <Button
          key={each}
          size="small"
          className={styles['choice']}
          aria-pressed={each === value}
          onClick={() => onChange(each)}
        >
          {each === 'all' ? t('show.all') : t(`show.${each}`, { count: counts[each] })}
        </Button>
      ))}
    </span>
  );
}
