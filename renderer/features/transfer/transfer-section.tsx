import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { profilesQuery } from '../../queries.ts';
import { Section } from '../settings/section.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportFileDialog } from './import-file-dialog.tsx';
import styles from './transfer.module.css';
import { useFileImport } from './use-file-import.ts';

/** Profiles between machines. */
export function TransferSection() {
  const { t } = useTranslation('transfer');
  const { data: profiles } = useSuspenseQuery(profilesQuery);
  const [isExporting, setIsExporting] = useState(false);
  const formRef = useRef<HTMLFormElement>(null);
  const fileImport = useFileImport(formRef);
  const hasOwn = profiles.some(({ cloud }) => cloud.kind !== 'practice');
  return (
    <Section title={t('section.title')}>
      <p className={styles['hint']}>{t('section.text')}</p>
      <div className={styles['buttons']}>
        <Button disabled={!hasOwn} onClick={() => setIsExporting(true)}>
          {t('export.button')}
        </Button>
        <Button onClick={fileImport.open}>{t('import.button')}</Button>
      </div>
      {!hasOwn && <p className={styles['hint']}>{t('section.nothingToExport')}</p>}
      {isExporting && <ExportDialog onClose={() => setIsExporting(false)} />}
      <ImportFileDialog formRef={formRef} state={fileImport} />
    </Section>
  );
}
