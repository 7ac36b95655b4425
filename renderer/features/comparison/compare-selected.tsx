import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import type { HistoryRow } from '../history/rows.ts';
import { isComparable } from './comparable.ts';
import type { ReportPair } from './queries.ts';

/** Compares two selected files of the history that were both read. */
export function CompareSelected(props: { rows: readonly HistoryRow[]; onCompare: (pair: ReportPair) => void }) {
  const { rows, onCompare } = props;
  const { t } = useTranslation('comparison');
  const reports = rows.flatMap(({ report }) => (report !== null && isComparable(report) ? [report.id] : []));
  const [one, other] = reports;
  const isPair = rows.length === 2 && one !== undefined && other !== undefined;
  return (
    <Button
      size="small"
      disabled={!isPair}
      title={t('selected.hint')}
      onClick={() => {
        if (isPair) onCompare([one, other]);
      }}
    >
      {t('selected.button')}
    </Button>
  );
}
