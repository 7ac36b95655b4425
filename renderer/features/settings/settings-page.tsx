import { useTranslation } from 'react-i18next';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { DownloadsSection } from './downloads-section.tsx';
import { KeysSection } from './keys-section.tsx';
import { PlainHttpSection } from './plain-http-section.tsx';
import { PracticeSection } from './practice-section.tsx';
import styles from './settings.module.css';

export function SettingsPage() {
  const { t } = useTranslation('settings');
  return (
    <div className={styles['page']}>
      <header>
        <h1 className={styles['title']}>{t('title')}</h1>
        <p className={styles['context']}>{t('context')}</p>
      </header>
      <AppearanceSection />
      <DownloadsSection />
      <KeysSection />
      <PlainHttpSection />
      <PracticeSection />
      <AboutSection />
    </div>
  );
}
