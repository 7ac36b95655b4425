import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatDateTime } from '#shared/format.ts';
import type { ComparedFile } from '#shared/models/comparison.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Card } from '../../components/page.tsx';
import styles from './comparison.module.css';

/** The two files, the older one first. */
export function ComparedFiles({ before, after }: { before: ComparedFile; after: ComparedFile }) {
  const { t } = useTranslation('comparison');
  return (
    <div className={styles['files']}>
      <FileCard file={before} label={t('file.before')} />
      <ArrowRight size={18} aria-hidden />
      <FileCard file={after} label={t('file.after')} />
    </div>
  );
}

function FileCard({ file, label }: { file: ComparedFile; label: string }) {
  const { t } = useTranslation('comparison');
  const language = useLanguage();
  const product = file.product === 'valkey' ? 'Valkey' : 'Redis';
  return (
    <Card className={styles['file']} aria-label={label}>
      <span className={styles['muted']}>{label}</span>
      <strong title={`${file.folder}\n${file.name}`}>
        <bdi>{file.name}</bdi>
      </strong>
      <span>
        {file.createdAt === null
          ? t('file.checked', { time: formatDateTime(file.checkedAt, language) })
          : t('file.made', { time: formatDateTime(file.createdAt, language) })}
      </span>
      <span className={styles['muted']}>
        {`${formatBytes(file.sizeBytes, language)} · ${`${product} ${file.serverVersion}`.trim()}`}
      </span>
      {file.isPartial && <p className={styles['warning']}>{t('file.partial')}</p>}
    </Card>
  );
}
