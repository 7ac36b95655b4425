import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isActive } from '#shared/download-totals.ts';
import { downloadsQuery } from '../queries.ts';
import styles from './navigation.module.css';
import { VIEWS, type View } from './views.ts';

export function Navigation({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const { t } = useTranslation();
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  const interrupted = downloads.filter(({ isInterrupted }) => isInterrupted).length;
  const running = downloads.filter(isActive).length;
  return (
    <nav className={styles['navigation']} aria-label={t('nav.label')}>
      <ul className={styles['list']}>
        {VIEWS.map(({ view: each, icon: Icon }) => (
          <li key={each}>
            <a
              href={`#${each}`}
              className={styles['link']}
              title={t(`nav.${each}`)}
              aria-current={each === view ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault();
                onChange(each);
              }}
            >
              <Icon size={16} className={styles['icon']} aria-hidden />
              <span className={styles['label']}>{t(`nav.${each}`)}</span>
              {each === 'downloads' && running === 0 && interrupted > 0 && (
                <span className={styles['count']} data-tone="waiting" aria-hidden>
                  {interrupted}
                </span>
              )}
              {each === 'downloads' && running > 0 && (
                <span className={styles['count']} aria-hidden>
                  {running}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
