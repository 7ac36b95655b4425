import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleHelp, LoaderCircle, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatDateTime, formatRelativeTime } from '#shared/format.ts';
import type { Backup } from '#shared/models/browse.ts';
import type { BackupJob } from '#shared/models/backup-job.ts';
import { useLanguage } from '../../app/use-language.ts';
import { bridge, errorData, unwrap } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { explain } from '../../components/explain-error.ts';
import { useNow } from '../browse/use-now.ts';
import styles from './back-up.module.css';

type Status = BackupJob['state']['status'];

const ICONS: Record<Status, LucideIcon> = {
  sending: LoaderCircle,
  running: LoaderCircle,
  uncertain: CircleHelp,
  done: CircleCheck,
  failed: CircleAlert,
};

/** How far one backup is, and what can be done about it. One that may have been made is looked for, never made again. */
export function JobNotice({ job, onDownload }: { job: BackupJob; onDownload: (backup: Backup) => void }) {
  const { id, name, state } = job;
  const { t } = useTranslation('backUp');
  const look = useMutation({ mutationFn: () => unwrap(bridge.backupJobs.look({ id })) });
  const dismiss = (): void => void bridge.backupJobs.dismiss({ id });
  const Icon = ICONS[state.status];
  return (
    <section aria-label={t('notice.label', { name })} data-status={state.status} className={styles['notice']}>
      <Icon size={16} className={styles['icon']} aria-hidden />
      <div role="status" className={styles['words']}>
        <JobText job={job} />
        {look.error !== null && state.status === 'uncertain' && (
          <p>{t('notice.lookFailed', explain(errorData(look.error)))}</p>
        )}
      </div>
      <div className={styles['buttons']}>
        {state.status === 'uncertain' && (
          <Button
            size="small"
            aria-disabled={look.isPending}
            onClick={() => (look.isPending ? undefined : look.mutate())}
          >
            {look.isPending ? t('notice.looking') : t('notice.look')}
          </Button>
        )}
        {state.status === 'done' && (
          <Button size="small" tone="primary" onClick={() => onDownload(state.backup)}>
            {t('notice.download')}
          </Button>
        )}
        {state.status !== 'sending' && (
          <Button size="small" tone="quiet" aria-label={t('notice.dismissNamed', { name })} onClick={dismiss}>
            {t('notice.dismiss')}
          </Button>
        )}
      </div>
    </section>
  );
}

function JobText({ job }: { job: BackupJob }) {
  const { name, state } = job;
  const { t } = useTranslation('backUp');
  switch (state.status) {
    case 'sending':
      return <p>{t('notice.sending', { name })}</p>;
    case 'running':
      return <Running startedAt={job.startedAt} name={name} state={state} />;
    case 'uncertain':
      return <Uncertain name={name} state={state} />;
    case 'done':
      return <Done name={name} sizeBytes={state.backup.sizeBytes} />;
    default:
      return <p>{t('notice.failed', { name, state: state.stateText })}</p>;
  }
}

type StateOf<S extends Status> = Extract<BackupJob['state'], { status: S }>;

function Running({ name, startedAt, state }: { name: string; startedAt: number; state: StateOf<'running'> }) {
  const { t } = useTranslation('backUp');
  const language = useLanguage();
  const since = formatRelativeTime(startedAt, Math.max(useNow(), startedAt), language);
  return (
    <>
      <p>{t('notice.running', { name, since })}</p>
      {state.error === null && !state.isListed && <p>{t('notice.notListed')}</p>}
      {state.error !== null && <p>{t('notice.unseen', explain(state.error))}</p>}
    </>
  );
}

function Uncertain({ name, state: { error, missedAt } }: { name: string; state: StateOf<'uncertain'> }) {
  const { t } = useTranslation('backUp');
  const language = useLanguage();
  return (
    <>
      <p>
        <strong>{t('notice.uncertain', { name })}</strong> {error === null ? t('notice.appEnded') : explain(error).what}
      </p>
      <p>
        {missedAt === null ? t('notice.lookFirst') : t('notice.missed', { time: formatDateTime(missedAt, language) })}
      </p>
    </>
  );
}

function Done({ name, sizeBytes }: { name: string; sizeBytes: number | null }) {
  const { t } = useTranslation('backUp');
  const language = useLanguage();
  return (
    <p>
      {t('notice.done', { name })}
      {sizeBytes !== null && ` · ${formatBytes(sizeBytes, language)}`}
    </p>
  );
}
