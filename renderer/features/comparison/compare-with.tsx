import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatDateTime } from '#shared/format.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { reportsQuery } from '../reports/queries.ts';
import { isComparable } from './comparable.ts';
import styles from './comparison.module.css';

/** Asks for the other report of a comparison. */
export function CompareWith({ reportId, onCompare }: { reportId: string; onCompare: (otherId: string) => void }) {
  const { t } = useTranslation('comparison');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('with.button')}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('with.title')}
        description={t('with.text')}
        actions={<Button onClick={() => setIsOpen(false)}>{t('with.cancel')}</Button>}
      >
        <OtherReports reportId={reportId} onCompare={onCompare} />
      </Dialog>
    </>
  );
}

/** The reports that tell what is in their files. */
function OtherReports({ reportId, onCompare }: { reportId: string; onCompare: (otherId: string) => void }) {
  const { t } = useTranslation('comparison');
  const language = useLanguage();
  const { data: kept } = useSuspenseQuery(reportsQuery);
  const others = kept.reports.filter((each) => each.id !== reportId && isComparable(each));
  if (others.length === 0) return <p>{t('with.none')}</p>;
  return (
    <ul className={styles['others']} aria-label={t('with.title')}>
      {others.map(({ id, file, checkedAt }) => (
        <li key={id}>
          <button type="button" title={`${file.folder}\n${file.name}`} onClick={() => onCompare(id)}>
            <bdi>{file.name}</bdi>
            <span className={styles['muted']}>
              {`${formatBytes(file.sizeBytes, language)} · ${t('file.checked', {
                time: formatDateTime(checkedAt, language),
              })}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
