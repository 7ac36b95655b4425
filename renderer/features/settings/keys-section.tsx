import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { infoQuery } from '../../queries.ts';
import { ProtectionNote } from '../profiles/protection-note.tsx';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** How keys are kept here, and what that is and is not good for. */
export function KeysSection() {
  const { t } = useTranslation('settings');
  const { data: info } = useSuspenseQuery(infoQuery);
  return (
    <Section title={t('keys.title')}>
      <ProtectionNote />
      <ul className={styles['points']}>
        <li>{t(`keys.protects.${info.protection}`)}</li>
        <li>{t(`keys.leaves.${info.protection}`)}</li>
        <li>{t('keys.window')}</li>
      </ul>
    </Section>
  );
}
