import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instance } from '#shared/models/browse.ts';
import { Button } from '../../components/button.tsx';
import type { Summaries } from './use-summaries.ts';

/** Looks at the backups of every instance in the list, for the overview by concern. */
export function CheckAll({ rows, summaries }: { rows: readonly Instance[]; summaries: Summaries }) {
  const { t } = useTranslation('browse');
  const { of } = summaries;
  const missing = useMemo(() => rows.filter((row) => of(row) === undefined).length, [rows, of]);
  if (summaries.waiting > 0) {
    return (
      <Button size="small" onClick={summaries.stop}>
        {t('checkAll.stop', { count: summaries.waiting })}
      </Button>
    );
  }
  if (missing === 0) return null;
  return (
    <Button size="small" onClick={() => summaries.askAll(rows)}>
      {t('checkAll.start', { count: missing })}
    </Button>
  );
}
