import { useTranslation } from 'react-i18next';
import { formatBytes, formatInteger } from '#shared/format.ts';
import type { Change } from '#shared/models/comparison.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { PlainColumn } from '../reports/plain-table.tsx';
import type { Measure } from '../reports/tiles.ts';

/** A real minus, as wide as the plus. */
const MINUS = '\u2212';

/** By how much something changed; null where one side is not told. */
export function differenceOf({ before, after }: Change, measure: Measure): number | null {
  return before === null || after === null ? null : after[measure] - before[measure];
}

/** Changes as they are read. */
export function useChanges() {
  const { t } = useTranslation('comparison');
  const language = useLanguage();
  const plain = (value: number, measure: Measure): string =>
    measure === 'keys' ? formatInteger(value, language) : formatBytes(value, language);
  const signed = (value: number, measure: Measure): string => {
    if (value === 0) return t('same');
    return `${value > 0 ? '+' : MINUS}${plain(Math.abs(value), measure)}`;
  };
  const column = (measure: Measure, side: 'before' | 'after'): PlainColumn<Change> => ({
    id: `${measure} ${side}`,
    header: t(`column.${measure}.${side}`),
    kind: 'number',
    textOf: (change) => {
      const amount = change[side];
      return amount === null ? t('notTold') : plain(amount[measure], measure);
    },
  });
  const difference = (measure: Measure): PlainColumn<Change> => ({
    id: `${measure} difference`,
    header: t(`column.${measure}.difference`),
    kind: 'number',
    textOf: (change) => {
      const value = differenceOf(change, measure);
      return value === null ? '–' : signed(value, measure);
    },
  });
  return {
    plain,
    signed,
    changeColumns: (['sizeBytes', 'keys'] as const).flatMap((measure) => [
      column(measure, 'before'),
      column(measure, 'after'),
      difference(measure),
    ]),
  };
}
