import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptReport } from '#shared/models/kept-report.ts';
import { Card } from '../../components/page.tsx';
import styles from './restore.module.css';
import { needsQuery } from './queries.ts';
import { RestoreNeedsList } from './restore-needs-list.tsx';
import { TestRestore } from './test-restore.tsx';

/** Which server loads the file, what else it asks for, and a trial with a server of this machine. */
export function RestoreCard({ kept }: { kept: KeptReport }) {
  const { t } = useTranslation('restore');
  const id = useId();
  return (
    <Card className={styles['card']} aria-labelledby={id}>
      <h2 id={id}>{t('title')}</h2>
      <Suspense>
        <Outlook kept={kept} />
        <TestRestore key={kept.checkedAt} reportId={kept.id} />
      </Suspense>
    </Card>
  );
}

function Outlook({ kept }: { kept: KeptReport }) {
  const { t } = useTranslation('restore');
  const { data: needs } = useSuspenseQuery(needsQuery(kept.id, kept.checkedAt));
  return (
    <>
      <p className={styles['outlook']} data-outlook={needs.outlook}>
        {t(`outlook.${needs.outlook}`)}
      </p>
      <RestoreNeedsList needs={needs} />
    </>
  );
}
