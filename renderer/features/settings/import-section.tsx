import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { ImportDialog } from '../imports/import-dialog.tsx';
import { useImport } from '../imports/use-import.ts';
import { Section } from './section.tsx';
import styles from './settings.module.css';

/** The ways in for keys that other tools keep on this computer. */
export function ImportSection() {
  const { t } = useTranslation('imports');
  const state = useImport();
  return (
    <Section title={t('section.title')}>
      <p className={styles['muted']}>{t('section.text')}</p>
      <div className={styles['buttons']}>
        <Button onClick={() => state.open('ucloudCli')}>{t('title.ucloudCli')}</Button>
        <Button onClick={() => state.open('environment')}>{t('title.environment')}</Button>
      </div>
      <ImportDialog state={state} />
    </Section>
  );
}
