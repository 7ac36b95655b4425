import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isActive } from '#shared/download-totals.ts';
import { useDropTarget } from '../features/downloads/drag-to-downloads.tsx';
import { downloadsQuery } from '../queries.ts';
import styles from './navigation.module.css';
import { VIEWS, type View } from './views.ts';

/** The pages. Backups that are dragged can be let go over the downloads. */
export function Navigation({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const { t } = useTranslation();
  const drop = useDropTarget();
  return (
    <nav className={styles['navigation']} aria-label={t('nav.label')}>
      <ul className={styles['list']}>
        {VIEWS.map(({ view: each, icon: Icon }) => (
          <li key={each} {...(each === 'downloads' && drop.handlers)}>
            <a
              href={`#${each}`}
              className={styles['link']}
              title={t(`nav.${each}`)}
              aria-current={each === view ? 'page' : undefined}
              data-takes={each === 'downloads' && drop.count > 0 ? (drop.isOver ? 'now' : 'yes') : undefined}
              onClick={(event) => {
                event.preventDefault();
                onChange(each);
              }}
            >
              <Icon size={16} className={styles['icon']} aria-hidden />
              <span className={styles['label']}>{t(`nav.${each}`)}</span>
              {each === 'downloads' && <DownloadCount />}
            </a>
            {each === 'downloads' && drop.count > 0 && (
              <span className={styles['takes']}>{t('queue:drag.drop', { count: drop.count })}</span>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How many are at work, or else how many wait to be gone on with. */
function DownloadCount() {
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  const running = downloads.filter(isActive).length;
  const interrupted = downloads.filter(({ isInterrupted }) => isInterrupted).length;
  if (running + interrupted === 0) return null;
  return (
    <span className={styles['count']} data-tone={running > 0 ? undefined : 'waiting'} aria-hidden>
      {running || interrupted}
    </span>
  );
}
