import { useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutNames } from '#shared/hidden-names.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Breadcrumbs } from '../../components/breadcrumbs.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { settingsQuery } from '../../queries.ts';
import type { ReportPair } from '../comparison/queries.ts';
import { reportQuery } from './queries.ts';
import { ReportHead } from './report-head.tsx';
import { ReportSections } from './report-sections.tsx';
import styles from './reports.module.css';
import { RunningChecks } from './running-checks.tsx';
import { useCheck } from './use-check.ts';
import { VerdictCard } from './verdict-card.tsx';

export interface CheckWish {
  /** Null: as the last time. */
  isDeep: boolean | null;
  delimiter: string | null;
}

/** The report of one file: the verdict with its evidence first, then what is in it. */
export function ReportPage(props: {
  reportId: string;
  onReport: (reportId: string) => void;
  onCompare: (pair: ReportPair) => void;
  onBack: () => void;
}) {
  const { reportId, onReport, onCompare, onBack } = props;
  const { t } = useTranslation('reports');
  const { data: kept } = useSuspenseQuery(reportQuery(reportId));
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const again = useCallback(
    async (wish: CheckWish) => [await unwrap(bridge.checks.again({ reportId, ...wish }))],
    [reportId],
  );
  const { begin, error, check } = useCheck(again, onReport);
  const shown = useMemo(
    () => (settings.hidesKeyNames ? { ...kept, report: withoutNames(kept.report) } : kept),
    [kept, settings.hidesKeyNames],
  );
  return (
    <div className={styles['page']}>
      <Breadcrumbs places={[t('history'), kept.file.name]} backLabel={t('back')} onBack={onBack} />
      <ReportHead kept={shown} isChecking={check !== undefined} onCheck={begin} onCompare={onCompare} />
      {error !== null && <ErrorAlert error={errorData(error)} />}
      <RunningChecks checks={check === undefined ? [] : [check]} />
      <VerdictCard kept={shown} isChecking={check !== undefined} onCheck={begin} />
      <ReportSections kept={shown} onCheck={begin} />
    </div>
  );
}
