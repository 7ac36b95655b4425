import { LockKeyhole } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import styles from './vault.module.css';
import { useAskToUnlock } from './unlock-prompt.tsx';

/** Says on the page why nothing can be signed now, and what goes on all the same. */
export function LockedNotice() {
  const { t } = useTranslation('vault');
  const titleId = useId();
  const ask = useAskToUnlock();
  return (
    <section aria-labelledby={titleId} className={styles['notice']}>
      <LockKeyhole size={16} className={styles['noticeIcon']} aria-hidden />
      <div>
        <p id={titleId} className={styles['noticeTitle']}>
          {t('notice.what')}
        </p>
        <p>{t('notice.next')}</p>
      </div>
      <Button size="small" onClick={ask}>
        {t('notice.unlock')}
      </Button>
    </section>
  );
}
