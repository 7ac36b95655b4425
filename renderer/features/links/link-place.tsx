import { useTranslation } from 'react-i18next';
import type { LinkSide } from '#shared/link-forms.ts';
import type { Reach } from '#shared/models/link.ts';
import styles from './link-card.module.css';

/** Where one side of a link leads, and whether this machine gets there, once that was tried. */
export function LinkPlace(props: {
  which: LinkSide;
  place: { scheme: 'http' | 'https'; host: string };
  reach: Reach | undefined;
}) {
  const { which, place, reach } = props;
  const { t } = useTranslation();
  return (
    <div className={styles['place']}>
      <span className={styles['scheme']} data-scheme={place.scheme}>
        {place.scheme}
      </span>
      <span className={styles['host']} title={place.host}>
        {place.host}
      </span>
      <span className={styles['side']}>{t(`link.side.${which}`)}</span>
      <span role="status" className={styles['reach']} data-outcome={reach?.outcome}>
        {reach !== undefined && t(`link.reach.${reach.outcome}`, { ms: Math.round(reach.afterMs) })}
      </span>
    </div>
  );
}
