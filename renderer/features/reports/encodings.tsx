import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { RdbSummary, TypeShare } from '#shared/models/rdb-summary.ts';
import { Card } from '../../components/page.tsx';
import { PlainTable } from './plain-table.tsx';
import styles from './reports.module.css';
import { useAmounts } from './use-amounts.ts';

/** In which form values are stored. */
export function Encodings({ summary }: { summary: RdbSummary }) {
  const { t } = useTranslation('reports');
  const id = useId();
  const { integer, typeName, amountColumns } = useAmounts();
  return (
    <Card className={styles['picture']} aria-labelledby={id}>
      <h2 id={id}>{t('encodings.title')}</h2>
      <PlainTable
        label={t('encodings.title')}
        rows={summary.types}
        columns={[
          { id: 'type', header: t('column.type'), textOf: ({ type }) => typeName(type) },
          { id: 'encoding', header: t('column.encoding'), kind: 'code', textOf: ({ encoding }) => encoding },
          ...amountColumns<TypeShare>(),
          { id: 'elements', header: t('column.elements'), kind: 'number', textOf: ({ elements }) => integer(elements) },
        ]}
      />
    </Card>
  );
}
