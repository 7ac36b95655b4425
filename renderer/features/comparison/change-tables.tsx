import { useTranslation } from 'react-i18next';
import type { Comparison } from '#shared/models/comparison.ts';
import { PlainTable } from '../reports/plain-table.tsx';
import { useAmounts } from '../reports/use-amounts.ts';
import { ChangeSection } from './change-section.tsx';
import type { ReportPair } from './queries.ts';
import { useChanges } from './use-changes.ts';

interface SectionProps {
  comparison: Comparison;
  pair: ReportPair;
}

export function DatabaseChanges({ comparison: { databases }, pair }: SectionProps) {
  const { t } = useTranslation('comparison');
  const { changeColumns } = useChanges();
  return (
    <ChangeSection pair={pair} table="databases" title={t('databases.title')}>
      <PlainTable
        label={t('databases.title')}
        rows={databases}
        columns={[
          {
            id: 'database',
            header: t('column.database'),
            textOf: ({ database }) => (database === null ? t('databases.others') : String(database)),
          },
          ...changeColumns,
        ]}
      />
    </ChangeSection>
  );
}

export function TypeChanges({ comparison: { types }, pair }: SectionProps) {
  const { t } = useTranslation('comparison');
  const { typeName } = useAmounts();
  const { changeColumns } = useChanges();
  return (
    <ChangeSection pair={pair} table="types" title={t('types.title')}>
      <PlainTable
        label={t('types.title')}
        rows={types}
        columns={[
          { id: 'type', header: t('column.type'), textOf: ({ type }) => typeName(type) },
          { id: 'encoding', header: t('column.encoding'), kind: 'code', textOf: ({ encoding }) => encoding },
          ...changeColumns,
        ]}
      />
    </ChangeSection>
  );
}

/** A key that is in one list only may still be in the other file, as a smaller one. */
export function BiggestKeyChanges({ comparison: { biggestKeys }, pair }: SectionProps) {
  const { t } = useTranslation('comparison');
  const { typeName } = useAmounts();
  const { plain, signed } = useChanges();
  const size = (bytes: number | null): string => (bytes === null ? t('biggest.notAmong') : plain(bytes, 'sizeBytes'));
  if (biggestKeys.length === 0) return null;
  return (
    <ChangeSection pair={pair} table="biggestKeys" title={t('biggest.title')} note={t('biggest.note')}>
      <PlainTable
        label={t('biggest.title')}
        rows={biggestKeys}
        columns={[
          {
            id: 'key',
            header: t('column.key'),
            kind: 'code',
            textOf: ({ key }) => (key === '' ? t('biggest.emptyKey') : key),
          },
          { id: 'type', header: t('column.type'), textOf: ({ type }) => typeName(type) },
          { id: 'database', header: t('column.database'), kind: 'number', textOf: ({ database }) => String(database) },
          {
            id: 'before',
            header: t('column.sizeBytes.before'),
            kind: 'number',
            textOf: ({ beforeBytes }) => size(beforeBytes),
          },
          {
            id: 'after',
            header: t('column.sizeBytes.after'),
            kind: 'number',
            textOf: ({ afterBytes }) => size(afterBytes),
          },
          {
            id: 'difference',
            header: t('column.sizeBytes.difference'),
            kind: 'number',
            textOf: ({ beforeBytes, afterBytes }) =>
              beforeBytes === null || afterBytes === null ? '–' : signed(afterBytes - beforeBytes, 'sizeBytes'),
          },
        ]}
      />
    </ChangeSection>
  );
}
