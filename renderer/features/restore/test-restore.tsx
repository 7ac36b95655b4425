import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#shared/format.ts';
import type { RestorePlan } from '#shared/models/test-restore.ts';
import { useLanguage } from '../../app/use-language.ts';
import { errorData } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { planQuery } from './queries.ts';
import styles from './restore.module.css';
import { serverName } from './server-name.ts';
import { TestProgress } from './test-progress.tsx';
import { TestResult } from './test-result.tsx';
import { useTestRestore } from './use-test-restore.ts';

/** Lets a server of this machine load the file, after a question where memory is tight. */
export function TestRestore({ reportId }: { reportId: string }) {
  const { t } = useTranslation('restore');
  const { data: plan, refetch } = useQuery(planQuery(reportId));
  const test = useTestRestore(reportId);
  const [isAsking, setIsAsking] = useState(false);
  const begin = async (): Promise<void> => {
    const { data: now } = await refetch();
    // Without a server there is nothing to ask; starting says so.
    if (now !== undefined && now.server !== null && now.isMemoryTight) setIsAsking(true);
    else test.start(false);
  };
  const isCancelled = test.error !== null && errorData(test.error).code === 'cancelled';
  return (
    <div className={styles['test']}>
      <div className={styles['actions']}>
        <Button aria-disabled={test.isRunning} onClick={() => void (test.isRunning || begin())}>
          {t('test.button')}
        </Button>
        {plan !== undefined && (
          <span className={styles['note']}>
            {plan.server === null ? t('test.noServer') : t('test.with', serverName(plan.server))}
            {plan.server !== null && !plan.isServerSuitable && ` ${t('test.notSuitable')}`}
          </span>
        )}
      </div>
      {test.isRunning && <TestProgress progress={test.progress} onCancel={test.cancel} />}
      {test.error !== null && !isCancelled && <ErrorAlert error={errorData(test.error)} />}
      {test.result !== undefined && !test.isRunning && <TestResult result={test.result} />}
      <TightMemoryDialog
        plan={plan}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onAccept={() => {
          setIsAsking(false);
          test.start(true);
        }}
      />
    </div>
  );
}

function TightMemoryDialog(props: {
  plan: RestorePlan | undefined;
  isOpen: boolean;
  onClose: () => void;
  onAccept: () => void;
}) {
  const { plan, isOpen, onClose, onAccept } = props;
  const { t } = useTranslation('restore');
  const language = useLanguage();
  const free = formatBytes(plan?.freeBytes ?? 0, language);
  const wanted = plan?.wantedBytes ?? null;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('tight.title')}
      description={
        wanted === null
          ? t('tight.unknown', { free })
          : t('tight.text', { free, wanted: formatBytes(wanted, language) })
      }
      actions={
        <>
          <Button onClick={onClose}>{t('tight.refuse')}</Button>
          <Button tone="danger" onClick={onAccept}>
            {t('tight.accept')}
          </Button>
        </>
      }
    />
  );
}
