import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { settingsQuery } from '../../queries.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

export function DownloadsSection() {
  const { t } = useTranslation('settings');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { downloadsFolder: folder } = settings;
  const choose = useMutation({ mutationFn: () => unwrap(bridge.settings.chooseDownloadsFolder()) });
  return (
    <Section title={t('downloads.title')} error={choose.error}>
      <div>
        <span className={styles['label']}>{t('downloads.folder')}</span>
        <div className={styles['folder']}>
          <span className={folder === '' ? styles['path'] : `${styles['path'] ?? ''} code`} title={folder}>
            {folder === '' ? t('downloads.systemFolder') : folder}
          </span>
          <Button onClick={() => (choose.isPending ? undefined : choose.mutate())}>{t('downloads.choose')}</Button>
        </div>
      </div>
      <p className={styles['muted']}>{t('downloads.note')}</p>
    </Section>
  );
}
