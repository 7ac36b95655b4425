import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FEWEST_AT_ONCE, MOST_AT_ONCE } from '#shared/download-rules.ts';
import { bridge, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { CheckField } from '../../components/check-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { infoQuery, settingsQuery } from '../../queries.ts';
import { SpeedLimitField } from '../downloads/speed-limit-field.tsx';
import { FileNameField } from './file-name-field.tsx';
import { ProfileFolders } from './profile-folders.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';
import { useChangeSettings } from './use-change-settings.ts';

const NUMBERS_AT_ONCE = Array.from({ length: MOST_AT_ONCE - FEWEST_AT_ONCE + 1 }, (_, index) => {
  const number = String(FEWEST_AT_ONCE + index);
  return { value: number, label: number };
});

export function DownloadsSection() {
  const { t } = useTranslation('settings');
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const { data: info } = useSuspenseQuery(infoQuery);
  const folder = settings.downloadsFolder || info.defaultDownloadsFolder;
  const choose = useMutation({ mutationFn: () => unwrap(bridge.settings.chooseDownloadsFolder()) });
  const change = useChangeSettings();
  return (
    <Section title={t('downloads.title')} error={choose.error ?? change.error}>
      <div>
        <span className={styles['label']}>{t('downloads.folder')}</span>
        <div className={styles['folder']}>
          <code className={styles['path']} title={folder}>
            {folder}
          </code>
          <Button onClick={() => (choose.isPending ? undefined : choose.mutate())}>{t('downloads.choose')}</Button>
        </div>
      </div>
      <ProfileFolders />
      <FileNameField />
      <p className={styles['muted']}>{t('downloads.note')}</p>
      <div className={styles['columns']}>
        <SelectField
          label={t('downloads.atOnce')}
          value={String(settings.concurrentDownloads)}
          options={NUMBERS_AT_ONCE}
          onChange={(value) => change.mutate({ concurrentDownloads: Number(value) })}
        />
        <SelectField
          label={t('downloads.connections')}
          hint={t('downloads.connectionsHint')}
          value={String(settings.connectionsPerDownload)}
          options={NUMBERS_AT_ONCE}
          onChange={(value) => change.mutate({ connectionsPerDownload: Number(value) })}
        />
        <SpeedLimitField />
      </div>
      <CheckField
        label={t('downloads.notify')}
        hint={t('downloads.notifyHint')}
        checked={settings.notifiesOfDownloads}
        onChange={(notifiesOfDownloads) => change.mutate({ notifiesOfDownloads })}
      />
      <CheckField
        label={t('downloads.askQuit')}
        hint={t('downloads.askQuitHint')}
        checked={settings.asksBeforeQuitting}
        onChange={(asksBeforeQuitting) => change.mutate({ asksBeforeQuitting })}
      />
    </Section>
  );
}
