import { useTranslation } from 'react-i18next';
import { formatBytes, formatInteger, formatPercent, wholePercent } from '#shared/format.ts';
import type { Amount, DataType } from '#shared/models/rdb-summary.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { PlainColumn } from './plain-table.tsx';
import type { Measure } from './tiles.ts';

/** Keys and bytes as they are read. */
export function useAmounts() {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  const bytes = (value: number): string => formatBytes(value, language);
  const integer = (value: number): string => formatInteger(value, language);
  const amount = (value: Amount, measure: Measure): string =>
    measure === 'keys' ? t('amount.keys', { count: value.keys, exact: integer(value.keys) }) : bytes(value.sizeBytes);
  return {
    bytes,
    integer,
    amount,
    typeName: (type: DataType): string => t(`type.${type}`),
    /** With how much of the whole it is. */
    share: (value: Amount, whole: Amount, measure: Measure): string =>
      `${amount(value, measure)} · ${percentText(value[measure], whole[measure], language)}`,
    amountColumns: <Row extends Amount>(): PlainColumn<Row>[] => [
      { id: 'keys', header: t('column.keys'), kind: 'number', textOf: ({ keys }) => integer(keys) },
      { id: 'size', header: t('column.size'), kind: 'number', textOf: ({ sizeBytes }) => bytes(sizeBytes) },
    ],
  };
}

/** Something is never said to be nothing. */
function percentText(part: number, whole: number, language: string): string {
  const percent = wholePercent(part, whole);
  return percent === 0 && part > 0 ? `< ${formatPercent(1, language)}` : formatPercent(percent, language);
}
