import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DownloadsSection } from './downloads-section.tsx';
import { ImportSection } from './import-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { PlainHttpSection } from './plain-http-section.tsx';
import { PracticeSection } from './practice-section.tsx';
import { NetworkSection } from '../network/network-section.tsx';
import { WriteActionsSection } from '../back-up-now/write-actions-section.tsx';
import { PermissionsSection } from '../permissions/permissions-section.tsx';
import { ProfilesSection } from '../profiles/profiles-section.tsx';
import { TransferSection } from '../transfer/transfer-section.tsx';
import styles from './settings.module.css';

/** `onPractice`: the practice cloud runs, and its profile is the one in use. */
export function SettingsPage({ onPractice }: { onPractice: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <Page title={t('title')} context={t('context')}>
      <div className={styles['sections']}>
        <Suspense>
          <AppearanceSection />
          <DownloadsSection />
          <ProfilesSection />
          <KeysSection />
          <PermissionsSection />
          <WriteActionsSection />
          <ImportSection />
          <TransferSection />
          <NetworkSection />
          <PlainHttpSection />
          <PracticeSection onStarted={onPractice} />
          <AboutSection />
        </Suspense>
      </div>
    </Page>
  );
}
