import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparisonTable } from '#shared/report-tables.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { Card } from '../../components/page.tsx';
import { useToast } from '../../components/toasts.tsx';
import { settingsQuery } from '../../queries.ts';
import styles from './comparison.module.css';
import type { ReportPair } from './queries.ts';

/** One subject of a comparison with its title, and a way to save its table. */
export function ChangeSection(props: {
  pair: ReportPair;
  table: ComparisonTable;
  title: string;
  note?: string;
  children: ReactNode;
}) {
  const { pair, table, title, note, children } = props;
  const { t } = useTranslation('comparison');
  const id = useId();
  const toast = useToast();
  const { data: settings } = useSuspenseQuery(settingsQuery);
  const save = useMutation({
    mutationFn: () =>
      unwrap(bridge.comparison.save({ reportIds: [...pair], table, hidesNames: settings.hidesKeyNames })),
    onSuccess: ({ fileName, folder }) => {
      if (fileName !== '') toast(t('save.saved', { name: fileName, folder }));
    },
  });
  return (
    <Card className={styles['section']} aria-labelledby={id}>
      <div className={styles['sectionHead']}>
        <h2 id={id}>{title}</h2>
        <Button size="small" tone="quiet" aria-label={t('save.named', { title })} onClick={() => save.mutate()}>
          {t('save.table')}
        </Button>
      </div>
      {note !== undefined && <p className={styles['muted']}>{note}</p>}
      {save.error !== null && <ErrorAlert error={errorData(save.error)} />}
      {children}
    </Card>
  );
}
