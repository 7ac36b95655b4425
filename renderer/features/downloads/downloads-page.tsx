import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { downloadsQuery } from '../../queries.ts';
import { Announcer } from './announcer.tsx';
import { DownloadList } from './download-list.tsx';
import styles from './downloads.module.css';
import { InterruptedBanner } from './interrupted-banner.tsx';
import { QueueBar } from './queue-bar.tsx';
import { SetSummaries } from './set-summaries.tsx';

export function DownloadsPage(props: { onGetById: () => void; onReport: (reportId: string) => void }) {
  const { onGetById, onReport } = props;
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
        <>
          <InterruptedBanner downloads={downloads} />
          <QueueBar downloads={downloads} />
          <SetSummaries downloads={downloads} />
          <DownloadList downloads={downloads} onReport={onReport} />
        </>
      )}
      <Announcer downloads={downloads} />
    </Page>
  );
}
