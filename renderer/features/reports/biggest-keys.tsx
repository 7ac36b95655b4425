import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '#shared/format.ts';
import type { KeptReport } from '#shared/models/kept-report.ts';
import { useLanguage } from '../../app/use-language.ts';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { Card } from '../../components/page.tsx';
import { PlainTable } from './plain-table.tsx';
import styles from './reports.module.css';
import { useAmounts } from './use-amounts.ts';
import { useSaving } from './use-saving.ts';

/** The latest moment that a date can stand for. */
const LATEST_MS = 8.64e15;

/** The keys that take most bytes in the file. */
export function BiggestKeys({ kept }: { kept: KeptReport }) {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  const id = useId();
  const { bytes, integer, typeName } = useAmounts();
  const { save, error } = useSaving(kept.id);
  const keys = kept.report.summary?.biggestKeys ?? [];
  return (
    <Card className={styles['picture']} aria-labelledby={id}>
      <div className={styles['pictureHead']}>
        <h2 id={id}>{t('biggest.title', { count: keys.length })}</h2>
        <span className={styles['end']} />
        <Button
          size="small"
          tone="quiet"
          aria-label={t('save.tableNamed', { title: t('biggest.title', { count: keys.length }) })}
          onClick={() => save({ what: 'biggestKeys' })}
        >
          {t('save.table')}
        </Button>
      </div>
      <p className={styles['muted']}>{t('biggest.note')}</p>
      {error !== null && <ErrorAlert error={errorData(error)} />}
      <PlainTable
        label={t('biggest.title', { count: keys.length })}
        rows={keys}
        columns={[
          {
            id: 'key',
            header: t('column.key'),
            kind: 'code',
            textOf: ({ key }) => (key === '' ? t('biggest.emptyKey') : key),
          },
          { id: 'size', header: t('column.size'), kind: 'number', textOf: ({ sizeBytes }) => bytes(sizeBytes) },
          { id: 'type', header: t('column.type'), textOf: ({ type }) => typeName(type) },
          { id: 'encoding', header: t('column.encoding'), kind: 'code', textOf: ({ encoding }) => encoding },
          { id: 'elements', header: t('column.elements'), kind: 'number', textOf: ({ elements }) => integer(elements) },
          { id: 'database', header: t('column.database'), kind: 'number', textOf: ({ database }) => String(database) },
          {
            id: 'expires',
            header: t('column.expires'),
            textOf: ({ expiresAt }) =>
              expiresAt === null || expiresAt > LATEST_MS ? '–' : formatDateTime(expiresAt, language),
          },
        ]}
      />
    </Card>
  );
}
