import { useTranslation } from 'react-i18next';
import { ProtectionNote } from '../profiles/protection-note.tsx';
import { ReminderField } from '../profiles/reminder-field.tsx';
import { AutoLockField } from '../vault/auto-lock-field.tsx';
import { ProtectionChoice } from '../vault/protection-choice.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** How keys are kept here, and the ways there are. */
export function KeysSection() {
  const { t } = useTranslation('settings');
  return (
    <Section title={t('keys.title')}>
      <ProtectionNote />
      <ProtectionChoice />
      <AutoLockField />
      <ReminderField />
      <p className={styles['muted']}>{t('keys.window')}</p>
    </Section>
  );
}
