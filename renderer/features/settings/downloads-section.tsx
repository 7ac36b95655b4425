import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { infoQuery, settingsQuery } from '../../queries.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

export function DownloadsSection() {
  const { t } = useTranslation('settings');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { data: info } = useSuspenseQuery(infoQuery);
  const folder = settings.downloadsFolder || info.defaultDownloadsFolder;
  const choose = useMutation({ mutationFn: () => unwrap(bridge.settings.chooseDownloadsFolder()) });
  return (
    <Section title={t('downloads.title')} error={choose.error}>
      <div>
        <span className={styles['label']}>{t('downloads.folder')}</span>
        <div className={styles['folder']}>
          <code className={styles['path']} title={folder}>
            {folder}
          </code>
          <Button onClick={() => (choose.isPending ? undefined : choose.mutate())}>{t('downloads.choose')}</Button>
        </div>
      </div>
      <p className={styles['muted']}>{t('downloads.note')}</p>
    </Section>
  );
}
