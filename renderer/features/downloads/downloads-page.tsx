import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Download } from '#shared/models/download.ts';
import { Button } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { downloadsQuery } from '../../queries.ts';
import { Announcer } from './announcer.tsx';
import { DownloadItem } from './download-item.tsx';
import styles from './downloads.module.css';

export function DownloadsPage({ onGetById }: { onGetById: () => void }) {
  const { t } = useTranslation();
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  return (
    <Page title={t('downloads.title')} context={t('downloads.context')}>
      {downloads.length === 0 ? (
        <div className={styles['empty']}>
          <strong>{t('downloads.emptyTitle')}</strong>
          {t('downloads.emptyText')}
          <Button tone="primary" onClick={onGetById}>
            {t('downloads.emptyAction')}
          </Button>
        </div>
      ) : (
        <DownloadList downloads={downloads} />
      )}
      <Announcer downloads={downloads} />
    </Page>
  );
}

export function DownloadList({ downloads }: { downloads: readonly Download[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles['list']} aria-label={t('downloads.title')}>
      {downloads.map((download) => (
        <DownloadItem key={download.id} download={download} />
      ))}
    </ul>
  );
}
