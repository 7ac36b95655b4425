import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import { infoQuery } from '../queries.ts';
import styles from './frame.module.css';

/** A file of ours was damaged and set aside when the app started. */
export function DamagedFilesNotice() {
  const { t } = useTranslation();
  const { data: info } = useSuspenseQuery(infoQuery);
  const [isDismissed, setIsDismissed] = useState(false);
  if (info.damagedFiles.length === 0 || isDismissed) return null;
  return (
    <div role="status" className={styles['notice']}>
      {t('frame.damagedFiles', { files: info.damagedFiles.join(', ') })}
      <Button size="small" onClick={() => setIsDismissed(true)}>
        {t('frame.dismiss')}
      </Button>
    </div>
  );
}
